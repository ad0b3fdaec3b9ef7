"""The officers' day by keys alone: from the ministry's list to the cancellation of a permit, and nobody has a mouse."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from impplus.actions import applications, reviews
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.verification import verify
from impplus.records.models import (
    Application,
    Batch,
    Candidate,
    Intake,
    Introduction,
    Invitation,
    Permit,
    PersonOutcome,
    Question,
    Round,
    Tick,
    User,
)
from tests import people, ready
from tests.approved import PORT, bianca
from tests.people import Cards
from tests.walk.keyboard import SEND, SIZES, Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_A_DAY = "1990-02-31"
type Work = Callable[[], None]
type Sit = Callable[[User, str], Keyboard]


@pytest.fixture
def sit(browser: Browser, site: str, screenshots: Path | None) -> Sit:
    """Somebody signs in at a desk, on a first page."""
    stations: list[str] = []

    def come(who: User, first: str) -> Keyboard:
        width, height = SIZES[0]
        context = browser.new_context(viewport={"width": width, "height": height})
        made = Keyboard(context, site, screenshots, stations)
        made.sit_down(reverse(first), who)
        return made

    return come


def a_list_is_imported(mathieu: Keyboard, on: date, work: Work) -> None:
    """Mathieu reads what his list would change before it does."""
    mathieu.follow('main a.button[href$="/import/"]')
    listed = people.as_csv(people.row(1, on), people.row(2, on, born=NOT_A_DAY))
    mathieu.hand_in("list", {"name": "list.csv", "mimeType": "text/csv", "buffer": listed})
    mathieu.station("import")
    mathieu.follow(SEND)
    work()
    mathieu.follow("main .actions a.button:not(.secondary)")
    mathieu.says(NOT_A_DAY)
    mathieu.station("dry-run")
    assert (Batch.objects.get().kind, Candidate.objects.count()) == ("review", 0)
    mathieu.follow('main form[action*="import"] button')
    work()
    mathieu.follow("main .actions a.button:not(.secondary)")
    mathieu.station("imported")
    assert Candidate.objects.get().reference == people.row(1, on)["reference"]


def a_round_is_drawn(mathieu: Keyboard) -> None:
    """He announces it, and draws it by the words of a public draw."""
    mathieu.follow("main a.back")
    mathieu.follow('main a[href$="/announce/"]')
    mathieu.write("size", "1")
    mathieu.write("public_draw", held_rounds.PUBLIC_DRAW)
    mathieu.write_day("draws_on", today(IMP_PLUS) + timedelta(days=1))
    mathieu.station("round")
    mathieu.go("Enter")
    mathieu.follow("main button[name=sure]")
    held_rounds.due(Round.objects.get())
    mathieu.page.reload()
    mathieu.follow('main a[href$="/draw/"]')
    mathieu.write("words", "03 11 19")
    mathieu.go("Enter")
    mathieu.follow("main button[name=sure]")
    mathieu.station("drawn")
    assert (Round.objects.get().status, Invitation.objects.count()) == ("drawn", 0)


def it_is_released(genevieve: Keyboard, work: Work) -> Invitation:
    """Another officer of the ministry makes the draw again, and releases the letter."""
    genevieve.follow('main .notice a[href*="/rounds/"]')
    genevieve.follow('main a[href$="/release/"]')
    for box in ("looked_up", "read"):
        genevieve.tick(f"[name={box}]")
    genevieve.station("release")
    genevieve.follow(SEND)
    work()
    genevieve.follow("main .actions a.button")
    genevieve.station("released")
    return Invitation.objects.get()


def alice_applies(letter: Invitation, alice: User, cards: Cards, on: date) -> Application:
    """With Karim and Sami; her own part of the story is another walk's."""
    application = people.bound(alice, letter)
    ready.family(application, on)
    people.pay_all(application, cards, alice)
    people.family_signs(application, demo=False)
    applications.submit(application, signature="Alice Benali", by=alice)
    return application


def alice_answers(question: Question, work: Work) -> None:
    """What Olivia put to her, once the letter is there."""
    work()
    reviews.answer(question, text="Voici pourquoi.", by=question.application.applicant)


def every_document_is_looked_at(olivia: Keyboard, file: Application) -> None:
    """Olivia takes the next file of her queue; one key says that she looked at a document, and brings the next."""
    olivia.station("queue")
    olivia.go("t")
    looked_at = olivia.page.locator('#documents [aria-pressed="true"]')
    documents = file.documents.filter(removed_at=None).count()
    for done in range(1, documents + 1):
        olivia.press("x")
        expect(looked_at).to_have_count(done)
        if done == documents // 2:
            # Each pane scrolls by itself, and the page does not.
            assert olivia.page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0
            olivia.station("viewer")
    assert Tick.objects.filter(application=file, status="set").count() == documents


def it_is_found_complete_and_a_question_is_asked(olivia: Keyboard, work: Work) -> None:
    """Biometrics are asked for at once; then she asks, and Alice answers."""
    olivia.go("d")
    olivia.station("completeness")
    olivia.go("c")
    olivia.go("q")
    olivia.write("text", "Quand avez-vous cessé de travailler?")
    olivia.choose("days", "15")
    olivia.station("question")
    olivia.follow(SEND)
    alice_answers(Question.objects.get(), work)


