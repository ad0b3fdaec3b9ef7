"""A question, or a cell, without its one purpose keeps a programme from being used; each fault is named."""

from pathlib import Path

import pytest

from impplus.rules.folder import BadFolder
from impplus.rules.programme import in_use, load
from tests.rules.folder.broken import change, faults

pytestmark = pytest.mark.thorough

CELLS = """
[[steps.fields]]
key = "jobs"
since = 2026-01-01
kind = "rows"
label = { en = "Jobs", fr = "Emplois" }
row = { en = "Job", fr = "Emploi" }
cells_from = "work"
"""
WORK = '[[cells.work]]\nkey = "oil"\nkind = "text"\nlabel = { en = "Oil", fr = "Huile" }\n'
NONE = "has no purpose; a row of [[purposes]] must say why it is asked, who uses it and how long it is kept"
BORN = '"born", '
MORE = '\n[[purposes]]\nkey = "light"\n{0}\nused_by = ["keeper"]\nkept = "tide"\n'


def refused(folder: Path) -> list[str]:
    """What is said in English of the purposes of a folder that is read without fault, once it is to be used."""
    with pytest.raises(BadFolder) as found:
        in_use(load(folder))
    return [one.en for one in found.value.faults if "purposes.toml" in one.en]


def more(folder: Path, row: str) -> None:
    path = folder / "purposes.toml"
    path.write_text(path.read_text(encoding="utf-8") + MORE.format(row), encoding="utf-8")


def test_the_invented_programme_says_why_it_asks(folder: Path) -> None:
    change(folder / "letters.toml", 'key = "mandate"', 'key = "mandat"')
    assert refused(folder) == []


def test_a_field_without_a_row_is_named_wherever_it_is_asked(folder: Path) -> None:
    change(folder / "purposes.toml", BORN, "")
    assert refused(folder) == [
        f"lighthouse, purposes.toml, [[steps]] ({step}), [[fields]] (born): {NONE}"
        for step in ("keeper", "helper")
    ]


def test_a_row_about_the_family_says_nothing_of_the_principal_applicant(folder: Path) -> None:
    change(folder / "purposes.toml", BORN, "")
    more(folder, 'about = "member"\nfields = ["born"]\nwhy = { en = "Age.", fr = "Âge." }')
    assert refused(folder) == [
        f"lighthouse, purposes.toml, [[steps]] (keeper), [[fields]] (born): {NONE}"
    ]


def test_a_cell_needs_a_row_of_its_own(folder: Path) -> None:
    form = folder / "form.toml"
    change(form, "[cells]\n", WORK)
    change(form, '\n[[steps]]\nkey = "helper"', CELLS + '\n[[steps]]\nkey = "helper"')
    change(folder / "purposes.toml", BORN, BORN + '"jobs", ')
    cell = "lighthouse, purposes.toml, [[steps]] (keeper), [[cells]] (work.oil)"
    assert refused(folder) == [f"{cell}: {NONE}"]
    more(folder, 'cells = ["work.oil"]')
    assert refused(folder) == [
        f"{cell}: is given no reason: neither the step nor [[purposes]] (light) says why"
    ]


def test_a_field_has_one_row_and_a_row_is_about_what_is_asked(folder: Path) -> None:
    more(folder, 'fields = ["lives_country", "moon"]\nwhy = { en = "Light.", fr = "Lumière." }')
    twice = "stands already in another row, and again in [[purposes]] (light)"
    assert refused(folder) == [
        f"lighthouse, purposes.toml, [[steps]] (shore), [[fields]] (lives_country): {twice}",
        "lighthouse, purposes.toml, [[purposes]] (light), moon: is not asked by the form",
    ]


def test_the_sentence_of_the_step_is_reason_enough(folder: Path) -> None:
    change(folder / "purposes.toml", '"relation", "applies_for",', "")
    more(folder, 'fields = ["relation", "applies_for"]')
    assert len(refused(folder)) == 2
    why = 'why = { en = "Two hands are few.", fr = "Deux mains, c’est peu." }\n'
    change(folder / "form.toml", 'title.en = "Who helps you?"', f'{why}title.en = "Who helps you?"')
    change(folder / "letters.toml", 'key = "mandate"', 'key = "mandat"')
    assert refused(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('used_by = ["keeper"]', 'used_by = ["gull"]', "[[purposes]] 1 (rock), used_by, 1: is not a use of [[uses]]"),
        ('used_by = ["keeper"]', "used_by = []", "[[purposes]] 1 (rock), used_by: is missing"),
        ('kept = "tide"', 'kept = "ebb"', "[[purposes]] 1 (rock), kept: is not a row of [[retentions]]"),
        ('kept = "tide"', "", "[[purposes]] 1 (rock), kept: is missing"),
        ('why.fr = "Le rocher est petit."', "", "[[purposes]] 1 (rock), why: must be written in English (en) and in French (fr)"),
        (
            'note.en = "Nobody has settled it."\nnote.fr = "Personne n’a tranché la question."',
            "",
            "[[retentions]] 1 (tide): must cite a source, or say in a note that no text settles it",
        ),
    ],
)  # fmt: skip
def test_a_row_names_who_uses_answers_and_how_long_they_are_kept(
    folder: Path, old: str, new: str, said: str
) -> None:
    change(folder / "purposes.toml", old, new)
    assert faults(folder) == [f"purposes.toml, {said}"]
