"""Every page of the form, and every document, is within its budget, as it is on the line; test_parity.py weighs every other page."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from impplus.demonstration.bulk import copy
from impplus.portal.answers import page_of
from impplus.portal.slots import slots_by_person
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.records.models import Document
from tests.doors.addresses import LANGUAGES, address
from tests.doors.weighing import Weighed, over
from tests.doors.world import World

FILES = 40  # of one document, as many as the passports of a family have pages


def form_and_documents(world: World) -> Iterator[str]:
    """The addresses of every page of the form and of every document of the family's draft."""
    file = file_of(world.draft)
    yield from (page_of(sheet.person, step) for sheet in file.sheets for step in sheet.asked)
    people = slots_by_person(readiness.of(file))
    yield from (slot.url for one in people for slot in one.asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_form_and_of_documents_is_within_its_budget(
    weighed: Weighed, world: World, language: str
) -> None:
    browser = world.browser("alice")
    with override(language):
        paths = set(form_and_documents(world))
    assert len(paths) > 40
    assert [fault for path in sorted(paths) for fault in over(browser, path, weighed)] == []


def test_a_document_of_many_files_is_within_its_budget(weighed: Weighed, world: World) -> None:
    (one,) = world.draft.documents.filter(key="passport", person__relation="principal")
    Document.objects.bulk_create(copy(one, position=n) for n in range(1, FILES))
    browser = world.browser("alice")
    for row in ("portal:upload draft", "portal:documents draft", "portal:review draft"):
        assert over(browser, address(world, row), weighed) == []
