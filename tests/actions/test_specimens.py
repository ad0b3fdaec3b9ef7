"""A specimen that many invented people send is read once."""

from io import BytesIO
from typing import Any

import pytest

from impplus.actions import documents, specimens
from impplus.actions.documents import SentFor
from impplus.demonstration.papers import a_pdf
from impplus.queries.refusals import NotYours
from impplus.records.models import Application, User
from tests import people


def test_a_specimen_is_sent_for_others_as_it_was_found_for_the_first(
    draft: Application, paid_draft: Application, alice: User, bob: User
) -> None:
    specimen: dict[str, Any] = {"name": "csq.pdf", "content": BytesIO(a_pdf("a specimen"))}
    first, second, again = (
        specimens.send(SentFor(one, one.people.get(), "csq"), by=alice, **specimen)
        for one in (draft, paid_draft, paid_draft)
    )
    assert again == second != first
    assert {name: getattr(second, name) for name in specimens.AS_READ} == {
        name: getattr(first, name) for name in specimens.AS_READ
    }
    assert people.bytes_of(documents.content(second)) == a_pdf("a specimen")
    sent = second.application.events.get(verb="upload", noun="application")
    assert (second.name, sent.detail["key"], sent.detail["document"]) == (
        "csq.pdf",
        "csq",
        second.pk,
    )
    with pytest.raises(NotYours):
        specimens.send(SentFor(draft, draft.people.get(), "csq"), by=bob, **specimen)
