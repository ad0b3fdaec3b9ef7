"""The checkpoints of the public log: leaves into tiles, then signed, cosigned and published."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.db import connection, transaction

from impplus.actions.log import AT_ONCE, LogBroken, alone, following_number, number
from impplus.outside import log_files, log_key, witnesses
from impplus.queries import log
from impplus.records.models import LogCheckpoint, LogEntry, LogMark, LogProof
from impplus.rules.merkle import Complete, consistency, inclusion, is_consistent, root
from impplus.rules.notes import (
    BadNote,
    Checkpoint,
    Key,
    SignedNote,
    checkpoint_of,
    cosigned,
    note_of,
    number_of,
    to_base64,
    with_signatures,
)
from impplus.rules.seal import Proof
from impplus.rules.tiles import BadTile, complete_in, filled, grown

_LEAVES = """
    SELECT entry.index, event.leaf
      FROM records_logentry entry LEFT JOIN records_event event ON event.id = entry.event_id
     WHERE entry.index >= %s ORDER BY entry.index LIMIT %s
"""


class NotCosigned(Exception):
    """Fewer witnesses cosigned than the installation asks for: proofs wait, and nothing else does."""


def tend() -> None:
    """Number what is new and publish it; nothing where another does, or where nothing is new."""
    with alone() as ours:
        if ours:
            with _remembered():
                while number() == AT_ONCE:
                    pass
                publish()


@contextmanager
def _remembered() -> Iterator[None]:
    """Keep why the log stopped, for staff to see, and forget it once it goes on.

    What says nothing of the log, such as a database that is away, changes nothing of that.
    """
    failure: str | None = None
    try:
        yield
        failure = ""
    except NotCosigned:
        failure = "witnesses"
        raise
    except (LogBroken, BadTile, BadNote):
        failure = "broken"
        raise
    except log_key.NoLogKey:
        failure = "key"
        raise
    except OSError:
        failure = "store"
        raise
    finally:
        if failure is not None and not connection.needs_rollback:
            LogMark.objects.exclude(failure=failure).update(failure=failure)


@contextmanager
def all_written() -> Iterator[None]:
    """Inside, each numbered leaf stands in the tiles and no more are numbered: invented events may go."""
    with alone(waiting=True):
        write_leaves()
        yield


def publish() -> None:
    """Publish every numbered leaf under a new checkpoint, with the proofs of its receipts.

    Call it `alone`. Raises LogBroken where the tiles no longer begin with what was signed, and
    NotCosigned; then nothing is published.
    """
    size = write_leaves()
    last = _last()
    old = last.size if last else 0
    if size == old:
        return
    complete = cache(complete_in(size, cache(log.read)))
    new = Checkpoint(log_key.key().name, size, root(size, complete))
    if last:
        shown = consistency(old, size, complete)
        if not is_consistent(old, size, last.root, new.root, shown):
            raise LogBroken(f"the tiles no longer begin with the checkpoint of {old}")
    note = _cosigned(log_key.sign(str(new)), old, complete)
    with transaction.atomic():
        LogCheckpoint.objects.create(size=size, note=str(note))
        LogProof.objects.bulk_create(_proofs(old, note, complete))
    _show(note)
    for path in filled(old, size):
        log_files.forget_partials(path)


def write_leaves() -> int:
    """Write the leaves that have a number into tiles, and how many leaves the tiles then hold.

    Raises LogBroken where the event of a number is gone.
    """
    mark, _ = LogMark.objects.get_or_create(pk=1)
    size = following_number()
    while mark.written < size:
        with connection.cursor() as cursor:
            cursor.execute(_LEAVES, [mark.written, AT_ONCE])
            rows = cursor.fetchall()
        for at, (index, leaf) in enumerate(rows, start=mark.written):
            if index != at or leaf is None:
                raise LogBroken(f"leaf {at} is gone")
        leaves = [bytes(leaf) for _, leaf in rows]
        for path, held in grown(mark.written, leaves, log.read):
            log_files.write(path, held)
        mark.written += len(leaves)
        mark.save(update_fields=["written"])
    return mark.written


def _last() -> Checkpoint | None:
    """The last checkpoint that was signed, shown if it is not; LogBroken where a newer one was shown."""
    kept, shown = LogCheckpoint.objects.last(), log.published()
    at = checkpoint_of(shown.text).size if shown else 0
    if at > (kept.size if kept else 0):
        raise LogBroken(f"a checkpoint of {at} was published, and is not stored")
    if kept is None:
        return None
    note = note_of(kept.note)
    if note != shown:
        _show(note)
    return checkpoint_of(note.text)


def _show(note: SignedNote) -> None:
    log_files.write(log.KEY, f"{log_key.key()}\n".encode())
    log_files.write(log.CHECKPOINT, str(note).encode())


def _proofs(first: int, note: SignedNote, complete: Complete) -> list[LogProof]:
    size = checkpoint_of(note.text).size
    receipts = LogEntry.objects.filter(index__gte=first, index__lt=size, rank__isnull=False)
    return [
        LogProof(
            entry_id=index,
            text=str(Proof(index, tuple(inclusion(index, size, complete)), note, bytes(salt))),
        )
        for index, salt in receipts.values_list("index", "event__salt")
    ]


def _cosigned(note: SignedNote, old: int, complete: Complete) -> SignedNote:
    """The note with the signature of every witness that gives one; NotCosigned if they are too few."""
    said = list[str]()
    for key, address in log.witnesses():
        try:
            note = with_signatures(note, _asked(key, address, note, old, complete))
        except (BadNote, witnesses.Unreachable) as no:
            said.append(str(no))
    seen = sum(bool(cosigned(note, key)) for key, _ in log.witnesses())
    if seen < settings.LOG_QUORUM:
        raise NotCosigned(f"{seen} of {settings.LOG_QUORUM}: {'; '.join(said)}")
    return note


def _asked(
    key: Key, address: str, note: SignedNote, old: int, complete: Complete
) -> Sequence[tuple[str, bytes]]:
    """The signatures of one witness, each of them right; it is told the size that it says it knows."""
    status, answer = witnesses.add_checkpoint(address, _request(note, old, complete))
    if status == 409:
        knows = number_of(answer.removesuffix("\n"))
        status, answer = witnesses.add_checkpoint(address, _request(note, knows, complete))
    if status != 200:
        raise BadNote(f"{key.name} answers {status}")
    given = note_of(f"{note.text}\n{answer}")
    if not cosigned(given, key):
        raise BadNote(f"{key.name} did not sign")
    return [one for one in given.signatures if one[0] == key.name]


def _request(note: SignedNote, old: int, complete: Complete) -> str:
    size = checkpoint_of(note.text).size
    if old > size:
        raise BadNote(f"a witness has seen {old} leaves, and there are {size}")
    lines = [f"old {old}", *map(to_base64, consistency(old, size, complete))]
    return "\n".join([*lines, "", str(note)])
