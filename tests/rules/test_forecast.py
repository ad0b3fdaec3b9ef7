"""When the places run out: the range holds as often as it says, and so does the risk of each number of letters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from impplus.rules.forecast import RISKS, Foretold, Lot, Past, foresee

JANUARY, NEXT = date(2030, 1, 1), date(2031, 1, 1)
BEFORE, MOST = -120, 20_000
FEBRUARY = date(2030, 2, 1)


def told(past: Past, most: int = MOST) -> Foretold:
    """What is foretold, where something is."""
    foreseen = foresee(past, most=most)
    assert foreseen is not None
    return foreseen


def used_after(chance: Random) -> int | None:
    """After how many days an invented letter is used: soon, late or never."""
    kind = chance.random()
    if kind < 0.8:
        return int(chance.expovariate(1 / 15 if kind < 0.45 else 1 / 90))
    return None


def letters_of_a_year(chance: Random) -> list[tuple[int, int | None]]:
    """When each letter is sent and used, in days from January 1; a round every other week or so."""
    letters = []
    for day in range(BEFORE, 365):
        if chance.random() < 1 / 14:
            for _ in range(chance.randint(35, 105)):
                after = used_after(chance)
                letters.append((day, None if after is None else day + after))
    return letters


def known_on(day: int, letters: Iterable[tuple[int, int | None]], cap: int) -> Past:
    """What a ministry knows on a morning of such a year."""
    seen = [
        (sent, used if used is not None and used < day else None)
        for sent, used in letters
        if sent < day
    ]
    lots = Counter(seen)
    taken = sum(used is not None and used >= 0 for _, used in seen)
    return Past(
        on=JANUARY + timedelta(days=day),
        since=JANUARY + timedelta(days=BEFORE),
        closes=NEXT,
        left=cap - taken,
        lots=tuple(
            Lot(
                JANUARY + timedelta(days=sent),
                number,
                None if used is None else JANUARY + timedelta(days=used),
            )
            for (sent, used), number in lots.items()
        ),
    )


def filled_on(letters: Iterable[tuple[int, int | None]], cap: int) -> date | None:
    """The day on which the last place is taken, where one is."""
    uses = sorted(used for _, used in letters if used is not None and 0 <= used < 365)
    return JANUARY + timedelta(days=uses[cap - 1]) if len(uses) >= cap else None


def holds(foreseen: Foretold, full: date | None) -> bool:
    early, late = foreseen.early or NEXT, foreseen.late or NEXT
    return early <= (full or NEXT) <= late


@pytest.mark.thorough
@pytest.mark.parametrize(("day", "cap"), [(90, 600), (150, 900)])
def test_the_range_holds_in_eight_years_of_ten(day: int, cap: int) -> None:
    held = []
    for seed in range(40):
        letters = letters_of_a_year(Random(seed))  # noqa: S311 (invented)
        full = filled_on(letters, cap)
        if full is None or full >= JANUARY + timedelta(days=day):
            foreseen = told(known_on(day, letters, cap))
            held.append(holds(foreseen, full))
    assert 0.7 <= sum(held) / len(held) <= 0.9


@pytest.mark.thorough
def test_more_people_apply_than_there_are_places_as_often_as_the_table_says() -> None:
    over: dict[int, list[bool]] = {risk: [] for risk in RISKS}
    for seed in range(40):
        chance = Random(seed)  # noqa: S311 (invented)
        letters = letters_of_a_year(chance)
        past = known_on(150, letters, 1000)
        foreseen = told(past)
        still_used = sum(sent < 150 <= used < 365 for sent, used in letters if used is not None)
        for risk, number in foreseen.risks[1:]:
            after = (used_after(chance) for _ in range(number))
            more = sum(one is not None and 150 + one < 365 for one in after)
            over[risk].append(still_used + more > past.left)
    shares = {risk: 100 * sum(all_) / len(all_) for risk, all_ in over.items()}
    assert all(abs(share - risk) <= 15 for risk, share in shares.items()), shares


def steady(used: int = 60, out: int = 40, left: int = 200, lasts: int | None = None) -> Past:
    """Every week of half a year a round is held; of each, letters are used after ten days, or are out."""
    lots = []
    for week in range(1, 27):
        sent = FEBRUARY - timedelta(weeks=week)
        day = sent + timedelta(days=10)
        lots.append(Lot(sent, out))
        lots.append(Lot(sent, used, used=day) if day < FEBRUARY else Lot(sent, used))
    return Past(FEBRUARY, FEBRUARY - timedelta(days=365), NEXT, left, tuple(lots), lasts)


def test_the_same_facts_give_the_same_forecast_in_any_order() -> None:
    past = steady()
    assert foresee(past, most=MOST) == foresee(replace(past, lots=past.lots[::-1]), most=MOST)


def test_with_rounds_each_week_the_places_run_out_at_their_pace() -> None:
    foreseen = told(steady())
    assert (foreseen.early, foreseen.late) == (date(2030, 2, 26), date(2030, 3, 1))


@pytest.mark.parametrize("fewer", [10, 50, 199])
def test_with_fewer_places_left_they_run_out_earlier(fewer: int) -> None:
    many, few = (told(steady(left=left)) for left in (200, 200 - fewer))
    assert [few.early or NEXT, few.late or NEXT] < [many.early or NEXT, many.late or NEXT]
    assert [letters for _, letters in few.risks] <= [letters for _, letters in many.risks]


def test_where_the_pace_is_too_slow_no_day_is_named() -> None:
    foreseen = told(steady(left=50_000))
    assert (foreseen.early, foreseen.late) == (None, None)


def test_a_higher_risk_allows_more_letters_and_no_more_than_can_be_sent() -> None:
    foreseen, capped = (told(steady(left=3_000), most) for most in (MOST, 1_000))
    assert foreseen.risks[0] == (0, 0)
    assert [risk for risk, _ in foreseen.risks[1:]] == list(RISKS)
    assert foreseen.risks == tuple(sorted(foreseen.risks))
    assert {letters for _, letters in capped.risks[1:]} == {1_000}


def test_where_the_letters_out_are_too_many_already_none_is_proposed() -> None:
    foreseen = told(steady(left=10))
    assert foreseen.risks == ((100, 0),)


def test_letters_that_end_soon_are_used_by_fewer() -> None:
    lasting, ending = (told(steady(left=1_000, lasts=lasts)) for lasts in (None, 8))
    assert (ending.early or NEXT) > (lasting.early or NEXT)
    assert dict(ending.risks)[1] > dict(lasting.risks)[1]


def test_a_letter_that_ended_unused_is_not_out() -> None:
    past = steady()
    ended = tuple(
        replace(lot, lost=lot.used or FEBRUARY - timedelta(days=1)) if not lot.used else lot
        for lot in past.lots
    )
    foreseen = told(replace(past, lots=ended))
    assert foreseen.letters == 0


@pytest.mark.parametrize(
    "past",
    [
        Past(FEBRUARY, JANUARY, NEXT, 100, ()),
        steady(used=1),
        replace(steady(), since=FEBRUARY - timedelta(days=27)),
        replace(
            steady(), lots=tuple(lot for lot in steady().lots if lot.issued > date(2030, 1, 8))
        ),
    ],
    ids=["no letter", "few uses", "few days", "few weeks of rounds"],
)
def test_with_too_little_to_go_by_nothing_is_foretold(past: Past) -> None:
    assert foresee(past, most=MOST) is None


def test_after_the_last_day_nobody_applies() -> None:
    foreseen = foresee(replace(steady(), closes=FEBRUARY), most=MOST)
    assert foreseen is not None
    assert (foreseen.early, foreseen.late, foreseen.risks[0]) == (None, None, (0, 0))
