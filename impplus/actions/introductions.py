"""Letters of introduction: to whoever is abroad, in the place of a permit, which is then made at the port of entry."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from impplus.actions import codes, moves, signed_codes
from impplus.queries.answers import given_by
from impplus.queries.clock import today
from impplus.queries.grounds import ground_among, grounds_of, told_ground
from impplus.queries.officers import must_act
from impplus.queries.refusals import NotUnderstood
from impplus.queries.translations import NONE, Translated, reasons_told
from impplus.records.models import Introduction, User
from impplus.rules.validity import PermitDue
from impplus.words import days
from impplus.words.text import Text, as_kept, is_refused

ENTRY = ("visa", "eta", "none")


def issue(made: Introduction, one: PermitDue, *, by: User) -> Introduction:
    """Issue a letter that is not kept yet, with a request for the passport where a visa is needed; within a transaction.

    `one` is the permit that would begin on the day of issue.
    """
    made.number, made.code = codes.number("E"), codes.code()
    moves.move(made, "issue", by=by, facts=_facts(made, one))
    if made.entry == "visa":
        moves.move(made, "request-passport", by=by, facts=_asks_for_passport(made))
    return made


def said_of(letter: Introduction) -> dict[str, object]:
    """What every letter about a letter of introduction says of it."""
    return {
        "introduction_number": letter.number,
        "holder": letter.person.name,
        "passport": letter.person.passport_number,
    }


def _asks_for_passport(letter: Introduction) -> dict[str, object]:
    """What the request for a passport says: whether it is the reader's own, and the last day."""
    own = letter.person.relation == "principal"
    days_given = letter.application.programme.settings.number("passport-days", letter.issued_on)
    due = letter.issued_on + timedelta(days=days_given)
    asked = {"yours": "1" if own else "", "others": "" if own else "1"}
    return said_of(letter) | asked | {"due": {"day": due.isoformat()}}


def _facts(letter: Introduction, one: PermitDue) -> dict[str, object]:
    """What its document is made from."""
    person = letter.person
    born = given_by(person).get("born")
    return {
        **said_of(letter),
        "application_number": letter.application.number,
        "code": letter.code,
        "kind": asdict(one.name),
        "born": {"day": days.written(born)} if born else "",
        "nationality": {"country": person.nationality},
        "expires": {"day": letter.expires_on.isoformat()},
        "limited_by": letter.limited_by,
        "conditions": [asdict(text) for text in one.conditions],
        **{paper: "1" if paper == letter.entry else "" for paper in ENTRY},
    }


def cancel(
    letter: Introduction, *, ground: str, reasons: str, words: Translated = NONE, by: User
) -> None:
    """Cancel a letter of introduction before its holder arrives, on a ground of the law; `words` says in which language the reasons are.

    Raises NotItsOfficer for anybody but the officer of the file, WrongMoment once it is used, and NotUnderstood for a ground that is not in force, or for reasons that need a translation.
    """
    must_act(letter.application, by)
    programme = letter.application.programme
    rows = grounds_of(programme, letter.kind, "cancel-letter", today(programme))
    found = ground_among(rows, ground)
    said = as_kept(reasons)
    if found is None or is_refused(said):
        raise NotUnderstood(NO_GROUND if found is None else UNSEEN)
    facts = said_of(letter) | told_ground(found) | reasons_told(letter.application, said, words)
    with transaction.atomic():
        detail, columns = {"ground": ground, "cite": found.source.cite}, {"ground": ground}
        moves.move(letter, "cancel", by=by, facts=facts, detail=detail, columns=columns)
        signed_codes.changed()


def cancel_all(
    letters: Sequence[Introduction],
    *,
    ground: str,
    reasons: str,
    words: Translated = NONE,
    by: User,
) -> None:
    """Cancel several letters of one file in the same words: all of them, or none where one cannot be. Raises as `cancel`."""
    with transaction.atomic():
        for letter in letters:
            cancel(letter, ground=ground, reasons=reasons, words=words, by=by)


NO_GROUND = Text(
    en="The law in force today names no such ground. Choose one of the list.",
    fr="Le droit en vigueur aujourd’hui ne prévoit pas ce motif. Choisissez-en un dans la liste.",
)
UNSEEN = Text(
    en="What you typed contains a character that cannot be seen (a control character). Type it again.",
    fr="Ce que vous avez inscrit contient un caractère invisible (un caractère de commande). Inscrivez-le de nouveau.",
)
