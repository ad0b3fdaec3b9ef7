"""What follows from facts alone, worked out once."""

from functools import partial

from impplus.rules.remembered import Remembered


class Looked:
    """Finds what it is told to, and notes what for."""

    def __init__(self) -> None:
        self.at: list[str] = []

    def find(self, facts: str, found: tuple[str, ...]) -> tuple[str, ...]:
        self.at.append(facts)
        return found


def test_what_was_found_is_not_looked_for_again_until_the_facts_are_others() -> None:
    looked, known = Looked(), Remembered[str, tuple[str, ...]](9)
    for facts in ("a", "b", "a", "b", "b"):
        assert known.of(facts, partial(looked.find, facts, (facts,))) == (facts,)
    assert looked.at == ["a", "b"]


def test_that_nothing_was_found_is_remembered_too() -> None:
    looked, known = Looked(), Remembered[str, tuple[str, ...]](9)
    for _ in range(2):
        assert known.of("a", partial(looked.find, "a", ())) == ()
    assert looked.at == ["a"]


def test_no_more_is_remembered_than_was_said() -> None:
    known = Remembered[int, str](3)
    for number in range(10):
        assert known.of(number, partial(str, number)) == f"{number}"
        assert len(known.found) <= 3
    assert known.found == {9: "9"}
