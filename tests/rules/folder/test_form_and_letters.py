"""Every fault of a form and of letters is named: of a row, of its days, and between pages."""

from datetime import date
from pathlib import Path

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.folder import BadFolder
from impplus.rules.lifecycle import MOVES
from impplus.rules.programme import in_use, load
from tests.rules.folder.broken import BRACES, TEXT, change, faults
from tests.standing import read_programmes

pytestmark = pytest.mark.thorough

CELL = '{ key = "what", kind = "text", label = { en = "What", fr = "Quoi" } }'
NO_ANSWER = "names an answer that this question does not take"
NO_COUNTRY = "is not a question about a country asked of the same person on the same days"
NOT_BESIDE = "is not a question of the same page"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("form", 'kind = "day"', 'kind = "text"', "form.toml, [[steps]] (keeper), [[fields]] (born), kind: must be day, as which this answer is kept and searched"),
        ("form", 'about = "application"', 'about = "island"', "form.toml, [[steps]] 1 (shore), about: must be one of application, member"),
        ("form", 'label.en = "Family name"', 'max_length = 0\nlabel.en = "Family name"', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), max_length: must be a whole number of at least 1"),
        ("form", 'choices_from = "provinces"', 'choices_from = "planets"', "form.toml, [[steps]] 1 (shore), [[fields]] 2 (lives_province), choices_from: is not a list of [choices]"),
        ("form", 'kind = "text"', 'kind = "song"', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), kind: must be one of text, long-text, code, day, month, yes-no, choice, country, phone, rows"),
        ("form", 'choices_from = "provinces"\n', "", "form.toml, [[steps]] 1 (shore), [[fields]] 2 (lives_province), choices: is missing"),
        ("form", 'key = "given_names"', 'key = "family_name"', "form.toml, [[steps]] 2 (keeper), [[fields]] 2 (family_name): has the key and the first day (since) of [[fields]] 1 (family_name)"),
        ("form", 'kind = "country"\n', 'kind = "country"\nkinds = 2\n', "form.toml, [[steps]] 1 (shore), [[fields]] 1 (lives_country), kinds: is not a name known here"),
        ("form", 'label.fr = "Pays"\n', "", f"form.toml, [[steps]] 1 (shore), [[fields]] 1 (lives_country), label: {TEXT}"),
        ("form", 'label.en = "Country"', 'label.en = "Country {keeper}"', f"form.toml, [[steps]] 1 (shore), [[fields]] 1 (lives_country), label: {BRACES}"),
        ("form", 'key = "lives_country"\nsince = 2026-01-01', 'key = "lives_country"\nsince = 2026-01-01\nuntil = 2025-01-01', "form.toml, [[steps]] 1 (shore), [[fields]] 1 (lives_country), until: the last day (until) is before the first (since)"),
        ("form", 'en = "Saskatchewan", ', "", "form.toml, choices, [[provinces]] 2 (SK), en: is missing"),
        ("form", 'key = "SK"', 'key = "NL"', "form.toml, choices, [[provinces]] 2 (NL): already stands at [[provinces]] 1 (NL)"),
        ("form", 'key = "born"', 'key = "lives_country"', "form.toml, [[steps]] (keeper), [[fields]] (lives_country): is already asked in the step shore"),
        ("form", 'when = { lives_country', 'when = { lives', "form.toml, [[steps]] (shore), [[fields]] (lives_province), when, lives: is not a question asked of the same person on the same days"),
        ("form", 'key = "lives_country"\nsince = 2026-01-01', 'key = "lives_country"\nsince = 2026-01-01\nuntil = 2029-12-31', "form.toml, [[steps]] (shore), [[fields]] (lives_province), when, lives_country: is not a question asked of the same person on the same days"),
        ("form", 'label.en = "Family name"', 'max_length = 251\nlabel.en = "Family name"', "form.toml, [[steps]] (keeper), [[fields]] (family_name), max_length: must be at most 250 characters long, as this answer is when it is kept"),
        ("form", 'key = "family_name"\nsince = 2026-01-01\nkind = "text"\n', 'key = "csq_number"\nsince = 2026-01-01\nkind = "code"\n', "form.toml, [[steps]] (keeper), [[fields]] (csq_number), max_length: must be at most 30 characters long, as this answer is when it is kept"),
        ("form", 'key = "spouse"', 'key = "married-spouse"', "form.toml, [[steps]] (helper), [[fields]] (relation), choices, married-spouse: must be at most 12 characters long, as this answer is when it is kept"),
        ("form", '["CAN"]', '["Canada"]', f"form.toml, [[steps]] (shore), [[fields]] (lives_province), when, lives_country: {NO_ANSWER}"),
        ("form", 'title.en = "Who are you?"', 'when = { lives_province = ["NL", "QC"] }\ntitle.en = "Who are you?"', f"form.toml, [[steps]] (keeper), when, lives_province: {NO_ANSWER}"),
        ("form", 'title.en = "Who are you?"', 'when = { family_name = [true] }\ntitle.en = "Who are you?"', f"form.toml, [[steps]] (keeper), when, family_name: {NO_ANSWER}"),
        ("form", 'title.en = "Who helps you?"', 'when = { born = ["2020-01-01"] }\ntitle.en = "Who helps you?"', f"form.toml, [[steps]] (helper), when, born: {NO_ANSWER}"),
        ("form", 'title.en = "Who helps you?"', 'when = { born = ["over 18"] }\ntitle.en = "Who helps you?"', f"form.toml, [[steps]] (helper), when, born: {NO_ANSWER}"),
        ("form", 'title.en = "Who helps you?"', 'when = { born = ["under {no-such-age}"] }\ntitle.en = "Who helps you?"', "form.toml, [[steps]] 3 (helper), when, born, 1: names something in braces that is no number known here"),
        ("form", 'label.en = "Family name"', 'country_from = "lives_province"\nlabel.en = "Family name"', f"form.toml, [[steps]] (keeper), [[fields]] (family_name), country_from: {NO_COUNTRY}"),
        ("form", 'label.en = "Asks for"', 'country_from = "lives_country"\nlabel.en = "Asks for"', f"form.toml, [[steps]] (helper), [[fields]] (applies_for), country_from: {NO_COUNTRY}"),
        ("form", 'label.en = "Family name"', 'instead = "lives_country"\nlabel.en = "Family name"', f"form.toml, [[steps]] (keeper), [[fields]] (family_name), instead: {NOT_BESIDE}"),
        ("form", 'title.en = "Who helps you?"', 'when = { nobody = [3] }\ntitle.en = "Who helps you?"', "form.toml, [[steps]] (helper), when, nobody: is not a question asked of the same person on the same days"),
        ("form", 'kind = "text"', 'kind = "rows"\nrow = { en = "Row", fr = "Ligne" }', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), cells: is missing"),
        ("form", 'kind = "text"', 'kind = "rows"\ncells_from = "jobs"', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), cells_from: is not a list of [cells]"),
        ("form", 'kind = "text"', f'kind = "rows"\ncells = [{CELL}]', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), row: is missing"),
        ("form", 'kind = "text"', f'kind = "rows"\nrow = {{ en = "Row", fr = "Ligne" }}\ncells = [{CELL}]\nat_least = 2\nat_most = 1', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), at_most: must not be below at_least"),
        ("form", 'key = "family_name"\nsince = 2026-01-01\nkind = "text"', f'key = "jobs"\nsince = 2026-01-01\nkind = "rows"\nrow = {{ en = "Row", fr = "Ligne" }}\ncells = [{CELL}]\napart = true', "form.toml, [[steps]] (keeper), [[fields]] (jobs), cells: must hold the cells from and until, of the kind month"),
        ("form", "[cells]\n", '[[cells.jobs]]\nkey = "what"\nkind = "choice"\nlabel = { en = "What", fr = "Quoi" }\n', "form.toml, cells, [[jobs]] 1 (what), choices: is missing"),
        ("form", "[cells]\n", f'[cells]\njobs = [{CELL}, {CELL}]\n', "form.toml, cells, [[jobs]] 2 (what): already stands at [[jobs]] 1 (what)"),
        ("letters", 'key = "mandate"\nsince = 2026-01-01', 'key = "mandate"\nsince = 2026-01-01\nuntil = 2030-12-31', "letters.toml, [[letters]] (mandate): has no words on 2031-01-01"),
        ("letters", "since = 2026-01-01\n", "", "letters.toml, [[letters]] 1 (invitation), since: is missing"),
        ("letters", 'key = "withdrawn"', 'key = "receipt"', "letters.toml, [[letters]] 4 (receipt): has the key and the first day (since) of [[letters]] 2 (receipt)"),
        ("letters", 'when = "expires"\nen = "The boat leaves on {expires}."\n', 'when = "expires"\n', "letters.toml, [[letters]] 1 (invitation), [[paragraphs]] 2, en: is missing"),
        ("letters", "{code} à", "à", "letters.toml, [[letters]] 1 (invitation), [[paragraphs]] 1: the two languages do not name the same values"),
        ("letters", '"keepers"', '"sleepers"', "letters.toml, [[letters]] 1 (invitation), office: is not an office of programme.toml"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(
    file: str, old: str, new: str, said: str, folder: Path
) -> None:
    change(folder / f"{file}.toml", old, new)
    assert faults(folder)[0] == said


def test_a_new_letter_may_begin_later_than_the_others(folder: Path) -> None:
    dated = 'key = "mandate"\nsince = '
    change(folder / "letters.toml", f"{dated}2026-01-01", f"{dated}2026-01-02")
    programme = load(folder)
    written = [
        "mandate" in programme.in_force(on).letters
        for on in (date(2026, 1, 1), date(2026, 1, 2), date.max)
    ]
    assert written == [False, True, True]


def test_a_letter_is_missed_or_owed_by_no_move_only_where_people_apply(folder: Path) -> None:
    change(folder / "letters.toml", 'key = "mandate"', 'key = "mandat"')
    tried = load(folder)
    owed = {move.letter for move in MOVES if move.letter}
    lacking = sorted(owed - {letter.key for letter in tried.letter_texts})
    assert "mandate" in lacking
    said = {"mandat": "is a letter that no move of the state table owes"}
    said |= dict.fromkeys(lacking, "is missing; a move of the state table owes this letter")
    with pytest.raises(BadFolder) as refused:
        in_use(IMP_PLUS, tried)
    assert [fault.say("en") for fault in refused.value.faults] == [
        f"lighthouse, letters.toml, [[letters]] ({key}): {said[key]}" for key in sorted(said)
    ]
    assert in_use(IMP_PLUS) == {"imp-plus": IMP_PLUS}


def test_a_wrong_folder_ends_a_run_of_the_tests_with_its_faults(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(folder / "form.toml", 'part = "form"', 'part = "forms"')
    read = f"from pathlib import Path\nfrom impplus.rules.programme import load\nload(Path({str(folder)!r}))\n"
    (folder.parent / "wrong_programmes.py").write_text(read, encoding="utf-8")
    monkeypatch.syspath_prepend(folder.parent)
    with pytest.raises(pytest.UsageError) as stopped:
        read_programmes("wrong_programmes")
    assert stopped.value.args == (
        "form.toml, [[steps]] 2 (keeper), part: must be one of questionnaire, form, self-check, letter",
    )


def test_what_is_wrong_between_rows_is_said_beside_what_is_wrong_within_them(folder: Path) -> None:
    change(folder / "form.toml", 'label.fr = "Pays"\n', "")
    change(folder / "form.toml", 'key = "born"', 'key = "lives_country"')
    change(folder / "letters.toml", "since = 2026-01-01\n", "since = 2026-01-01\nsincere = true\n")
    dated = 'key = "mandate"\nsince = 2026-01-01'
    change(folder / "letters.toml", dated, f"{dated}\nuntil = 2030-12-31")
    assert faults(folder) == [
        f"form.toml, [[steps]] 1 (shore), [[fields]] 1 (lives_country), label: {TEXT}",
        "form.toml, [[steps]] (keeper), [[fields]] (lives_country): is already asked in the step shore",
        "letters.toml, [[letters]] 1 (invitation), sincere: is not a name known here",
        "letters.toml, [[letters]] (mandate): has no words on 2031-01-01",
    ]


def test_every_fault_of_the_form_and_of_the_letters_is_said_at_once(folder: Path) -> None:
    change(folder / "form.toml", 'part = "form"', 'part = "forms"')
    change(folder / "form.toml", 'label.fr = "Lien"\n', "")
    change(folder / "letters.toml", "since = 2026-01-01\n", "")
    change(folder / "letters.toml", 'key = "mandate"\n', 'key = "Mandate"\n')
    assert faults(folder) == [
        "form.toml, [[steps]] 2 (keeper), part: must be one of questionnaire, form, self-check, letter",
        f"form.toml, [[steps]] 3 (helper), [[fields]] 1 (relation), label: {TEXT}",
        "letters.toml, [[letters]] 1 (invitation), since: is missing",
        "letters.toml, [[letters]] 13 (Mandate), key: must be at most 20 small letters, digits and hyphens",
    ]


def test_a_question_may_move_to_another_page_on_a_later_day(folder: Path) -> None:
    moved = """[[steps]]
key = "papers"
since = 2030-01-01
about = "application"
part = "form"
title = { en = "Papers", fr = "Papiers" }
[[steps.fields]]
key = "passport_expires"
since = 2030-01-01
kind = "day"
label = { en = "Expiry", fr = "Expiration" }
"""
    asked = 'key = "passport_expires"\nsince = 2026-01-01'
    change(folder / "form.toml", asked, f"{asked}\nuntil = 2029-12-31")
    form = folder / "form.toml"
    form.write_text(f"{form.read_text(encoding='utf-8')}\n{moved}", encoding="utf-8")
    programme = load(folder)
    pages = [
        [step.key for step in programme.in_force(on).steps if step.about == "application"]
        for on in (date(2029, 12, 31), date(2030, 1, 1))
    ]
    assert pages == [["shore", "keeper"], ["shore", "keeper", "papers"]]


def test_a_condition_may_name_a_choice_a_country_yes_no_and_words(folder: Path) -> None:
    asked = 'title.en = "Who are you?"'
    change(
        folder / "form.toml",
        'kind = "text"\nlabel.en = "Given',
        'kind = "yes-no"\nlabel.en = "Given',
    )
    change(folder / "form.toml", 'key = "given_names"', 'key = "swims"')
    when = 'when = { lives_province = ["SK"], lives_country = ["CAN"], swims = [true], family_name = ["Fox"] }'
    change(folder / "form.toml", asked, f"{when}\n{asked}")
    (keeper,) = [step for step in load(folder).form if step.key == "keeper"]
    assert sorted(keeper.when) == ["family_name", "lives_country", "lives_province", "swims"]


def test_a_number_may_be_of_the_country_that_the_same_person_names(folder: Path) -> None:
    asked = 'kind = "text"\nlabel.en = "Family name"'
    phone = 'kind = "phone"\ncountry_from = "lives_country"\nlabel.en = "Family name"'
    change(folder / "form.toml", 'key = "family_name"', 'key = "telephone"')
    change(folder / "form.toml", asked, phone)
    (field,) = [one for step in load(folder).form for one in step.fields if one.kind == "phone"]
    assert field.country_from == "lives_country"
