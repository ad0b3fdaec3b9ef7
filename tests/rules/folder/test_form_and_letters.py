"""Every fault of a form and of letters is named: of a row, of its days, and between pages."""

from datetime import date
from pathlib import Path

import pytest

from impplus.rules.programme import load
from tests.rules.folder.broken import BRACES, TEXT, change, faults


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("form", 'kind = "day"', 'kind = "text"', "form.toml, [[steps]] 2 (keeper), [[fields]] 3 (born), kind: is not the kind in which this answer is kept; searches rely on it"),
        ("form", 'choices_from = "provinces"', 'choices_from = "planets"', "form.toml, [[steps]] 1 (shore), [[fields]] 2 (lives_province), choices_from: is not a list of [choices]"),
        ("form", 'kind = "text"', 'kind = "song"', "form.toml, [[steps]] 2 (keeper), [[fields]] 1 (family_name), kind: must be one of text, long-text, code, day, yes-no, choice, country, phone"),
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
        ("form", 'title.en = "Who helps you?"', 'when = { born = ["x"], nobody = [3] }\ntitle.en = "Who helps you?"', "form.toml, [[steps]] (helper), when, nobody: is not a question asked of the same person on the same days"),
        ("letters", 'key = "mandate"\nsince = 2026-01-01', 'key = "mandate"\nsince = 2026-01-02', "letters.toml, [[letters]] (mandate): has no words on 2026-01-01"),
        ("letters", 'key = "mandate"\nsince = 2026-01-01', 'key = "mandate"\nsince = 2026-01-01\nuntil = 2030-12-31', "letters.toml, [[letters]] (mandate): has no words on 2031-01-01"),
        ("letters", 'key = "withdrawn"', 'key = "receipt"', "letters.toml, [[letters]] 3 (receipt): has the key and the first day (since) of [[letters]] 2 (receipt)"),
        ("letters", 'when = "expires"\nen = "The boat leaves on {expires}."\n', 'when = "expires"\n', "letters.toml, [[letters]] 1 (invitation), [[paragraphs]] 2, en: is missing"),
        ("letters", "{code} à", "à", "letters.toml, [[letters]] 1 (invitation), [[paragraphs]] 1: the two languages do not name the same values"),
        ("letters", '"federal"', '"provincial"', "letters.toml, [[letters]] 2 (receipt), office: must be one of federal, quebec"),
        ("letters", 'key = "mandate"', 'key = "mandat"', "letters.toml, [[letters]] (mandate): is missing"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(
    file: str, old: str, new: str, said: str, folder: Path
) -> None:
    change(folder / f"{file}.toml", old, new)
    assert faults(folder)[0] == said


def test_every_fault_of_the_form_and_of_the_letters_is_said_at_once(folder: Path) -> None:
    change(folder / "form.toml", 'part = "form"', 'part = "forms"')
    change(folder / "form.toml", 'label.fr = "Lien"\n', "")
    change(folder / "letters.toml", "since = 2026-01-01\n", "")
    change(folder / "letters.toml", 'key = "mandate"\n', 'key = "Mandate"\n')
    assert faults(folder) == [
        "form.toml, [[steps]] 2 (keeper), part: must be one of questionnaire, form, self-check, letter",
        f"form.toml, [[steps]] 3 (helper), [[fields]] 1 (relation), label: {TEXT}",
        "letters.toml, [[letters]] 1 (invitation), since: is missing",
        "letters.toml, [[letters]] 11 (Mandate), key: must be at most 20 small letters, digits and hyphens",
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
