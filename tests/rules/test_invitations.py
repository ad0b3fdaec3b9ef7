"""A draw that anyone can repeat."""

import hashlib

import pytest
from hypothesis import given, strategies as st

from impplus.rules.invitations import draw

references = st.sets(st.text(min_size=1, max_size=8), max_size=30)


def test_the_first_are_those_with_the_lowest_hash_of_seed_and_reference() -> None:
    names = ["C1", "C2", "C3", "C4"]
    ranked = sorted(names, key=lambda name: hashlib.sha256(f"spring{name}".encode()).hexdigest())
    assert draw(names, 3, "spring") == tuple(ranked[:3])


@given(references, st.integers(0, 40), st.text(max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_nothing(
    names: set[str], size: int, seed: str, chance: object
) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    drawn = draw(shuffled, size, seed)
    assert drawn == draw(sorted(names), size, seed)
    assert len(drawn) == min(size, len(names))
    assert set(drawn) <= names


@given(references, st.integers(0, 20), st.text(max_size=8))
def test_a_larger_round_draws_the_same_people_and_more(
    names: set[str], size: int, seed: str
) -> None:
    assert draw(names, size + 1, seed)[:size] == draw(names, size, seed)


def test_whoever_is_listed_twice_is_drawn_once() -> None:
    assert draw(["C1", "C1"], 2, "seed") == ("C1",)


def test_a_round_of_fewer_than_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than nobody"):
        draw(["C1"], -1, "seed")
