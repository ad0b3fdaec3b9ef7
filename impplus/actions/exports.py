"""The columns of the tables that a firm takes into its other programs: corrected by the firm, or as they come with the service again."""

import json
from collections.abc import Sequence
from hashlib import sha256

from django.db import transaction

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.models import Supply
from impplus.practice.routing import FIRM
from impplus.practice.supply import COLUMNS
from impplus.programmes.exports import ExportTable, columns_in
from impplus.queries.exports import may_save
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import User
from impplus.rules.folder import BadFolder


def correct(table: ExportTable, *, columns: Sequence[str], days: str, by: User) -> Supply:
    """Write a table's columns anew, in place of those before; AlreadyDone where they stand so. NotUnderstood names every fault."""
    if not may_save(by, table):
        raise NotYours
    try:
        columns_in(columns, table.lines)
    except BadFolder as bad:
        raise NotUnderstood(*bad.faults) from None
    kept = [one.strip() for one in columns if one.strip()]
    content = json.dumps({"columns": kept, "days": days}, ensure_ascii=False).encode()
    made = Supply(firm=access.firm_of(by), kind=COLUMNS, form=table.key, added_by=by.pk)
    made.content, made.sha256 = content, sha256(content).hexdigest()
    with transaction.atomic(using=FIRM):
        for one in access.corrected_columns(by).filter(form=table.key):
            if one.sha256 == made.sha256:
                raise AlreadyDone
            moves.move_at_firm(one, "drop", by=by)
        moves.move_at_firm(made, "add", by=by)
    return made


def restore(table: ExportTable, *, by: User) -> None:
    """Use the columns that come with the service again; AlreadyDone where that is so."""
    if not may_save(by, table):
        raise NotYours
    own = access.corrected_columns(by).filter(form=table.key).first()
    if own is None:
        raise AlreadyDone
    moves.move_at_firm(own, "drop", by=by)
