"""How a visitor becomes the client of a firm: an enquiry, a search for conflicts, a consultation and a service agreement."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import override

from impplus.practice.models import Booking, Conflict, Enquiry, Matter, Retainer
from impplus.records.models import Firm, User
from tests import people
from tests.walk import errands
from tests.walk.visitor import Visitor

type Work = Callable[[], None]

QUESTION = (
    "Is my husband’s permit part of the price? / Le permis de mon mari est-il compris dans le prix?"
)
ANSWER = "Yes, his too. / Oui, le sien aussi."
HOURS = {
    "kind": "lawyer",
    "number": "SPECIMEN-1",
    "address": "12, rue de l’Exemple, Montréal",
    "phone": "+1 514 555 0123",
    "email": "lucie@example.test",
    **{f"day_{day}": "9:00–12:00, 13:30–16:00" for day in range(5)},
    "video": "https://video.example.test/lucie",
}
TERMS = {
    "identity": "Passport seen on the screen. / Passeport vu à l’écran.",
    "client_address": "12, rue des Orangers, Rabat",
    "amount": 2500,
    "disbursements": 830,
    "advance": 500,
}


def link_to(visitor: Visitor, page: str, *args: int) -> str:
    """The link of the page's content to a page, by its name."""
    with override(visitor.language):
        return f'main a[href="{reverse(page, args=args)}"]'


def button_to(visitor: Visitor, page: str, *args: int) -> str:
    """The button of the form that is sent to a page, by its name."""
    with override(visitor.language):
        return f'main form[action="{reverse(page, args=args)}"] button'


def asks_a_firm(alice: Visitor, who: User, on: date, work: Work) -> Enquiry:
    """Alice checks herself, takes her answers to a firm, writes what she wants to know, and reads her copy."""
    alice.go(f"/{alice.language}/")
    errands.checks_herself(alice, on)
    alice.press("main form.actions button")
    alice.press("main .cards button")
    alice.fill(
        {
            "name": who.name,
            "email": who.email,
            "phone": "+212 612 345 678",
            "language": alice.language,
            "partner": True,
            "children": "8",
            "message": "Can you act for my family? / Pouvez-vous agir pour ma famille?",
        }
    )
    alice.send("main form#form .actions button")
    work()
    errands.opens_newest_message(alice, who.email)
    alice.says("+212 6 12 34 56 78")
    asked = Enquiry.objects.get(email=who.email)
    assert (asked.status, asked.answers["has_letter"]) == ("new", True)
    return asked


def says_when_she_receives(lucie: Visitor) -> None:
    """Lucie writes her hours and terms."""
    errands.opens(lucie, "firm:bookings")
    lucie.press(link_to(lucie, "firm:hours"))
    lucie.fill(HOURS)
    lucie.send("main form#form .actions button")


def looks_for_conflicts(lucie: Visitor, asked: Enquiry, on: date) -> None:
    """Lucie opens the enquiry, looks for the husband too, finds that he wrote once, and records what she makes of it."""
    errands.opens(lucie, "firm:home")
    lucie.press(lucie.page.get_by_role("link", name=asked.name))
    his = people.spouse_answers(on)
    lucie.page.locator("#finding details summary").click()
    lucie.fill({"others": f"{his['given_names']} {his['family_name']}, {his['born']}"})
    lucie.press("#finding button[name=_redisplay]")
    lucie.page.locator(".hits").get_by_text("Idrissi Karim").wait_for(state="attached")
    lucie.fill({"finding": "clear", "why": "Her own husband. / Son propre mari."})
    lucie.press("main form#form .actions button:not([name])")
    found = Conflict.objects.get(enquiry=asked)
    assert (found.status, [one["name"] for one in found.searched]) == (
        "clear",
        [asked.name, "Karim Idrissi"],
    )


def offers_a_consultation(lucie: Visitor, work: Work) -> None:
    """Lucie lets the visitor choose the time."""
    lucie.look_again()
    lucie.press("main [data-key=b]")
    assert Booking.objects.get().status == "offered"
    work()


def books(alice: Visitor, who: User, work: Work) -> None:
    """Alice chooses a time by her own clock; without her name nothing is booked, with it the agreement is signed."""
    errands.follows_link_of_message(alice, who.email, "public:booking")
    alice.page.locator("main [name=starts_at]").first.check()
    alice.send("main form#form > .actions button")
    assert Booking.objects.get().status == "offered"
    alice.fill({"signature": who.name, "agreed": True})
    alice.send("main form#form > .actions button")
    booked = Booking.objects.get()
    assert (booked.status, booked.zone) == ("booked", "Africa/Casablanca")
    work()
    booked.refresh_from_db()
    assert bytes(booked.file_fr or b"").startswith(b"%PDF")


def writes_an_agreement(lucie: Visitor, asked: Enquiry, work: Work) -> None:
    """Lucie writes what the law asks for, reads what she signs, and sends it."""
    errands.opens(lucie, "firm:enquiry", asked.pk)
    lucie.look_again()
    lucie.press(button_to(lucie, "firm:begin-agreement", asked.pk))
    agreement = Retainer.objects.get()
    lucie.press(link_to(lucie, "firm:agreement-terms", agreement.pk))
    lucie.fill(TERMS)
    lucie.send("main form#form .actions button")
    lucie.look_again()
    _signs_for_the_firm(lucie, work)


def asks_about_the_agreement(
    alice: Visitor, lucie: Visitor, who: User, counsel: User, work: Work
) -> None:
    """Alice asks something first; Lucie, who is told, answers and sends it again."""
    errands.follows_link_of_message(alice, who.email, "public:service-agreement")
    alice.follow("?act=ask")
    alice.look_again()
    alice.fill({"text": QUESTION})
    alice.press("main button[value=ask]")
    work()
    errands.opens_newest_message(lucie, counsel.email)
    errands.opens(lucie, "firm:service-agreement", Retainer.objects.get().pk)
    lucie.look_again()
    lucie.says(QUESTION)
    lucie.fill({"answer": ANSWER})
    _signs_for_the_firm(lucie, work)


def signs_the_agreement(alice: Visitor, who: User, work: Work) -> Matter:
    """Alice signs; English only as her express choice after the French text. It makes her a client, and her matter is open."""
    errands.follows_link_of_message(alice, who.email, "public:service-agreement")
    alice.look_again()
    alice.says(ANSWER)
    in_english = alice.language == "en"
    alice.fill(
        {"language": alice.language, "chose": in_english, "signature": who.name, "agreed": True}
    )
    alice.press("main button[value=sign]")
    work()
    alice.page.reload()
    alice.look_again()
    signed = Retainer.objects.get()
    agreed = signed.agreed or {}
    assert (signed.status, agreed["language"], agreed["chose"]) == (
        "signed",
        alice.language,
        in_english,
    )
    assert bytes(signed.file_fr or b"").startswith(b"%PDF")
    assert Enquiry.objects.get(email=who.email).status == "engaged"
    return Matter.objects.get()


def wrote_once(firm: Firm) -> None:
    """Karim asked the same firm something, long before."""
    people.written_to(firm, name="Idrissi Karim", email="karim@example.test", message="Allô?")


def _signs_for_the_firm(lucie: Visitor, work: Work) -> None:
    lucie.press("main button[value=offer]")
    lucie.press("main button[name=sure]")
    assert Retainer.objects.get().status == "offered"
    work()
