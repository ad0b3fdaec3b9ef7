"""The demonstration world: invented people in every status, who lived by the real actions; removed whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from django.conf import settings
from django.db import connection, transaction

from impplus.actions.intakes import open_year
from impplus.demonstration import plan, rounds
from impplus.demonstration.accounts import PASSWORD, open_firms
from impplus.demonstration.lives import lives
from impplus.demonstration.people import ALICE_ADDRESS
from impplus.demonstration.removal import remove
from impplus.demonstration.story import tell
from impplus.demonstration.visitors import visit
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Candidate, Invitation, User
from impplus.words import codes, formats
from impplus.words.text import Text

__all__ = ["SignIn", "create", "remove", "sign_ins"]
SEED = 2022_05_24


class InProduction(Refusal):
    """Invented people have no place beside real ones."""

    text = Text(
        en="This installation is in production mode: the demonstration world is not created here.",
        fr="Cette installation est en mode de production\u00a0: le monde de démonstration n’y est pas créé.",
    )


class AlreadyThere(Refusal):
    """One world at a time."""

    text = Text(
        en="There is a demonstration world already. Remove it first.",
        fr="Il y a déjà un monde de démonstration. Supprimez-le d’abord.",
    )


class NotAlone(Refusal):
    """The invented ministry would draw real candidates, and invented officers take real files."""

    text = Text(
        en="Candidates or applications are here already: the demonstration world is not created among them.",
        fr="Il y a déjà des candidatures ou des demandes : le monde de démonstration n’y est pas créé.",
    )


@dataclass(frozen=True)
class SignIn:
    """An invented person to sign in as, and what to try there."""

    role: str
    email: str
    password: str
    name: str
    note: Text | None = None


def create(
    today: date,
    *,
    received: Iterable[int] = plan.RECEIVED,
    started: Iterable[int] = plan.STARTED,
) -> None:
    """Let invented people live up to the eve of a day; the same people and files for the same day.

    `received` and `started` say how many days ago the files were received, and the drafts begun.
    """
    if settings.PRODUCTION:
        raise InProduction
    if User.objects.filter(demo=True).exists():
        raise AlreadyThere
    if Candidate.objects.exists() or Application.objects.exists():
        raise NotAlone
    days = plan.Days(today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    plans = plan.plans(days, received, started)
    with transaction.atomic():
        with clock.at(days.ago(plan.LISTS[0] + 5)):
            staff = open_firms()
        invited = rounds.Invited()
        stories = [
            rounds.years(days),
            rounds.lists(days, staff, invited),
            rounds.drawn(days, staff, invited, plans),
            visit(days, staff.lucie),
            visit(days, staff.samuel),
            *lives(plans, days, staff, invited),
        ]
        tell(stories, days.end)
        open_year(IMP_PLUS.code, today.year)
        with connection.cursor() as cursor:
            # Thousands of rows came at once: the first pages must not be planned as for empty tables.
            cursor.execute("ANALYZE")


def sign_ins() -> tuple[SignIn, ...]:
    """One person for each door, and what there is to do; empty where there is no world."""
    people = {user.email: user for user in User.objects.filter(demo=True, email__in=_notes())}
    return tuple(
        SignIn(user.role, user.email, PASSWORD, user.name, note)
        for email, note in _notes().items()
        if (user := people.get(email))
    )


def _notes() -> dict[str, Text | None]:
    notes = {ALICE_ADDRESS: _letter_of_alice()}
    for status, note in _SHOWN.items():
        email = _first(status)
        if email:
            notes[email] = note
    return notes | _STAFF


def _letter_of_alice() -> Text | None:
    letter = Invitation.objects.filter(candidate__email=ALICE_ADDRESS, status="issued").first()
    if letter is None:
        return None
    candidate, code = letter.candidate, codes.spaced(letter.code)
    return Text(
        en=f"letter {code}, CSQ {candidate.csq_number}, born {formats.day(candidate.born, 'en')}",
        fr=f"lettre {code}, CSQ {candidate.csq_number}, date de naissance\u00a0: "
        f"{formats.day(candidate.born, 'fr')}",
    )


def _first(status: str) -> str:
    """The address of the first invented applicant whose file stands so."""
    files = Application.objects.filter(applicant__demo=True).order_by("number")
    if status == "question":
        files = files.filter(questions__status="open")
    else:
        files = files.filter(status="approved", permits__kind="study-permit")
    return files.values_list("applicant__email", flat=True).first() or ""


_SHOWN: dict[str, Text] = {
    "question": Text(en="has a question to answer", fr="a une question sans réponse"),
    "permits": Text(en="holds permits for a family", fr="détient des permis pour une famille"),
}
_STAFF: dict[str, Text | None] = {
    "lucie@example.test": Text(
        en="lawyer at Gagnon-Roy, Montréal", fr="avocate au cabinet Gagnon-Roy, Montréal"
    ),
    "olivia@example.test": Text(en="examines files", fr="examine les dossiers"),
    "mathieu@example.test": Text(
        en="imports candidates and holds rounds", fr="importe les candidatures et lance les rondes"
    ),
}
