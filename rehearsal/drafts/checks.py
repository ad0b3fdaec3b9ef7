"""What must hold of drafts, whatever is killed: each check names what breaks its sentence, and nothing where it holds."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from impplus.words.text import Text
from rehearsal.drafts.evidence import SAVES, SENDS, Evidence
from rehearsal.drafts.sender import BEGUN, GONE, KEPT, RECEIVED, REFUSED, WHOLE
from rehearsal.drafts.visitor import AGAIN
from rehearsal.drafts.writer import ADDED, ELSEWHERE, SAVED
from rehearsal.notes import Note

WELL = {SAVED, ADDED, BEGUN, KEPT, WHOLE, RECEIVED}  # what is acknowledged
HONEST = {*WELL, *AGAIN, "200", ELSEWHERE, REFUSED}


def answers_lost(seen: Evidence) -> Iterator[str]:
    """The answer held is the last that was acknowledged, or one that was sent after it; so is each that a page showed."""
    for number, draft in seen.drafts.items():
        may_be = {draft.answer}
        for note in seen.of[number]:
            if note.did == "reads" and note.digest not in may_be:
                yield f"{number}: the page showed “{note.digest}”, and “{_last(may_be)}” was saved"
            if note.did in SAVES:
                may_be = {note.digest} if note.told == SAVED else may_be | {note.digest}
        if seen.held[number].answer not in may_be:
            yield f"{number}: “{seen.held[number].answer}” is held, and “{_last(may_be)}” was saved"


def _last(may_be: set[str]) -> str:
    return " or ".join(sorted(may_be))


def members_astray(seen: Evidence) -> Iterator[str]:
    """Everybody whose declaration was acknowledged is there, nobody twice, and nobody else."""
    for number, held in seen.held.items():
        notes = [note for note in seen.of[number] if note.did == "adds"]
        there = Counter(held.members)
        for name in sorted({note.digest for note in notes if note.told == ADDED} - set(there)):
            yield f"{number}: {name} was added, and is not there"
        for name, times in there.items():
            if times > 1 or name not in {note.digest for note in notes}:
                yield f"{number}: {name} is there {times} times"


def parts_lost(seen: Evidence) -> Iterator[str]:
    """What was acknowledged of a file is never less later, neither in an answer nor in the database."""
    reached: dict[str, int] = {}
    for note in seen.notes:
        if note.did != "part" or note.told not in (KEPT, GONE):
            continue
        if note.told == GONE or note.reached < reached.get(note.about, 0):
            yield f"{note.who}: {reached.get(note.about, 0)} bytes were kept of a file, then {note.reached}"
        reached[note.about] = max(note.reached, reached.get(note.about, 0))
    rows = {one.mark: one.received for held in seen.held.values() for one in held.uploads}
    for where, least in reached.items():
        if rows.get(_mark(where), -1) < least:
            yield f"{where}: {least} bytes were kept, and {rows.get(_mark(where), 0)} are there"


def _mark(where: str) -> str:
    return where.rstrip("/").rpartition("/")[2]


def files_lost(seen: Evidence) -> Iterator[str]:
    """A file that was acknowledged is a document whose bytes have its hash, or the site says why it is none."""
    for number, held in seen.held.items():
        there = {one.digest: one for one in held.files}
        uploads = {one.mark: one for one in held.uploads}
        for note in seen.of[number]:
            if note.told == WHOLE:
                where, _, name = note.about.partition(" ")
                row = uploads.get(_mark(where))
                said = bool(row and row.refused)
                if name.startswith("broken") and not said:
                    yield f"{number}: {name} cannot be read, and nothing says so"
            elif note.did == "form" and note.told == RECEIVED:
                said = False
            else:
                continue
            kept = there.get(note.digest)
            if not said and not (kept and kept.whole):
                yield f"{number}: {note.about} was received, and is not there whole"


def not_ready(seen: Evidence) -> Iterator[str]:
    """Every document has its clean copy and its thumbnails, and no file that came whole still waits."""
    for number, held in seen.held.items():
        yield from (
            f"{number}: no clean copy of {one.digest}" for one in held.files if not one.ready
        )
        for one in held.uploads:
            if one.received == one.size and not one.refused and not one.document:
                yield f"{number}: {one.mark} waits"


def doubled(seen: Evidence) -> Iterator[str]:
    """No file is there twice for one thing, and none that nobody sent."""
    for number, held in seen.held.items():
        sent = {note.digest for note in seen.of[number] if note.did in SENDS}
        known = sent | set(seen.drafts[number].files)
        for (slot, digest), times in Counter((one.slot, one.digest) for one in held.files).items():
            if times > 1 or digest not in known:
                yield f"{number}: {digest} is there {times} times for {slot}"


def answered_badly(seen: Evidence) -> Iterator[str]:
    """Each answer says what is so: an error of ours, an ended session, or a stray page is none of them."""
    for note in seen.notes:
        if note.told not in HONEST:
            yield f"{note.who}: “{note.did}” was answered by {note.told}"


def under_way(notes: list[Note], at: float, kinds: tuple[str, ...]) -> bool:
    """Whether something of these kinds was being sent at an instant."""
    return any(note.did in kinds and note.began <= at <= note.ended for note in notes)


@dataclass(frozen=True)
class Rule:
    """A sentence that must hold, and the check that names what breaks it."""

    text: Text
    broken: Callable[[Evidence], Iterator[str]]


RULES = (
    Rule(
        Text(
            en="Every answer that was said to be saved is there, and every page shows it.",
            fr="Chaque réponse annoncée comme enregistrée est là, et chaque page la montre.",
        ),
        answers_lost,
    ),
    Rule(
        Text(
            en="Every member of the family who was added is there, once.",
            fr="Chaque membre de la famille ajouté est là, une seule fois.",
        ),
        members_astray,
    ),
    Rule(
        Text(
            en="No part of a file that was acknowledged is lost.",
            fr="Aucune partie de fichier dont la réception a été confirmée n’est perdue.",
        ),
        parts_lost,
    ),
    Rule(
        Text(
            en="Every file that was acknowledged is there whole, by its hash, or its problem is said.",
            fr="Chaque fichier dont la réception a été confirmée est là en entier, selon son empreinte, ou son problème est indiqué.",
        ),
        files_lost,
    ),
    Rule(
        Text(
            en="Every document has its clean copy, and no file waits.",
            fr="Chaque document a sa copie nettoyée, et aucun fichier n’attend.",
        ),
        not_ready,
    ),
    Rule(
        Text(
            en="No file is there twice, and none that nobody sent.",
            fr="Aucun fichier n’est là deux fois, ni sans avoir été envoyé.",
        ),
        doubled,
    ),
    Rule(
        Text(
            en="No answer was an error of ours.",
            fr="Aucune réponse n’était une erreur de notre part.",
        ),
        answered_badly,
    ),
)
