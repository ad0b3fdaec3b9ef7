"""Matters: opened once conflicts were searched for, assigned, changed, written about, closed and opened again."""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from impplus.actions import assignments, conflicts, known_people, matter_days, moves
from impplus.practice import access
from impplus.practice.conflict import CLEARED
from impplus.practice.models import Enquiry, Matter, MatterNote
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.conflicts import NotSearched
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, Refusal
from impplus.queries.teammates import teammates
from impplus.records import access as files
from impplus.records.models import User
from impplus.rules.canonical import canonical
from impplus.words.matters import ACTORS, CONTACTS, STAGES
from impplus.words.text import Text

TRIES = 5  # to find the next number, where colleagues open matters at the same time
# What an enquiry went through once conflicts were searched for.
CHANGED = frozenset(
    {"name", "email", "phone", "language", "nationality", "family", "people", "stage", "acts"}
    | {"missing", "government_number"}
)
_CHOOSE = Text(en="Choose one of the answers shown.", fr="Choisissez une des réponses proposées.")
_NOBODY_ANSWERS = Text(
    en="The lawyer who answered for this matter no longer works here: a lawyer or an owner opens it again.",
    fr="La personne qui répondait de ce dossier n’est plus avocate au cabinet\u00a0: une avocate, un avocat ou une ou un propriétaire doit le rouvrir.",
)
_BEHIND_A_WALL = Text(
    en="This colleague stands behind a wall around the matter. Take the wall away first.",
    fr="Une cloison sépare cette personne du dossier. Retirez d’abord la cloison.",
)
_APPOINTED = Text(
    en="The client of this file has appointed a colleague who stands behind a wall around the matter. Take the wall away first.",
    fr="La cliente ou le client de cette demande a désigné une personne qu’une cloison sépare du dossier. Retirez d’abord la cloison.",
)
_WHY_NOT_THEIRS = Text(
    en="Choose a lawyer of the firm to answer for the matter, and a colleague who works on matters to assist.",
    fr="Choisissez une avocate ou un avocat du cabinet qui répond du dossier et, pour l’assister, une personne qui travaille aux dossiers.",
)


class NumberTaken(Refusal):
    """Another matter of the firm has this number, or is open for this application."""

    text = Text(
        en="Another matter of the firm has this number, or is open for this application. Nothing was changed.",
        fr="Un autre dossier du cabinet porte ce numéro ou est ouvert pour cette demande. Rien n’a été modifié.",
    )


def open_matter(
    *,
    by: User,
    searched: str = "",
    number: str = "",
    enquiry: Enquiry | None = None,
    application: int | None = None,
    **columns: Any,
) -> Matter:
    """Open a matter by the columns of practice.Matter; from an enquiry the person is engaged by it.

    `searched` says how conflicts were searched for and with what result; of an enquiry its own record counts (NotSearched
    without either). Without a number it gets the firm's next one of the year. The same sent again on the same day gives
    the matter that it opened. Raises NumberTaken and NotUnderstood.
    """
    if not access.works_on_matters(by):
        raise NotYours
    firm = access.firm_of(by)
    _must_be_searched(enquiry, searched, by)
    _must_be_theirs(firm, columns.get("lawyer"), columns.get("paralegal"))
    filed = files.applications(by).filter(pk=application).first() if application else None
    if application and filed is None:
        raise NotYours
    made = Matter(firm=firm, enquiry=enquiry, demo=by.demo, searched_by=by.name, **columns)
    made.searched = searched.strip()
    if enquiry and not made.searched:
        remember_search(made, enquiry)
    made.stage = made.stage or "draft"
    made.acts = made.acts or STAGES[made.stage].acts
    said = [by.pk, number, searched, enquiry.pk if enquiry else 0, application or 0, columns]
    made.digest = sha256(canonical([clock.today(SERVED).isoformat(), *said])).hexdigest()
    if filed:
        made.application, made.application_number = filed.pk, filed.number
    return write(made, number.strip(), by=by)


