"""What came into force since a day, read from small acts in the Department of Justice's format."""

from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from impplus.cli.main import main
from impplus.programmes import IMP_PLUS
from impplus.telling.amended import (
    DECLARES,
    NO_DAY,
    NO_LAW,
    NOT_XML,
    Cited,
    NotALaw,
    amended,
    cited_in,
    read,
)
from impplus.words.text import Text

pytestmark = pytest.mark.thorough

ACTS = Path(__file__).parent / "statutes"
ACT = read((ACTS / "I-2.5.xml").read_bytes())
CITED = (Cited("truth", "16", "16"), Cited("bars", "34", "42"))
HEAD = '<Statute xml:lang="en" xmlns:lims="http://justice.gc.ca/lims">'
BOMB = (
    f'<!DOCTYPE Statute [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>{HEAD}<Body>&b;</Body></Statute>'
)


def found(since: date) -> list[tuple[str, date, tuple[str, ...], bool]]:
    return [
        (one.provision.label, one.provision.amended, one.keys, one.provision.repealed)
        for one in amended(ACT, CITED, since)
    ]


def test_cited_sections_and_new_neighbours_are_told_with_their_days() -> None:
    assert found(date(2026, 1, 31)) == [
        ("16.1", date(2026, 2, 1), (), False),
        ("20", date(2026, 2, 1), (), False),
        ("34", date(2026, 3, 1), ("bars",), False),
        ("40.1", date(2026, 3, 1), ("bars",), True),
    ]


def test_the_day_itself_is_not_after_it() -> None:
    assert [label for label, *_ in found(date(2026, 2, 1))] == ["34", "40.1"]
    assert found(date(2026, 3, 1)) == []
    assert [label for label, *_ in found(date(2026, 1, 30))] == ["16.1", "20", "34", "40.1", "42"]


def test_a_section_stands_in_its_part_and_division() -> None:
    divisions = {one.label: one.division for one in ACT.provisions}
    assert divisions["42"] == ("PART 1 Lamps", "DIVISION 2 Nights")
    assert divisions["90"] == ("PART 2 Ships",)


@pytest.mark.parametrize(
    ("first", "last", "label", "covered"),
    [
        ("34", "42", "33", False),
        ("34", "42", "34", True),
        ("34", "42", "40.1", True),
        ("34", "42", "42.1", True),
        ("34", "42", "43", False),
        ("9.1", "9.1", "9.1", True),
        ("9.1", "9.1", "9.1.1", False),
        ("9.1", "9.1", "9.2", False),
        ("9", "9", "9.1", False),
    ],
)
def test_a_range_covers_its_ends_and_what_was_inserted(
    first: str, last: str, label: str, covered: bool
) -> None:
    assert Cited("key", first, last).covers(label) is covered


@pytest.mark.parametrize(("lang", "regulations"), [("en", "SOR-2002-227"), ("fr", "DORS-2002-227")])
def test_every_source_that_is_a_section_of_the_law_is_watched(lang: str, regulations: str) -> None:
    cited = cited_in(IMP_PLUS, lang)
    code = regulations.replace("2002-227", "2022-128")
    assert set(cited) == {"I-2.5", "S-8.4", regulations, code}
    of_law = {key for key, row in IMP_PLUS.sources.items() if "laws-lois" in row.url}
    assert {one.key for rows in cited.values() for one in rows} == of_law
    (bars,) = [one for one in cited["I-2.5"] if one.key == "irpa-34-42"]
    assert (bars.first, bars.last) == ("34", "42")


DAY = '<Section lims:inforce-start-date="2026-02-30"><Label>1</Label></Section>'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", NOT_XML),
        ("not XML", NOT_XML),
        ("<Statute><Body>", NOT_XML),
        ('<?xml version="1.0" encoding="moon"?><Statute/>', NOT_XML),
        ('<?xml version="1.0" encoding="big5"?><Statute/>', NOT_XML),
        ("<html><Body/></html>", NO_LAW),
        (f"{HEAD}</Statute>", NO_LAW),
        (f'{HEAD}<Body><Heading level="high"/></Body></Statute>', NO_LAW),
        (BOMB, DECLARES),
        ("<!DOCTYPE html><html/>", DECLARES),
        (f"{HEAD}<Body>{DAY}</Body></Statute>", NO_DAY),
    ],
)
def test_what_is_no_law_or_declares_entities_is_refused_with_the_reason(
    text: str, why: Text
) -> None:
    with pytest.raises(NotALaw) as refused:
        read(text.encode())
    assert refused.value.why == why


