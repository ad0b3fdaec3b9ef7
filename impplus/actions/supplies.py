"""What a firm supplies to its packages: a blank, a map or portals are added, each looked at first, and dropped."""

from collections.abc import Sequence
from hashlib import sha256

from django.db import transaction

from impplus.actions import moves
from impplus.actions.blanks import looked_at
from impplus.practice import access
from impplus.practice.access import MATTERS, firm_of, role_of
from impplus.practice.models import Supply
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.practice.supply import BLANK, MAP, PORTALS
from impplus.programmes import SERVED
from impplus.programmes.imm_forms import map_in
from impplus.programmes.portals import PortalSlot, portals_in
from impplus.queries import clock
from impplus.queries.packages.kept import maps_for
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import User
from impplus.rules.folder import BadFolder
from impplus.words.text import Text

PDF, PORTALS_START = b"%PDF-", b"[[portals]]"
START = 1024  # bytes in which a PDF says what it is


def add(content: bytes, *, name: str, by: User) -> Supply:
    """Take a blank (PDF), a map or portals (TOML), in place of the earlier one of the same form and version.

    Raises BlankRefused, or NotUnderstood with every fault of a file of rows.
    """
    must_work_on_files(by)
    known = access.supplies(by).filter(sha256=sha256(content).hexdigest()).first()
    if known:  # pressed twice
        return known
    kind, form, version = _read(content, name, by)
    firm = firm_of(by)
    made = Supply(
        firm=firm,
        kind=kind,
        form=form,
        version=version,
        sha256=sha256(content).hexdigest(),
        content=content,
        added_by=by.pk,
    )
    with transaction.atomic(using=FIRM):
        for one in access.supplies(by).filter(kind=kind, form=form, version=version):
            moves.move_at_firm(one, "drop", by=by)
        moves.move_at_firm(made, "add", by=by)
    return made


def drop(supply: Supply, *, by: User) -> None:
    """Use it no more; WrongMoment where it is not used."""
    if not access.supplies(by).filter(pk=supply.pk).exists():
        raise NotYours
    moves.move_at_firm(supply, "drop", by=by)


def must_work_on_files(by: User) -> None:
    """NotYours unless somebody works on files at a firm of which this installation keeps something."""
    if not keeps_for_firms() or role_of(by) not in MATTERS:
        raise NotYours


def _read(content: bytes, name: str, by: User) -> tuple[str, str, str]:
    """The kind of a file, and the form and version that it is of."""
    if not name.lower().endswith(".toml") or PDF in content[:START]:
        known = looked_at(content, maps_for(by, SERVED.code)).known
        return BLANK, known.form, known.version
    try:
        if PORTALS_START in content:
            today = SERVED.day_of(clock.now())
            _must_be_questions(portals_in(content, today, name).slots)
            return PORTALS, "", ""
        known = map_in(content, name)
    except BadFolder as bad:
        raise NotUnderstood(*bad.faults) from None
    return MAP, known.form, known.version


def _must_be_questions(slots: Sequence[PortalSlot]) -> None:
    names = dict.fromkeys(one for slot in slots for one in slot.when if one not in SERVED.when)
    if names:
        listed = ", ".join(names)
        raise NotUnderstood(
            Text(
                en=f"“when” names what is no question of the program: {listed}.",
                fr=f"«\u00a0when\u00a0» nomme ce qui n’est pas une question du programme\u00a0: {listed}.",
            )
        )