def a_concern_is_put(olivia: Keyboard, file: Application, work: Work) -> None:
    """The file is first in her queue, since it was answered; what she doubts is put about Karim."""
    olivia.go("u")
    olivia.press("j")
    olivia.station("answered")
    olivia.go("Enter")
    assert file.number in olivia.page.url
    olivia.station("file")
    olivia.go("l")
    olivia.follow('a[href="?about=partner"]')
    olivia.tick("[name=condition][value=will-leave]")
    olivia.station("conditions")
    olivia.follow(SEND)
    olivia.write("concern-will-leave", "Rien ne montre que Karim Idrissi quitterait le Canada.")
    olivia.write("evidence-will-leave", "La réponse sur son emploi.")
    olivia.follow(SEND)
    olivia.says("Bonjour Karim Idrissi,")
    olivia.station("fairness")
    olivia.follow("main button[name=sure]")
    put = Question.objects.get(kind="fairness")
    assert put.person == file.people.get(relation="spouse")
    alice_answers(put, work)


def one_is_refused_and_the_others_are_approved(olivia: Keyboard) -> None:
    """Everyone's biometrics, which an approval still waits for, are recorded on one page; then she decides on each person."""
    olivia.follow("nav.tabs.file li:first-child a")
    olivia.go("d")
    olivia.station("lacking")
    olivia.follow("main a[data-act=back]")
    olivia.follow('#title a[href$="/biometrics/"]')
    olivia.station("biometrics")
    olivia.follow("main button[name=record]")
    olivia.follow("main a.back")
    olivia.go("d")
    olivia.choose("met-partner-will-leave", "no")
    olivia.write("note-partner-will-leave", "Sans attaches dans son pays.")
    olivia.choose("outcome-partner", "refuse")
    olivia.press("w")
    expect(olivia.page.locator("[name=reasons]")).to_be_focused()
    olivia.page.keyboard.type("Vu le dossier et la réponse.")
    olivia.press("Escape")
    olivia.station("decision")
    olivia.go("a")
    olivia.says("You refuse Karim Idrissi.")
    olivia.station("check")
    olivia.follow("main button[name=sure]")
    olivia.station("decided")
    made = PersonOutcome.objects.order_by("person__position", "pk")
    assert [(one.person.given_names, one.outcome) for one in made] == [
        ("Alice", "approved"),
        ("Karim", "refused"),
        ("Sami", "approved"),
    ]


def they_arrive(border: Keyboard, work: Work) -> None:
    """Bianca finds the letter of Alice and records her arrival, then that of Sami, whose letter stands beside it."""
    first = Introduction.objects.get(person__relation="principal")
    born = first.person.born
    assert born
    border.write("shown", first.number)
    border.write_day("born", born)
    border.station("port-of-entry")
    border.go("Enter")
    border.write("port", PORT)
    border.tick("[name=compared]")
    border.station("arrival")
    border.follow(SEND)
    border.station("before-arrival")
    border.confirm()
    work()
    border.follow(f'main section a[href$="/{first.number}/"]')
    border.station("arrived")
    other = Introduction.objects.get(person__relation="child")
    border.follow(f'main a[href$="/{other.number}/"]')
    border.tick("[name=compared]")
    border.follow(SEND)
    border.confirm()
    work()
    used = Introduction.objects.filter(status="used", port=PORT).order_by("pk")
    assert list(used) == [first, other]
    assert sorted(Permit.objects.values_list("person__given_names", flat=True)) == ["Alice", "Sami"]


def a_permit_is_cancelled(olivia: Keyboard, work: Work) -> Permit:
    """Olivia searches for the closed file by a name; Alice became a permanent resident."""
    permit = Permit.objects.get(person__relation="principal")
    olivia.go("u")
    olivia.press("/")
    expect(olivia.page.locator("#find")).to_be_focused()
    olivia.page.keyboard.type("idrissi")
    olivia.go("Enter")
    olivia.press("j")
    olivia.station("search")
    olivia.go("Enter")
    olivia.follow('nav.tabs.file a[href$="/papers/"]')
    olivia.station("papers")
    olivia.follow(f'main a[href$="/permits/{permit.pk}/"]')
    olivia.station("permit")
    olivia.follow('main a[href$="/cancel/"]')
    olivia.choose("ground", "permanent-resident")
    olivia.write("reasons", "Résidente permanente depuis ce matin.")
    olivia.station("ground")
    olivia.follow(SEND)
    olivia.station("before-cancellation")
    olivia.follow("main button[name=sure]")
    work()
    olivia.station("cancelled")
    permit.refresh_from_db()
    return permit


def test_the_officers_day_by_keys_alone(
    site: str,
    work: Work,
    cards: Cards,
    sit: Sit,
    mathieu: User,
    alice: User,
    olivia: User,
    intake: Intake,
    this_day: date,
) -> None:
    ministry = sit(mathieu, "desk:quebec")
    a_list_is_imported(ministry, this_day, work)
    a_round_is_drawn(ministry)
    other = sit(held_rounds.another(mathieu), "desk:quebec")
    letter = it_is_released(other, work)
    file = alice_applies(letter, alice, cards, this_day)
    work()
    desk = sit(olivia, "desk:queue")
    every_document_is_looked_at(desk, file)
    it_is_found_complete_and_a_question_is_asked(desk, work)
    a_concern_is_put(desk, file, work)
    one_is_refused_and_the_others_are_approved(desk)
    work()
    border = sit(bianca(), "desk:border")
    they_arrive(border, work)
    permit = a_permit_is_cancelled(desk, work)
    assert permit.status == "cancelled"
    sami = Permit.objects.get(person__relation="child")
    found = [verify(one.code, this_day) for one in (permit, sami)]
    assert [one.state for one in found if one] == ["cancelled", "valid"]
    for one in (ministry, other, desk, border):
        one.leave()