def remember_search(made: Matter, enquiry: Enquiry) -> None:
    """Let a matter say what was found by the search that its enquiry has on record, and by whom."""
    found = enquiry.conflicts.filter(status__in=CLEARED).last()
    if found:
        made.searched, made.searched_by = found.reason, found.name


def write(made: Matter, number: str = "", *, by: User | None) -> Matter:
    """Open a matter that may be opened, under the number given or under the first that is free; None: by what its client signed."""
    for skipped in range(1 if number else TRIES):
        made.number = number or _next_number(made.firm, skipped)
        try:
            with transaction.atomic(using=FIRM):
                moves.move_at_firm(made, "open", by=by)
                known_people.remember_matter(made)
                matter_days.carry(made, by)
                if made.enquiry and made.enquiry.status != "engaged":
                    moves.move_at_firm(made.enquiry, "engage", by=by)
        except IntegrityError:
            before = Matter.objects.filter(firm=made.firm, digest=made.digest).first()
            if before:
                return before
            made.pk, made._state.adding = None, True
            continue
        return made
    raise NumberTaken


def _next_number(firm: int, skipped: int) -> str:
    """The firm's next number of the year, such as 2026-0017."""
    year = clock.today(SERVED).year
    given = Matter.objects.filter(firm=firm, number__regex=rf"^{year}-[0-9]{{4,9}}$")
    last = given.order_by("-number").values_list("number", flat=True).first()
    before = int(last.partition("-")[2]) if last else 0
    return f"{year}-{before + 1 + skipped:04}"


def _must_be_searched(enquiry: Enquiry | None, searched: str, by: User) -> None:
    """The one place that asks for the search of conflicts: the record of the enquiry, or else what a colleague wrote down."""
    if enquiry is None:
        if not searched.strip():
            raise NotSearched
        return
    if enquiry.firm != access.firm_of(by):
        raise NotYours
    conflicts.must_be_cleared(enquiry)


def _must_be_theirs(firm: int, lawyer: int | None, paralegal: int | None) -> None:
    team = teammates(firm)
    answers = team.get(lawyer or 0)
    assists = team.get(paralegal) if paralegal else None
    if answers is None or not answers.is_lawyer:
        raise NotUnderstood(_WHY_NOT_THEIRS)
    if paralegal and (assists is None or assists.role not in access.MATTERS):
        raise NotUnderstood(_WHY_NOT_THEIRS)


def change(matter: Matter, *, by: User, **columns: Any) -> None:
    """Change what is known of a client or of where the file stands; AlreadyDone where nothing would change."""
    must_see(matter, by)
    given = {key: value for key, value in columns.items() if key in CHANGED}
    if given.get("stage", "draft") not in STAGES or given.get("acts", "we") not in ACTORS:
        raise NotUnderstood(_CHOOSE)
    changed = {key: value for key, value in given.items() if getattr(matter, key) != value}
    if not changed:
        raise AlreadyDone
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(
            matter, "change", by=by, columns=changed, detail={"changed": sorted(changed)}
        )
        known_people.remember_matter(matter)
        if "email" in changed:  # whoever has the earlier address reads nothing more
            for link in matter.links.filter(status="active"):
                moves.move_at_firm(link, "revoke", by=by)


def assign(matter: Matter, *, lawyer: int, paralegal: int | None, by: User) -> None:
    """Say who answers for a matter, and who works on it; AlreadyDone where that is so."""
    must_see(matter, by)
    _must_be_theirs(matter.firm, lawyer, paralegal)
    if matter.walls.filter(status="up", account__in=[lawyer, paralegal]).exists():
        raise NotUnderstood(_BEHIND_A_WALL)
    if (matter.lawyer, matter.paralegal) == (lawyer, paralegal):
        raise AlreadyDone
    given = {"lawyer": lawyer, "paralegal": paralegal}
    moves.move_at_firm(matter, "assign", by=by, columns=given, detail=given)


