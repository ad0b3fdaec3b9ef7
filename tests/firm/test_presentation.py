"""Lucie, an owner, says how visitors see the firm; the page above its contact form shows it in both languages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from impplus.practice.models import Colleague, Presentation
from impplus.records.models import Firm, User
from tests.matters import colleague
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
THERE = "/en/firm/presentation/"
SAID = {
    "intro_en": "We help families.",
    "intro_fr": "Nous aidons les familles.",
    "hours_en": "Monday to Friday, 9 to 5",
    "hours_fr": "Du lundi au vendredi, de 9 h à 17 h",
    "address": "1 Example Street",
    "phone": "+1 514 555 0142",
    "colour": "#1C2F5E",
}


@pytest.fixture
def desk(lucie: User, firm: Firm) -> Client:
    """Lucie, an owner, signed in."""
    Colleague.objects.create(firm=firm.pk, account=lucie.pk, role="owner")
    return signed_in(lucie)


def logo() -> SimpleUploadedFile:
    """A small picture."""
    made = BytesIO()
    Image.new("RGB", (300, 120), "navy").save(made, "PNG")
    return SimpleUploadedFile("logo.png", made.getvalue(), content_type="image/png")


def test_visitors_see_the_firm_in_their_language_with_its_colour_and_logo(
    desk: Client, client: Client, firm: Firm
) -> None:
    assert desk.post(THERE, {**SAID, "logo": logo()}).status_code == 302
    english = client.get(f"/en/law-firms/{firm.slug}/").content.decode()
    french = client.get(f"/fr/cabinets-juridiques/{firm.slug}/").content.decode()
    assert [one in english for one in ("We help families.", "1 Example Street")] == [True, True]
    assert "Nous aidons les familles." in french
    style = client.get(f"/en/law-firms/{firm.slug}/colour.css")
    assert (style["Content-Type"], style.content) == ("text/css", b".of-firm { --own: #1c2f5e; }\n")
    shown = client.get(f"/en/law-firms/{firm.slug}/logo/")
    assert (shown["Content-Type"], shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    desk.post(THERE, SAID)  # the same again
    assert Presentation.objects.count() == 1
    desk.post(THERE, {**SAID, "drop_logo": "on"})
    assert client.get(f"/en/law-firms/{firm.slug}/logo/").status_code == 404


@pytest.mark.parametrize("page", ["steps", "self-check", "fees", "answers"])
def test_what_explains_the_programme_stands_under_the_firms_own_name(
    page: str, desk: Client, client: Client, firm: Firm
) -> None:
    desk.post(THERE, {**SAID, "logo": logo()})
    there = f"/en/law-firms/{firm.slug}/{page}/"
    assert f'href="{there}"' in client.get(f"/en/law-firms/{firm.slug}/").content.decode()
    shown = client.get(there).content.decode()
    assert [
        one in shown for one in (f"<b>{firm.name}</b>", "/colour.css", f"/{firm.slug}/logo/")
    ] == [True] * 3


def test_who_checks_the_own_situation_under_a_firms_name_asks_that_firm(
    client: Client, firm: Firm
) -> None:
    there = f"/fr/cabinets-juridiques/{firm.slug}/verifier-sa-situation/"
    outcome = client.post(there, {"_step": "outcome", "_go": "", "has_letter": "yes"})
    shown = outcome.content.decode()
    form = shown[shown.index('<form id="ask"') :]
    assert f'action="/fr/cabinets-juridiques/{firm.slug}/"' in form
    assert "Poser une question au cabinet" in form
    brought = client.post(
        f"/fr/cabinets-juridiques/{firm.slug}/",
        {"_brought": "self-check", "check-has_letter": "yes"},
    )
    assert 'name="check-has_letter" value="yes"' in brought.content.decode()
    alone = client.post("/fr/verifier-sa-situation/", {"_step": "outcome"}).content.decode()
    assert 'action="/fr/cabinets-juridiques/"' in alone


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"colour": "#ffee00"}, "White words can hardly be read on this colour."),
        ({"colour": "red"}, "Enter the colour as # and six digits"),
        ({"intro_fr": ""}, "Write the words and hours in both languages, or in neither."),
        ({"logo": SimpleUploadedFile("logo.png", b"no picture")}, "The name of the file does not"),
    ],
)
def test_what_cannot_be_shown_is_said_and_nothing_changes(
    desk: Client, wrong: dict[str, object], said: str
) -> None:
    answer = desk.post(THERE, {**SAID, **wrong})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Presentation.objects.count() == 0


def test_only_an_owner_writes_it(desk: Client, firm: Firm) -> None:
    assert desk.get(THERE).status_code == 200
    assert signed_in(colleague(firm, "Luc")).get(THERE).status_code == 404
