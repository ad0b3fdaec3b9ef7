"""Whether events, public log and signatures agree: every disagreement, named by its row, leaf or tile."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Literal

from impplus.queries import log
from impplus.queries.seals import leaf_of as leaf_of_event
from impplus.records.models import Event, LogCheckpoint, LogEntry, LogMark, LogProof
from impplus.rules.merkle import leaf_hash, root, root_of
from impplus.rules.notes import BadNote, SignedNote, checkpoint_of, note_of
from impplus.rules.seal import BadLeaf, Leaf, agreed, leaf_of, proof_of, proves
from impplus.rules.tiles import (
    ENTRIES,
    WIDTH,
    BadTile,
    complete_in,
    entries_in,
    hashes_in,
    path_of,
)

type Fault = tuple[Kind, str]
Kind = Literal[
    "checkpoint", "earlier", "tile", "entry", "number", "row", "leaf", "removed", "past", "order",
    "proof", "unnumbered",
]  # fmt: skip
# Of two events that were numbered together the later may be written first: a transaction has its time.
SKEW = timedelta(minutes=5)


@dataclass
class LogCheck:
    """What was looked at, and each fault: its kind, and which row, leaf or tile it is about."""

    size: int = 0
    events: int = 0
    removed: int = 0
    faults: list[Fault] = field(default_factory=list)
    newest: datetime | None = None

    def fault(self, kind: Kind, where: object) -> None:
        """Add a fault."""
        self.faults.append((kind, str(where)))


def check(earlier: Sequence[SignedNote] = ()) -> LogCheck:
    """Hold every leaf that was published against its event, both ways; `earlier` was kept elsewhere."""
    found = LogCheck()
    try:
        note, policy = log.published(), log.policy()
        if note and policy:
            found.size = checkpoint_of(note.text).size
            agreed(note, policy)
        elif LogCheckpoint.objects.exists():
            found.fault("checkpoint", log.CHECKPOINT)
    except (BadNote, UnicodeDecodeError) as bad:
        found.fault("checkpoint", bad)
    _tiles(found)
    _histories(found, earlier)
    for start in range(0, found.size, WIDTH):
        _bundle(found, start)
    _orders(found)
    _unnumbered(found)
    return found


def _bundle(found: LogCheck, start: int) -> None:
    """Hold the leaves of one bundle against their hashes, their numbers and their events."""
    end = min(start + WIDTH, found.size)
    bundle = path_of(ENTRIES, start // WIDTH, end - start)
    level = path_of(0, start // WIDTH, end - start)
    leaves = _read(found, bundle, partial(entries_in, start // WIDTH, found.size, log.read))
    hashes = _read(found, level, partial(hashes_in, 0, start // WIDTH, found.size, log.read))
    entries = LogEntry.objects.select_related("proof").in_bulk(range(start, end))
    events = Event.objects.in_bulk([entry.event_id for entry in entries.values()])
    for index in range(start, end):
        entry, leaf = entries.get(index), leaves[index - start] if leaves else b""
        event = events.get(entry.event_id) if entry else None
        if hashes and leaf_hash(leaf) != hashes[index - start]:
            sound = event and leaf_hash(bytes(event.leaf)) == hashes[index - start]
            kind: Kind = "entry" if sound or not event else "tile"
            found.fault(kind, f"{bundle if kind == 'entry' else level} ({index})")
            leaf = bytes(event.leaf) if sound and event else leaf
        if entry is None:
            found.fault("number", index)
            continue
        _event(found, entry, event, leaf)


def _event(found: LogCheck, entry: LogEntry, event: Event | None, published: bytes) -> None:
    try:
        leaf = leaf_of(published)
    except BadLeaf:
        found.fault("entry", entry.index)
        return
    if event is None:
        if leaf.invented:
            found.removed += 1
        else:
            found.fault("removed", f"{entry.event_id} ({entry.index})")
        return
    found.events += 1
    _sealed(found, entry, event, leaf)
    if not leaf.invented:
        if found.newest and leaf.at < found.newest - SKEW:
            found.fault("past", f"{event.pk} ({entry.index})")
        found.newest = max(leaf.at, found.newest or leaf.at)


def _sealed(found: LogCheck, entry: LogEntry, event: Event, leaf: Leaf) -> None:
    """Hold a row against its leaf, and a receipt's proof against both."""
    if bytes(event.leaf) != bytes(leaf):
        found.fault("leaf", f"{event.pk} ({entry.index})")
    if leaf_of_event(event, invented=leaf.invented) != leaf:
        found.fault("row", f"{event.pk} ({entry.index})")
    proof = getattr(entry, "proof", None)
    try:
        if proof and not _proves(proof, entry, leaf):
            found.fault("proof", entry.index)
    except BadNote:
        found.fault("proof", entry.index)


def _proves(kept: LogProof, entry: LogEntry, leaf: Leaf) -> bool:
    proof, policy = proof_of(kept.text), log.policy()
    if policy is None or proof.index != entry.index:
        return False
    return bool(proves(proof, leaf, agreed(proof.checkpoint, policy)))


def _read(found: LogCheck, path: str, read: Callable[[], list[bytes]]) -> list[bytes]:
    try:
        return read()
    except BadTile:
        if ("tile", path) not in found.faults:
            found.fault("tile", path)
        return []


def _tiles(found: LogCheck) -> None:
    """Hold each hash above the lowest tiles against the full tile below it."""
    level, size = 1, found.size // WIDTH
    while size:
        for tile in range(0, size, WIDTH):
            at = tile // WIDTH
            path = path_of(level, at, min(WIDTH, size - tile))
            hashes = _read(found, path, partial(hashes_in, level, at, found.size, log.read))
            for below, held in enumerate(hashes, start=tile):
                full = _read(
                    found,
                    path_of(level - 1, below),
                    partial(hashes_in, level - 1, below, found.size, log.read),
                )
                if full and root_of(full) != held:
                    found.fault("tile", f"{path} ({below})")
        level, size = level + 1, size // WIDTH


def _histories(found: LogCheck, earlier: Sequence[SignedNote]) -> None:
    """Hold every checkpoint, those that were kept here and elsewhere, against the tiles."""
    complete, policy, note = cache(complete_in(found.size, log.read)), log.policy(), log.published()
    stored = [note_of(one) for one in LogCheckpoint.objects.values_list("note", flat=True)]
    if note and note not in stored[-1:]:
        found.fault("checkpoint", "stored")
    kinds: list[tuple[Kind, SignedNote]] = [("checkpoint", one) for one in stored]
    for kind, one in [*kinds, *(("earlier", one) for one in earlier)]:
        try:
            kept = agreed(one, policy) if policy else checkpoint_of(one.text)
            if kept.size > found.size or root(kept.size, complete) != kept.root:
                found.fault(kind, kept.size)
        except BadNote as bad:
            found.fault(kind, bad)
        except BadTile as bad:
            found.fault("tile", bad)


def _orders(found: LogCheck) -> None:
    """Hold each order of receipt against the log's own order."""
    given = Counter[int]()
    ranks = LogEntry.objects.filter(rank__isnull=False).order_by("index")
    for index, intake, rank in ranks.values_list("index", "intake_id", "rank").iterator():
        given[intake] += 1
        if rank != given[intake]:
            found.fault("order", index)


def _unnumbered(found: LogCheck) -> None:
    """Find each event that had its time to be numbered, and was not."""
    mark = LogMark.objects.first()
    old = Event.objects.filter(entry=None, id__lte=mark.settled if mark else 0)
    for event in old.order_by("id").values_list("id", flat=True).iterator():
        found.fault("unnumbered", event)
