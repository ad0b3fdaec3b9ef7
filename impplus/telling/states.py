"""The state table in words: for each noun a diagram of its states, and its moves row by row."""

from collections.abc import Iterator

from impplus.rules.lifecycle import MOVES, NOUNS, ROLES, STATUSES, Move, status_of
from impplus.telling.markdown import escaped, table
from impplus.words.text import Text

BEGINNING = Text(en="new", fr="création")
STAYS = Text(en="as it was", fr="inchangé")
HEADINGS = (
    Text(en="Move", fr="Changement"),
    Text(en="From", fr="De"),
    Text(en="To", fr="À"),
    Text(en="By", fr="Par"),
    Text(en="Letter", fr="Lettre"),
    Text(en="On the timeline", fr="Dans le suivi"),
)
AUDIT_ONLY = Text(en="in the audit only", fr="seulement dans le journal")


def states(lang: str) -> Iterator[str]:
    """The lines of a page of Markdown about every noun of the table."""
    for noun, name in NOUNS.items():
        moves = [move for move in MOVES if move.noun == noun]
        yield from (f"## {escaped(name.say(lang))}", "")
        yield from _diagram(noun, moves, lang)
        yield from ("", *table([one.say(lang) for one in HEADINGS], _rows(moves, lang)), "")


def _diagram(noun: str, moves: list[Move], lang: str) -> Iterator[str]:
    """A state diagram as Mermaid reads it; a move that changes no state is in the table alone."""
    yield from ("```mermaid", "stateDiagram-v2", "    direction LR")
    for status in STATUSES:
        if status.noun == noun:
            yield f'    state "{status.name.say(lang)}" as {_id(status.key)}'
    for move in moves:
        for start in move.start or ("",):
            if move.end:
                yield f"    {_id(start)} --> {_id(move.end)}: {move.verb}"
    for status in STATUSES:
        if status.noun == noun and status.closed:
            yield f"    {_id(status.key)} --> [*]"
    yield "```"


def _id(status: str) -> str:
    return status.replace("-", "_") or "[*]"


def _rows(moves: list[Move], lang: str) -> Iterator[list[str]]:
    for move in moves:
        names = [status_of(move.noun, start).name.say(lang) for start in move.start]
        ends = status_of(move.noun, move.end).name if move.end else STAYS
        yield [
            f"`{move.verb}`",
            escaped(", ".join(names) or BEGINNING.say(lang)),
            escaped(ends.say(lang)),
            escaped(", ".join(ROLES[role].say(lang) for role in move.who)),
            f"`{move.letter}`" if move.letter else "",
            escaped((AUDIT_ONLY if move.private else move.sentence).say(lang)),
        ]
