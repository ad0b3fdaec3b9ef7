"""The fingerprint changes with what judges, and with nothing else; each is tried on a copy."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules import validity
from impplus.rules.answer import fingerprint, judgement
from impplus.rules.canonical import digest
from impplus.rules.case_json import from_json
from impplus.rules.fingerprint import fingerprint_of
from impplus.rules.programme import load
from tests.copies import copied, house_copied, judged_there

pytestmark = pytest.mark.thorough

CASES = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "programmes" / "cases").glob("*.case.json"))
]
HERE = [digest(judgement(IMP_PLUS, from_json(case), "en")) for case in CASES]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def say_a_comment_more(house: Path) -> None:
    for path in house.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n\n# Nothing follows.\n", encoding="utf-8")


def reword_a_docstring(house: Path) -> None:
    change(house / "rules" / "fees.py", '"""What is due, for whom', '"""All that is due, for whom')


def reword_the_state_table(house: Path) -> None:
    change(house / "rules" / "lifecycle.toml", 'en = "', 'en = "Now: ')


def rename_a_function(house: Path) -> None:
    for path in house.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("anniversary(", "same_day_later(")
            .replace("import anniversary", "import same_day_later")
            .replace("anniversary, ", "same_day_later, ")
            .replace(", anniversary", ", same_day_later")
        )


def turn_two_functions_round(house: Path) -> None:
    path = house / "rules" / "dated.py"
    first, *parts = path.read_text(encoding="utf-8").split("\n\n\n")
    functions = [part for part in parts if part.startswith("def ")]
    others = [part for part in parts if not part.startswith("def ")]
    assert len(functions) > 1
    path.write_text("\n\n\n".join([first, *others, *reversed(functions)]), encoding="utf-8")


def move_a_module(house: Path) -> None:
    (house / "rules" / "dated.py").rename(house / "rules" / "days_of_the_law.py")
    for path in house.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("rules.dated", "rules.days_of_the_law"), encoding="utf-8")


# In an order in which each finds what it edits.
EDITS: tuple[Callable[[Path], None], ...] = (
    reword_a_docstring,
    reword_the_state_table,
    turn_two_functions_round,
    rename_a_function,
    move_a_module,
    say_a_comment_more,
)


def test_what_judges_nothing_changes_neither_fingerprint_nor_bytes(tmp_path: Path) -> None:
    house = house_copied(tmp_path)
    for edit in EDITS:
        edit(house)
    assert judged_there(house, CASES) == (fingerprint(IMP_PLUS), HERE)


def test_a_reworded_sentence_and_another_order_of_arguments_change_only_the_words(
    tmp_path: Path,
) -> None:
    copy = copied(tmp_path)
    change(copy.folder / "eligibility.toml", 'title.en = "', 'title.en = "Condition: ')
    change(
        copy.folder / "eligibility.py", 'key="passport", since=BEGAN', 'since=BEGAN, key="passport"'
    )
    law = load(copy.folder)
    answers = [digest(judgement(law, from_json(case), "en")) for case in CASES]
    assert (fingerprint(law), answers == HERE) == (fingerprint(IMP_PLUS), False)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("fees.toml", 'amount = "155.00"', 'amount = "156.00"'),
        ("biometrics.toml", "from_age = 14", "from_age = 15"),
        ("fees.toml", "since = 2022-05-24", "since = 2022-05-25"),
        ("eligibility.py", "if home is None", "if home is not None"),
        ("conditions.py", "is not None", "is None"),
    ],
)
def test_what_judges_in_a_programme_changes_it(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    copy = copied(tmp_path)
    change(copy.folder / file, old, new)
    assert copy.rules != fingerprint(IMP_PLUS)


def test_a_folder_that_changes_in_its_place_is_read_anew(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = copy.rules
    change(copy.folder / "conditions.py", "is not None", "is None")
    assert (before, copy.rules != before) == (fingerprint(IMP_PLUS), True)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("dated.py", "on <= row.until", "on < row.until"),
        ("dated.py", "3, 1)", "4, 1)"),
        ("validity.py", "min(", "max("),
    ],
)
def test_what_judges_in_the_rules_changes_it(file: str, old: str, new: str, tmp_path: Path) -> None:
    rules = Path(copytree(Path(validity.__file__).parent, tmp_path / "rules"))
    change(rules / file, old, new)
    assert fingerprint_of(IMP_PLUS, judgement, rules) != fingerprint(IMP_PLUS)


def test_a_row_that_holds_what_no_fingerprint_can_say_is_refused() -> None:
    with pytest.raises(TypeError, match=r"1\.5"):
        fingerprint_of(replace(IMP_PLUS, caps=(1.5,)), judgement)  # type: ignore[arg-type]