def join(matter: Matter, *, number: str, by: User) -> None:
    """Join a file of this system to a matter that has none: it is followed from then on, and closed to whoever is behind a wall.

    AlreadyDone where it is joined, NumberTaken where it has another open matter.
    """
    must_see(matter, by)
    filed = files.applications(by).filter(number=number).first()
    if filed is None or matter.application not in (None, filed.pk):
        raise NotUnderstood(_CHOOSE)
    hidden = set(matter.walls.filter(status="up").values_list("account", flat=True))
    if filed.mandates.filter(status="active", lawyer__in=hidden).exists():
        raise NotUnderstood(_APPOINTED)
    if matter.application:
        raise AlreadyDone
    columns = {"application": filed.pk, "application_number": filed.number}
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(matter, "bind", by=by, columns=columns, detail=columns)
            matter_days.carry(matter, by)
    except IntegrityError:
        raise NumberTaken from None
    for account in hidden:
        assignments.end_of(account, filed.pk, by=by)


def save(
    matter: Matter,
    *,
    lawyer: int,
    paralegal: int | None,
    by: User,
    file: str = "",
    **columns: Any,
) -> None:
    """Change a matter, who works on it and which file it has, as one page shows all; what is the same stays."""
    if file:
        with suppress(AlreadyDone):
            join(matter, number=file, by=by)
    with transaction.atomic(using=FIRM):
        with suppress(AlreadyDone):
            change(matter, by=by, **columns)
        with suppress(AlreadyDone):
            assign(matter, lawyer=lawyer, paralegal=paralegal, by=by)


def note(matter: Matter, *, text: str, contact: str = "", by: User) -> MatterNote:
    """Write a note for colleagues, also of a contact with the client; each is written once."""
    must_see(matter, by)
    if not text.strip():
        raise NotUnderstood(Text(en="Write the note.", fr="Inscrivez la note."))
    if contact and contact not in CONTACTS:
        raise NotUnderstood(_CHOOSE)
    columns: Mapping[str, Any] = {}
    if contact:
        columns = {"contacted_at": clock.now(), "contacted_by": contact}
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        last = locked.notes.last()
        if last and (last.by, last.text, last.contact) == (by.pk, text.strip(), contact):
            raise AlreadyDone
        moves.move_at_firm(matter, "note", by=by, columns=dict(columns))
        return MatterNote.objects.create(
            matter=matter, text=text.strip(), contact=contact, by=by.pk, name=by.name
        )


def close(matter: Matter, *, by: User) -> None:
    """Close a matter, which a lawyer does; what runs in it is no longer shown, but for what is owed after the closing, and stands again where it is opened again."""
    must_see(matter, by)
    if access.role_of(by) not in access.LAWYERS:
        raise NotYours
    moves.move_at_firm(matter, "close", by=by)


def resume(matter: Matter, *, by: User) -> None:
    """Open a closed matter again; its closing is over, and one whose destruction is proposed stays closed.

    Where its lawyer is none at the firm any more, the lawyer who opens it answers for it.
    """
    must_see(matter, by)
    team = teammates(matter.firm)
    answers = next(
        (one for one in (matter.lawyer, by.pk) if one in team and team[one].is_lawyer), 0
    )
    if not answers:
        raise NotUnderstood(_NOBODY_ANSWERS)
    columns = {} if answers == matter.lawyer else {"lawyer": answers}
    try:
        with transaction.atomic(using=FIRM):
            for one in matter.closings.exclude(status="dropped"):
                moves.move_at_firm(one, "drop", by=by)
            moves.move_at_firm(matter, "resume", by=by, columns=columns, detail=columns)
    except IntegrityError:
        raise NumberTaken from None


def look(matter: Matter, *, by: User) -> None:
    """Remember who was shown a matter."""
    moves.move_at_firm(matter, "look", by=by)


def must_see(matter: Matter, by: User) -> None:
    """NotYours unless somebody works on matters of that firm and is behind no wall."""
    if not access.matters(by).filter(pk=matter.pk).exists():
        raise NotYours
