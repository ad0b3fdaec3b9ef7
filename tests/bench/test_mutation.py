"""The mutants of `python -m bench mutation`: one change each, where the code runs and nowhere else."""

import signal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from bench.mutation.children import ended, pass_all
from bench.mutation.exchange import exchange, functions_of, statements
from bench.mutation.mutants import Mutant, mutants, unchanged
from bench.mutation.reach import Reached
from bench.mutation.results import equivalents, groups, interval
from deploy.local.spare import PROJECT
from impplus.records.models import Application
from impplus.records.prepared import counted, prepared

PLACES = """
CAP = 20
LAST = CAP - 1


def is_free(number):
    return number <= LAST
"""


def changes(text: str, function: str = "said") -> list[str]:
    return [one.change for one in mutants("alone.py", text) if one.function == function]


def of_line(line: str) -> list[str]:
    return changes(f"def said(a, b, *more):\n    {line}\n")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that only this test imports."""
    (tmp_path / "counted_places.py").write_text(PLACES)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "counted_places", raising=False)
    return pytest.importorskip("counted_places")


def mutant(change: str) -> Mutant:
    return next(one for one in mutants("counted_places.py", PLACES) if one.change == change)


def test_a_comparison_gives_way_to_its_neighbour() -> None:
    assert "if a [< → <=] b: pass" in of_line("if a < b: pass")


def test_a_condition_holds_always_or_never() -> None:
    assert of_line("if a: pass") == ["if [a: → False:] pass", "if [a: → True:] pass"]


def test_a_loop_is_never_made_endless() -> None:
    assert of_line("while a: pass") == ["while [a: → False:] pass"]


def test_each_operand_is_left_out_once() -> None:
    assert of_line("return a and b") == [
        "return a [and → or] b",
        "return [a and → ] b",
        "return a [and b → ]",
        "return [a and b → None]",
    ]


def test_what_is_given_is_left_out() -> None:
    assert of_line("a(b, *more, on=1)") == [
        "[a(b, *more, on=1) → pass]",
        "a(b, [*more, → ] on=1)",
        "a(b, [*more, on=1) → *more)]",
        "[a(b, → a(None,] *more, on=1)",
        "a(b, *more, [on=1) → on=2)]",
    ]


def test_an_exception_is_caught_no_more() -> None:
    found = of_line("try: a()\n    except (KeyError, ValueError): pass")
    assert "except [(KeyError, ValueError): → (ValueError,):] pass" in found


def test_sql_is_changed_word_by_word() -> None:
    assert changes('_TAKE = "UPDATE place SET a = NULL WHERE b IS NULL AND c > 0"\n', "") == [
        "IS NULL AND c [> → >=] 0'",
        "'UPDATE place SET a [= → <>] NULL WHERE b IS",
        "WHERE b IS NULL [AND → OR] c > 0'",
        "NULL WHERE b IS [ → NOT] NULL AND c >",
        "NULL AND c > [0' → 1']",
    ]


def test_words_that_are_said_types_and_declarations_stay() -> None:
    text = '''
class Said:
    most = 3

    @property(1)
    def words(self, most: "int" = 3) -> "Text":
        """Two sentences. And one."""
        Text(en="Three", fr="Trois")
'''
    assert changes(text, "Said.words") == [
        "[Text(en='Three', fr='Trois') → pass]",
        "[Text(en='Three', fr='Trois') → Text(fr='Trois')]",
        "[Text(en='Three', fr='Trois') → Text(en='Three')]",
    ]
    assert {one.function for one in mutants("alone.py", text)} == {"Said.words"}


def test_a_function_that_is_written_anew_has_other_mutants() -> None:
    (before, *_), (after, *_) = (
        list(mutants("alone.py", f"def said(a):\n    return a + 1{comment}\n"))
        for comment in ("", "  # anew")
    )
    assert before.change == after.change
    assert before.key != after.key


def test_the_same_change_at_two_places_is_two_mutants() -> None:
    found = of_line("a = b + 1; a = b + 1")
    assert len(found) == len(set(found)) == 6


def test_a_mutant_runs_in_place_of_a_function(places: ModuleType) -> None:
    is_free = places.is_free
    exchange(mutant("return number [<= → <] LAST"), functions_of(["counted_places.py"]))
    assert [number for number in range(25) if is_free(number)][-1] == 18


def test_a_module_that_nothing_has_imported_yet_is_imported(places: ModuleType) -> None:
    del sys.modules["counted_places"]
    found = functions_of(["counted_places.py"])
    assert sys.modules["counted_places"].is_free in found


def test_what_is_compiled_once_is_found() -> None:
    before = len(statements())
    files, number = prepared(Application.objects.all), counted(Application.objects.all)
    assert (callable(files), callable(number), len(statements())) == (True, True, before + 2)


def test_a_constant_that_others_may_import_is_reached_by_every_line_to_the_last() -> None:
    cap = next(one for one in mutants("counted_places.py", PLACES) if one.names[:1] == ("CAP",))
    assert sorted(cap.reached) == [*range(1, len(PLACES.splitlines()) + 1)]


def test_what_is_made_of_a_constant_changes_with_it(places: ModuleType) -> None:
    exchange(mutant("CAP = [20 → 21]"), [])
    assert (places.CAP, places.LAST) == (21, 20)
    assert places.is_free(20)


def test_the_control_changes_nothing(places: ModuleType) -> None:
    for same in unchanged("counted_places.py", PLACES):
        exchange(same, functions_of(["counted_places.py"]))
    assert [places.is_free(number) for number in (19, 20)] == [True, False]


def test_the_lines_that_ran_since_then_are_told_of(places: ModuleType) -> None:
    reached = Reached([places.is_free])
    line = (str(Path("counted_places.py").resolve()), 7)
    try:
        assert reached.taken() == []
        assert places.is_free(3)
        assert places.is_free(4)
        assert (reached.taken(), reached.taken()) == ([line], [])
        assert places.is_free(3)
        assert reached.taken() == [line]
    finally:
        sys.monitoring.free_tool_id(sys.monitoring.COVERAGE_ID)


def test_a_child_that_hangs_is_ended(tmp_path: Path) -> None:
    def hang() -> int:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        signal.pause()
        return 0

    assert ended(lambda: 3, tmp_path / "log") == 3
    assert ended(hang, tmp_path / "log") == -signal.SIGALRM


@pytest.mark.parametrize(
    ("noticed", "run", "least", "most"),  # Wilson's interval, as statistical tables print it
    [(95, 100, 0.888, 0.978), (10, 10, 0.722, 1.0), (0, 20, 0.0, 0.161)],
)
def test_a_sample_says_where_the_share_of_all_lies(
    noticed: int, run: int, least: float, most: float
) -> None:
    assert interval(noticed, run) == pytest.approx((least, most), abs=0.0005)


def test_where_no_test_reaches_a_change_none_fails() -> None:
    assert pass_all([], None, {}) == 0


def test_every_group_and_every_equivalent_names_what_is_there() -> None:
    of_groups = [
        path for one in groups().values() for path in (*one.modules, *one.tests, *one.only)
    ]
    named = [*of_groups, *(module for module, *_ in equivalents())]
    assert [path for path in named if not (PROJECT / path).exists()] == []
