"""A passport that lies on its side is turned upright for the officer, and any picture a quarter when Alice presses."""

from contextlib import ExitStack
from time import monotonic

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from impplus.actions import documents, renditions
from impplus.outside.files import slots
from impplus.records.models import Application, Document, User
from tests.outside.files.passports import as_jpeg, page
from tests.portal import pages
from tests.portal.test_passports import LINES, a_passport, sends, shown


def wide(document: Document) -> bool:
    """Whether what the officer sees lies."""
    with renditions.rendition(document) as content, pikepdf.open(content) as pdf:
        page = pdf.pages[0]
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        return (width > height) is (int(page.get("/Rotate", 0)) % 180 == 0)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_passport_lying_on_its_side_is_turned_upright_for_the_officer(
    angle: int, alices: Client, draft: Application
) -> None:
    upright = page(LINES)
    lying = as_jpeg(upright.rotate(angle, expand=True))
    document = sends(alices, draft, "passport", "side.jpg", lying)
    assert document.zone == "\n".join(LINES)
    assert wide(document) is (upright.width > upright.height)
    with renditions.thumbnail(document, 1) as small, Image.open(small) as seen:  # type: ignore[union-attr]
        assert (seen.width > seen.height) is (upright.width > upright.height)
    assert documents.content(document).read() == lying


def test_any_picture_is_turned_a_quarter_and_its_original_stays(
    alices: Client, draft: Application
) -> None:
    document = sends(alices, draft, "passport", "passport.jpg", a_passport())
    before, zone = wide(document), document.zone
    with override("en"):
        there = reverse("portal:arrange", args=[draft.number, document.pk])
    assert ">Turn<" in shown(alices, draft, "passport")
    assert ">Tourner<" in shown(alices, draft, "passport", "fr")
    assert alices.post(there, {"act": "turn"}).status_code == 302
    document.refresh_from_db()
    assert (wide(document), document.zone) == (not before, zone)
    assert documents.content(document).read() == a_passport()


def test_a_picture_pressed_again_while_the_first_press_is_at_work_says_to_press_again_in_a_moment(
    alices: Client, draft: Application, alice: User
) -> None:
    document = sends(alices, draft, "passport", "passport.jpg", a_passport())
    before, said = wide(document), "Press again in a moment."
    with override("en"):
        there = reverse("portal:arrange", args=[draft.number, document.pk])
    with ExitStack() as held:
        for _one in range(slots.OWN):
            held.enter_context(slots._room_for(alice.pk, monotonic() + 1))
        page = pages.words(alices.post(there, {"act": "turn"}, follow=True))
    document.refresh_from_db()
    assert (page.count(said), wide(document)) == (1, before)
    assert "The picture is turned." not in page
    again = pages.words(alices.post(there, {"act": "turn"}, follow=True))
    assert again.count("The picture is turned.") == 1
