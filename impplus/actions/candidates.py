"""Candidates: the ministry's list is looked through, then each row is taken or left out with its reason."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from io import SEEK_END, BytesIO
from itertools import batched, islice
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from impplus.actions import batches, moves, withdrawals
from impplus.actions.batches import Work
from impplus.actions.beside import reached
from impplus.actions.log import alone
from impplus.outside import store, workbooks
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.candidate_faults import fields
from impplus.queries.candidate_lists import LARGEST, NO_ROWS, TOO_LARGE, headings, rows
from impplus.queries.candidate_rows import KINDS, NAMES, Judgement, Read, judged, with_twins
from impplus.queries.list_columns import WITHDRAW
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Batch, Candidate, RowChanged, RowLeftOut, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

LONGEST_NAME = 200
NAMED = 100  # new rows whose names a dry run keeps
_UNREAD = {
    "locked": Text(
        en="The workbook is protected by a password. Save it without one and import it again.",
        fr="Le classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe et importez-le de nouveau.",
    ),
    "no-workbook": Text(
        en="This is not a workbook that can be read. Save the list as an Excel workbook (.xlsx) or as “CSV UTF-8” and import it again.",
        fr="Ce n’est pas un classeur qui peut être lu. Enregistrez la liste en classeur Excel (.xlsx) ou en «\u00a0CSV UTF-8\u00a0» et "
        "importez-la de nouveau.",
    ),
    "too-heavy": Text(
        en="The workbook is too large to be read, or holds cells far beyond the list. Save the list as “CSV UTF-8” and import it again.",
        fr="Le classeur est trop volumineux pour être lu, ou contient des cellules bien au-delà de la liste. Enregistrez la liste en "
        "«\u00a0CSV UTF-8\u00a0» et importez-la de nouveau.",
    ),
}
_LISTS = 6_965  # held while a list is kept, or removed


def ask_review(content: IO[bytes], *, name: str = "", by: User) -> Batch:
    """Ask what a list would change, before anything is; as `ask_import` in all else."""
    return _ask(REVIEW, content, name=name, by=by)


def ask_import(content: IO[bytes], *, name: str = "", by: User) -> Batch:
    """Ask for every sound row of a list with the columns COLUMNS to be taken, the others reported.

    The file is read to its end first, a part of it at a time, and kept in the store. Nobody is held to
    be a candidate under another spelling: that is for `confirm`. Raises NotUnderstood when it cannot
    be read as a whole.
    """
    return _ask(IMPORT, content, name=name, by=by)


def _ask(work: Work, content: IO[bytes], *, name: str, by: User) -> Batch:
    if workbooks.is_workbook(content):
        with _as_csv(content) as made:
            return _ask_text(work, made, name=name, by=by)
    return _ask_text(work, content, name=name, by=by)


@contextmanager
def _as_csv(content: IO[bytes]) -> Iterator[IO[bytes]]:
    """The first sheet of a workbook as a list; NotUnderstood for one that cannot be read."""
    if content.seek(0, SEEK_END) > LARGEST:
        raise NotUnderstood(TOO_LARGE)
    try:
        with workbooks.as_csv(content) as made:
            yield made
    except workbooks.NotRead as no:
        raise NotUnderstood(_UNREAD[no.reason]) from None


def _ask_text(work: Work, content: IO[bytes], *, name: str, by: User) -> Batch:
    total = sum(1 for _ in rows(content))
    if not total:
        raise NotUnderstood(NO_ROWS)
    with alone(_LISTS, waiting=True):
        with reached():
            kept = store.put(content)
        asked = {"list": kept, "name": name[:LONGEST_NAME], "headings": headings(content)}
        return batches.ask(work, asked, by=by, total=total)


def confirm(review: Batch, *, apart: Collection[int], by: User) -> Batch:
    """Import the very list that was looked through, its rows judged anew; the import of it, if there is one.

    `apart` are the lines held back that are said to be other people. Raises WrongMoment while the
    review is not at its end, or once its list is removed.
    """
    with alone(_LISTS, waiting=True):
        before = Batch.objects.filter(kind=IMPORT.kind, asked__review=review.pk).first()
        if before:
            return before
        review.refresh_from_db()
        if review.status != "done" or review.list_removed_at:
            raise WrongMoment
        held = review.rows_left_out.filter(held=True, line__in=apart)
        asked = review.asked | {"review": review.pk}
        asked["apart"] = list(held.values_list("line", flat=True))
        return batches.ask(IMPORT, asked, by=by, total=review.total)


def remove_lists() -> int:
    """Remove from the store the lists of imports that ended LIST_DAYS ago or longer; how many imports.

    One that another import still needs, or has needed since, stays as long as that one's does.
    """
    some_days_ago = clock.now() - timedelta(days=settings.LIST_DAYS)
    ended = Q(status__in=["done", "dropped"], changed_at__lt=some_days_ago)
    with alone(_LISTS, waiting=True):
        kinds = (IMPORT.kind, REVIEW.kind)
        kept = Batch.objects.filter(kind__in=kinds, list_removed_at=None)
        needed = set(kept.exclude(ended).values_list("asked__list", flat=True))
        removed = [batch for batch in kept.filter(ended) if batch.asked["list"] not in needed]
        for batch in removed:
            with transaction.atomic():
                moves.move(batch, "remove-list", by=None, columns={"list_removed_at": Now()})
                if batch.kind == REVIEW.kind:  # what was not imported is not kept
                    batch.rows_changed.update(changes=[])
                store.remove(batch.asked["list"])
    return len(removed)


def import_csv(content: bytes, *, by: User) -> Batch:
    """Import a list here and now, as far as its end."""
    return batches.finish(ask_import(BytesIO(content), by=by), IMPORT)


def rows_left_out(batch: Batch) -> Iterator[tuple[RowLeftOut, dict[str, str]]]:
    """Every row that was left out, with its cells while the list is kept, and without them after."""
    reported = batch.rows_left_out.iterator()
    if batch.list_removed_at:
        yield from ((one, {}) for one in reported)
        return
    with store.get(batch.asked["list"]) as file, closing(rows(file)) as lines:
        for one in reported:
            yield one, next(row for line, row in lines if line == one.line)


def foreseen(review: Batch) -> Iterator[tuple[Read, Judgement]]:
    """Every row of a list that was looked through, with what would become of it on this day; none once the list is removed."""
    if review.list_removed_at:
        return
    with store.get(review.asked["list"]) as file, closing(rows(file)) as lines:
        for some in batched(with_twins(lines), batches.AT_ONCE):
            yield from zip(some, _judge(review, some), strict=True)


def _parts(batch: Batch) -> Iterator[tuple[Read, ...]]:
    """The rows of the kept list that are not gone through."""
    with store.get(batch.asked["list"]) as file, closing(rows(file)) as lines:
        yield from batched(islice(with_twins(lines), batch.done, None), batches.AT_ONCE)


def _judge(batch: Batch, some: Sequence[Read]) -> list[Judgement]:
    lines = batch.asked.get("apart", () if batch.kind == REVIEW.kind else None)
    apart = None if lines is None else set(lines)
    called = batch.asked.get("headings", {})
    return judged(some, today=clock.today(SERVED), apart=apart, called=called)


def _review(batch: Batch, some: Sequence[Read]) -> dict[str, Any]:
    """Write what would become of some rows."""
    return _told(batch, some, _judge(batch, some))


def _take(batch: Batch, some: Sequence[Read]) -> dict[str, Any]:
    """Add, change and withdraw candidates by the sound rows among some, and remember why each other was left out."""
    verdicts = _judge(batch, some)
    new = [row for (_, row, _), one in zip(some, verdicts, strict=True) if one.kind == "new"]
    Candidate.objects.bulk_create(Candidate(**fields(row), demo=batch.demo) for row in new)
    for (_, row, _), one in zip(some, verdicts, strict=True):
        if one.candidate and one.kind == "changed":
            _change(one.candidate, row, [column for column, _, _ in one.changes], by=batch.asked_by)
        elif one.candidate and one.kind == "withdrawn":
            withdrawals.withdraw(one.candidate, reason=row[WITHDRAW], by=batch.asked_by)
    return _told(batch, some, verdicts)


def _change(candidate: Candidate, row: dict[str, str], columns: list[str], *, by: User) -> None:
    """Change a candidate by a row; the event names the columns, and the row of the import their values."""
    values = fields(row)
    values.setdefault("born_shown", "")
    Candidate.objects.filter(pk=candidate.pk).update(**values)
    detail = {"columns": columns}
    moves.log("candidate", candidate, "change", role=Role.QUEBEC, by=by, detail=detail)


def _told(batch: Batch, some: Sequence[Read], verdicts: Sequence[Judgement]) -> dict[str, Any]:
    """Write which rows are left out or change somebody; how many rows of each kind there are so far."""
    left_out, changed = list[RowLeftOut](), list[RowChanged]()
    counts = {kind: batch.counts.get(kind, 0) for kind in KINDS}
    for (line, row, _), one in zip(some, verdicts, strict=True):
        counts[one.kind] += 1
        about = {"batch": batch, "line": line, "reference": row["reference"][:30]}
        if one.reason:
            said = {"en": one.reason.en, "fr": one.reason.fr, "held": one.kind == "held"}
            left_out.append(RowLeftOut(**about, **said))
        elif one.changes:
            changed.append(RowChanged(**about, changes=one.changes))
        elif one.kind == "new" and batch.kind == REVIEW.kind and counts["new"] <= NAMED:
            who = [(column, "", row[column]) for column in (*NAMES, "born")]
            changed.append(RowChanged(**about, changes=who, new=True))
    RowLeftOut.objects.bulk_create(left_out)
    RowChanged.objects.bulk_create(changed)
    batch.counts = counts
    batch.left_out = sum(counts[kind] for kind in ("same", "held", "refused"))
    return {"left_out": batch.left_out, "counts": counts}


def _end(batch: Batch) -> None:
    detail = {"accepted": batch.accepted, "refused": batch.left_out}
    moves.log("candidate", None, "import", role=Role.QUEBEC, by=batch.asked_by, detail=detail)


IMPORT = Work("import", "import_lists", _parts, _take, end=_end, drop=_end, lock=6_963)
REVIEW = Work(
    "review",
    "import_lists",
    _parts,
    _review,
    end=lambda batch: None,
    drop=lambda batch: None,
    lock=6_966,
)