def test_a_label_of_thousands_of_digits_is_only_a_label() -> None:
    long = "9" * 9_999
    act = read(f"{HEAD}<Body><Section><Label>{long}</Label></Section></Body></Statute>".encode())
    assert amended(act, CITED, date(2026, 1, 1)) == ()


def said(capsys: pytest.CaptureFixture, *words: str) -> tuple[int, str, str]:
    status = main(["law", *words])
    out = capsys.readouterr()
    return status, out.out.replace("\u00a0", " "), out.err.replace("\u00a0", " ")


def test_the_command_lists_them_in_english_and_in_french(capsys: pytest.CaptureFixture) -> None:
    asked = ("--changed-since", "2026-01-31", "--xml", str(ACTS))
    status, english, _ = said(capsys, *asked, "--lang", "en")
    assert (status, english.splitlines()[2]) == (0, "## Invented Act")
    assert [line for line in english.splitlines() if line.startswith("- s. 16")] == [
        "- s. 16.1 (Oil): new since February 1, 2026, not cited; PART 1 Lamps, DIVISION 1 Keepers"
    ]
    status, french, _ = said(capsys, *asked, "--lang", "fr")
    assert [line for line in french.splitlines() if line.startswith("- art. 34")] == [
        "- art. 34 (Tempêtes) : texte en vigueur depuis le 1er mars 2026; cité sous irpa-34-42"
    ]
    _, nothing, _ = said(capsys, "--changed-since", "2026-03-01", "--xml", str(ACTS))
    assert nothing.splitlines()[-1] == "Nothing."


def test_files_are_looked_up_by_name_where_the_department_puts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    places = {"en": ("eng/acts", ACTS), "fr": ("fra/lois", ACTS / "fra")}
    for place, original in places.values():
        (tmp_path / place).mkdir(parents=True)
        copy(original / "I-2.5.xml", tmp_path / place)
    deep = tmp_path / "share" / "old"
    deep.mkdir(parents=True)
    (deep / "I-2.5.xml").write_text("not XML")
    (tmp_path / "I-2.5.xml").mkdir()
    (tmp_path / "S-8.4.xml").symlink_to("/dev/zero")
    for lang, (place, _) in places.items():
        asked = ("--changed-since", "2026-01-31", "--lang", lang, "--xml")
        assert said(capsys, *asked, str(tmp_path)) == said(capsys, *asked, str(ACTS))
        assert said(capsys, *asked, str(tmp_path / place)) == said(capsys, *asked, str(ACTS))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "I-2.5.xml").symlink_to("/proc/self/mem")
    asked = ("--changed-since", "2026-01-31", "--xml", str(tmp_path))
    assert said(capsys, *asked, "--lang", "fr") == (
        2,
        "",
        f"{tmp_path}/I-2.5.xml ne peut pas être lu.\n",
    )


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_bad_input_gets_a_sentence_and_status_2(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    empty, bad = tmp_path / "empty", tmp_path / "bad"
    empty.mkdir()
    bad.mkdir()
    (bad / "I-2.5.xml").write_text(BOMB)
    asked = [
        (("--changed-since", "2026-01-31"), "--xml"),
        (("--xml", str(empty)), "--changed-since"),
        (("--changed-since", "2026-01-31", "--xml", str(tmp_path / "none")), "none"),
        (("--changed-since", "2026-01-31", "--xml", "long" * 999), "longlong"),
        (("--changed-since", "2026-01-31", "--xml", str(empty)), "I-2.5.xml"),
        (("--changed-since", "2026-01-31", "--xml", str(bad)), "I-2.5.xml"),
        (("--changed-since", "2026-02-30", "--xml", str(ACTS)), "2026-02-30"),
    ]
    for words, named in asked:
        status, out, fault = said(capsys, *words, "--lang", lang)
        assert (status, out, fault.count("\n"), named in fault) == (2, "", 1, True)
