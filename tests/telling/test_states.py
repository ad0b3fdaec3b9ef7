"""The state table in words: every status and move of every noun, in either language."""

import pytest

from impplus.rules.lifecycle import MOVES, NOUNS, STATUSES
from impplus.telling.markdown import escaped
from impplus.telling.states import states
from impplus.words.text import LANGUAGES


def page_of(noun: str, lang: str) -> list[str]:
    """The lines about one noun."""
    lines, title = list(states(lang)), f"## {escaped(NOUNS[noun].say(lang))}"
    begins = lines.index(title) + 1
    ends = [at for at, line in enumerate(lines) if at >= begins and line.startswith("## ")]
    return lines[begins : ends[0] if ends else None]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("noun", NOUNS)
def test_every_status_is_named_and_every_change_of_status_drawn(noun: str, lang: str) -> None:
    lines = [line.strip() for line in page_of(noun, lang)]
    names = {one.key: one.key.replace("-", "_") for one in STATUSES if one.noun == noun}
    assert [line for line in lines if line.startswith("state ")] == [
        f'state "{one.name.say(lang)}" as {names[one.key]}' for one in STATUSES if one.noun == noun
    ]
    moves = [move for move in MOVES if move.noun == noun]
    drawn = [
        f"{names.get(start, '[*]')} --> {names[move.end]}: {move.verb}"
        for move in moves
        if move.end
        for start in move.start or ("",)
    ]
    ended = [f"{names[one.key]} --> [*]" for one in STATUSES if one.noun == noun and one.closed]
    assert [line for line in lines if "-->" in line] == [*drawn, *ended]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("noun", NOUNS)
def test_every_move_is_a_row_with_its_letter_and_what_the_timeline_says(
    noun: str, lang: str
) -> None:
    rows = {line.split("`")[1]: line for line in page_of(noun, lang) if line.startswith("| `")}
    moves = {move.verb: move for move in MOVES if move.noun == noun}
    assert rows.keys() == moves.keys()
    for verb, move in moves.items():
        assert (f"| `{move.letter}` |" in rows[verb]) == (move.letter is not None)
        assert (escaped(move.sentence.say(lang)) in rows[verb]) == (not move.private)
