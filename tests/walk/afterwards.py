"""What happens to Alice's file between its receipt and the decision: questions, one withdrawn, and a new passport."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application, Message, Permit, Question, Report
from impplus.words import formats
from tests.walk import errands
from tests.walk.visitor import Visitor

TEXT = "When did you last work? / Quand avez-vous travaillé pour la dernière fois?"
WITHDRAWN = {
    "en": "The office withdrew this question. It no longer has to be answered.",
    "fr": "Le bureau a retiré cette question\u00a0: il n’y a plus à y répondre.",
}
WOULD_END = {"en": "It would end on {}", "fr": "Il prendrait fin le {}"}


def asks(visitor: Visitor, number: str, text: str) -> None:
    """Olivia asks something."""
    errands.opens(visitor, "desk:file", number)
    visitor.press(f'main a[href*="{number}/question"]')
    visitor.fill({"text": text, "days": 30})
    visitor.send("main form#form button")
    assert Question.objects.get(text=text).status == "open"


def a_question_is_withdrawn(officer: Visitor, alice: Visitor, number: str) -> None:
    """Olivia asks once more; Alice sees the question, and after Olivia took it back, that there is nothing to answer."""
    asks(officer, number, TEXT)
    asked = Question.objects.get(text=TEXT)
    errands.opens(alice, "portal:status", number)
    alice.says(TEXT)
    errands.opens(officer, "desk:questions", number)
    with override(officer.language):
        officer.follow(reverse("desk:withdraw-question", args=[number, asked.pk]))
    officer.send("main form button")
    told = Message.objects.filter(notice="question-withdrawn")
    assert sorted(told.values_list("account__email", flat=True)) == [
        errands.EMAIL,
        "lucie@example.test",
    ]
    errands.opens(alice, "portal:status", number)
    alice.look_again()
    assert alice.page.locator("main .card.now h2#question-" + str(asked.pk)).count() == 0
    alice.unfold()
    with override(alice.language):
        alice.follow(reverse("portal:question", args=[number, asked.pk]))
    alice.look_again()
    alice.says(WITHDRAWN[alice.language])


def reports_a_new_passport(visitor: Visitor, number: str, on: date) -> date:
    """Alice says that her passport is another one now, reads what it changes, and has a receipt; the last day of it."""
    errands.opens(visitor, "portal:status", number)
    errands.opens(visitor, "portal:changes", number)
    ends = on + timedelta(days=400)
    alice = Application.objects.get(number=number).people.get(relation="principal")
    with override(visitor.language):
        visitor.follow(reverse("portal:change", args=[number, alice.pk, "new-passport"]))
    visitor.fill(
        {
            "passport_number": "SPECIMEN9",
            "passport_expires": ends,
            "passport_issued": on - timedelta(days=9),
            "reason": "The old one was stolen. / L’ancien a été volé.",
        }
    )
    visitor.send("main form#form .actions button")
    visitor.look_again()
    visitor.says(WOULD_END[visitor.language].format(formats.day(ends, visitor.language)))
    assert Report.objects.count() == 0
    visitor.press("main form#form button[name=sure]")
    visitor.says("SPECIMEN9")
    visitor.says("Alice Benali")  # who reported it
    assert Report.objects.get().status == "declared"
    return ends


def notes_it(visitor: Visitor, number: str) -> None:
    """Olivia reads the change and counts with it."""
    errands.opens(visitor, "desk:changes-to-note")
    visitor.follow(number)
    visitor.send("main form button")
    assert Report.objects.get().status == "noted"


def her_permit_ends_with_the_passport(visitor: Visitor, number: str, ends: date) -> None:
    """As it was said when she reported it."""
    permit = Permit.objects.get(person__relation="principal")
    assert (permit.valid_until, permit.limited_by) == (ends, "passport")
    errands.opens(visitor, "portal:status", number)
    visitor.look_again()
    visitor.unfold()
    visitor.says(formats.day(ends, visitor.language))
