"""The same press again, by the same person, is never told that nothing was done: every address of the table that is sent to."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from impplus.actions import questions, reviews, visits
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import Intake
from impplus.rules.lifecycle import Role
from tests import people
from tests.doors.addresses import address
from tests.doors.markup import Sheet
from tests.doors.pressed_elsewhere import ELSEWHERE
from tests.doors.test_methods import ROWS, allowed
from tests.doors.test_twice import _again as anew
from tests.doors.world import REASONS, World
from tests.matters import colleague
from tests.people import a_pdf, all_met, user
from tests.site import undone

type Sent = Mapping[str, object]


def days(key: str, on: date) -> dict[str, str]:
    """A day as its three controls send it."""
    return {f"{key}_{n}": str(one) for n, one in enumerate((on.year, on.month, on.day))}


def standing(world: World, who: str, row: str) -> dict[str, object]:
    """What a page would send as it stands."""
    page = world.browser(who).get(address(world, row)).content.decode()
    return dict(Sheet(page).standing())


def _bind(world: World) -> Sent:
    letter = world.invitation
    born = days("born", letter.candidate.born)
    return {"code": letter.code, "csq_number": letter.candidate.csq_number, **born}


def _more_time(world: World) -> Sent:
    until = world.question.due_on + timedelta(days=9)
    return {**days("until", until), "reason": "La poste."}


def _settle_time(world: World) -> Sent:
    until = world.question.due_on + timedelta(days=9)
    questions.ask_more_time(world.question, until=until, reason="La poste.", by=world.alice)
    return {"give": "1"}


def _birth(world: World) -> Sent:
    return {"kind": "birth", **days("day", today(IMP_PLUS)), "name": "Lina Benali", "comes": "no",
            "reason": "Née à Rabat.", "sure": "1"}  # fmt: skip


def _biometrics(world: World) -> Sent:
    for one in world.file.people.all():
        type(one).objects.filter(pk=one.pk).update(biometrics_asked_at=None)
    return {}


def _decision(world: World) -> Sent:
    file = world.file
    reviews.answer(file.questions.get(), text="À Rabat.", by=world.alice)
    for person in file.people.all():
        reviews.record_biometrics(person, on=today(IMP_PLUS), by=world.olivia)
    weighed = {f"met-{key}": "yes" for key in all_met(file)}
    chosen = {"outcome": "approve", "reasons": REASONS, "sure": "1"}
    return standing(world, "olivia", "desk:decision file") | weighed | chosen


def _hand_over(world: World) -> Sent:
    noor = user("noor@example.test", "Noor Siddiqui", Role.FEDERAL)
    return {"officer": str(noor.pk), "reason": "Prends-le."}


def _cap(world: World) -> Sent:
    year = world.invitation.round.year
    size = Intake.objects.get(year=year).size
    return {"size": str(size + 1), "reason": "Plus de places."}


def _proof(world: World) -> Sent:
    document = world.file.documents.earliest("pk")
    return {"says": "proves", "document": str(document.pk), "sheet": "1"}


def _mistake(world: World) -> Sent:
    noor = people.user("noor@example.test", "Noor Siddiqui", Role.FEDERAL)
    visits.declare_close(world.file, by=noor)
    return {}


HOURS = {
    "kind": "consultant",
    "number": "R123456",
    "address": "12 Main Street",
    "phone": "819 555-0110",
    "email": "lucie@example.test",
    "zone": "America/Toronto",
    "day_0": "9-12",
    "length": "30",
    "pause": "0",
    "notice": "24",
    "horizon": "30",
    "fee": "0",
}


def _wall(world: World) -> Sent:
    return {"account": str(colleague(world.firm, "Luc").pk)}


RETURNED = {"reasons": "The passport is missing.", "language": "en", "sure": "1"}
PUT = {
    "condition": "will-leave",
    "concern-will-leave": "Sans attaches.",
    "evidence-will-leave": "Le bail.",
    "language": "fr",
    "sure": "1",
}
ASKED = {"text": "Et votre diplôme?", "language": "fr", "document": "", "days": "30"}
TRANSLATED = {"text": "Where is it from?", "translator": "Marc Roy"}
# Who presses, at which address, and what is sent.
PRESSES: dict[tuple[str, str], Callable[[World], Sent]] = {
    ("bob", "portal:bind"): _bind,
    ("karim", "portal:my-part draft"): lambda _: {"act": "end"},
    ("alice", "portal:own-part draft"): lambda _: {"act": "end"},
    ("alice", "portal:withdraw file"): lambda _: {},
    ("alice", "portal:step draft"): lambda world: standing(world, "alice", "portal:step draft"),
    ("alice", "portal:member-step draft"): lambda world: standing(world, "alice", "portal:member-step draft"),
    ("alice", "portal:add-member draft"): lambda _: {"given_names": "Lina", "_later": "1"},
    ("alice", "portal:remove-member draft"): lambda _: {},
    ("alice", "portal:upload draft"): lambda _: {"file": a_pdf("twice")},
    ("alice", "portal:upload file"): lambda _: {"file": a_pdf("twice")},
    ("alice", "portal:arrange draft"): lambda _: {"act": "up"},
    ("alice", "portal:remove-document draft"): lambda _: {},
    ("alice", "portal:payment-result draft"): lambda _: {},
    ("alice", "portal:refund draft"): lambda _: {},
    ("alice", "portal:check draft"): lambda _: {},
    ("alice", "portal:question file"): lambda _: {"answer": "À Rabat."},
    ("alice", "portal:more-time file"): _more_time,
    ("alice", "portal:ask-translation file"): lambda _: {},
    ("alice", "portal:messages file"): lambda _: {"text": "Bonjour?"},
    ("alice", "portal:family-change file"): _birth,
    ("alice", "portal:take-back file"): lambda _: {"reason": "Une erreur."},
    ("alice", "portal:end-mandate draft"): lambda _: {},
    ("lucie", "portal:end-mandate file"): lambda _: {},
    ("olivia", "desk:take"): lambda _: {},
    ("olivia", "desk:completeness early"): lambda _: {},
    ("olivia", "desk:return early"): lambda _: RETURNED,
    ("olivia", "desk:tick file"): lambda _: {},
    ("olivia", "desk:tick-all file"): lambda _: {"last": "1000000"},
    ("olivia", "desk:prove file"): _proof,
    ("olivia", "desk:notes file"): lambda _: {"text": "Bail à vérifier."},
    ("olivia", "desk:interviews file"): lambda world: {
        **days("held_on", today(IMP_PLUS)),
        "means": "telephone",
        "present": "Alice, Olivia.",
        "text": "Elle confirme son emploi.",
    },
    ("olivia", "desk:reason file"): lambda _: {"close": "1"},
    ("olivia", "desk:close-mistaken file"): _mistake,
    ("olivia", "desk:habits"): lambda world: standing(world, "olivia", "desk:habits"),
    ("olivia", "desk:hand-over file"): _hand_over,
    ("olivia", "desk:release file"): lambda _: {"reason": "Je connais Alice."},
    ("olivia", "desk:skip file"): lambda _: {"reason": "Je connais Alice."},
    ("olivia", "desk:question file"): lambda _: ASKED,
    ("olivia", "desk:fairness file"): lambda _: PUT,
    ("olivia", "desk:more-time file"): _settle_time,
    ("olivia", "desk:withdraw-question file"): lambda _: {},
    ("olivia", "desk:translate file"): lambda _: TRANSLATED,
    ("olivia", "desk:messages file"): lambda _: {"text": "Bonjour.", "language": "fr"},
    ("olivia", "desk:note-change file"): lambda _: {},
    ("olivia", "desk:biometrics file"): _biometrics,
    ("olivia", "desk:record-biometrics file"): lambda _: days("day", today(IMP_PLUS)),
    ("olivia", "desk:decision file"): _decision,
    ("olivia", "desk:plan"): lambda _: {},
    ("olivia", "desk:propose"): _cap,
    ("mathieu", "desk:revoke"): lambda _: {"reason": "Asked for."},
    ("lucie", "firm:enquiry"): lambda _: {"text": "Oui."},
    ("lucie", "firm:conflicts"): lambda _: {"finding": "clear", "why": "Nobody."},
    ("lucie", "firm:consent"): lambda _: {"of": "Bob", **days("on", today(IMP_PLUS)), "text": "Yes."},
    ("lucie", "firm:hours"): lambda _: HOURS,
    ("lucie", "firm:closures"): lambda _: {**days("first", today(IMP_PLUS)), **days("last", today(IMP_PLUS))},
    ("lucie", "firm:export-columns"): lambda _: {"act": "restore"},
    ("lucie", "firm:known"): lambda _: {"name": "Karim Haddad"},
    ("lucie", "firm:open-client"): lambda world: standing(world, "lucie", "firm:open-client") | {"name": "Maya Saab", "searched": "Tous.", "language": "fr"},
    ("lucie", "firm:change-client"): lambda world: standing(world, "lucie", "firm:change-client") | {"missing": "Le bail."},
    ("lucie", "firm:note-client"): lambda _: {"text": "Elle rappelle.", "contact": "call"},
    ("lucie", "firm:add-deadline"): lambda _: {"kind": "passport", **days("since", today(IMP_PLUS)), "days": "", "what": ""},
    ("lucie", "firm:settle-deadline"): lambda world: {"act": "sign", "due": world.deadline.due_on.isoformat()},
    ("lucie", "firm:remind"): lambda world: {"matter": str(world.matter.pk), f"text-{world.matter.pk}": "Votre bail.", "sure": "1"},
    ("lucie", "firm:ask-client"): lambda _: {"text": "Votre bail."},
    ("lucie", "firm:plan-tasks"): lambda _: {"set": "opening"},
    ("lucie", "firm:close-client"): lambda _: {"act": "close", "sure": "1"},
    ("lucie", "firm:wall-client"): _wall,
}  # fmt: skip


def test_every_address_that_is_sent_to_is_pressed_twice_somewhere(world: World) -> None:
    names = {row.split()[0] for row in ROWS if "POST" in allowed(world, row)}
    pressed = {row.split()[0] for _who, row in PRESSES}
    elsewhere = {row.split()[0] for row in ELSEWHERE}
    of_accounts = {one for one in names if one.startswith(("account", "mfa"))}
    assert names - of_accounts - pressed - elsewhere == set()


@pytest.mark.parametrize(("who", "row"), PRESSES, ids=[row for _who, row in PRESSES])
def test_the_same_press_again_shows_what_the_first_one_did(
    world: World, who: str, row: str
) -> None:
    with undone():
        sent = PRESSES[who, row](world)
        browser, there = world.browser(who), address(world, row)
        answers = [browser.post(there, anew(dict(sent))) for _press in range(2)]
    statuses = [one.status_code for one in answers]
    assert statuses == [302, 302]
    led = [one.headers["Location"] for one in answers]
    assert led[0] == led[1]
