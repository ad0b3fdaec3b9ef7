"""The pages that are made from the rules say what the rules say, and a stale one is noticed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from deploy.local import pages
from deploy.local.spare import PROJECT
from deploy.local.words import Stopped
from impplus.programmes import IMP_PLUS
from impplus.rules import fees
from impplus.telling.consolidation import NO_AMOUNT, consolidate
from impplus.telling.fee_tables import RESTORING, families
from impplus.telling.markdown import escaped
from impplus.words import formats
from impplus.words.text import LANGUAGES

NAMES = [pages.file_name(name, lang) for name in pages.NAMES for lang in LANGUAGES]


def newest_day() -> date:
    """The first day of the newest amount or refund."""
    return max(row.since for row in (*IMP_PLUS.fees, *IMP_PLUS.refunds))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with every page in it."""
    assert pages.update(tmp_path, IMP_PLUS) == NAMES
    return tmp_path


def test_the_pages_of_the_project_say_what_the_rules_say() -> None:
    assert pages.stale(PROJECT / "docs", IMP_PLUS) == []


def test_a_page_that_was_changed_or_removed_is_noticed_and_mended(made: Path) -> None:
    (made / "fees.fr.md").write_text("Tout est gratuit.", encoding="utf-8")
    (made / "documents.md").unlink()
    assert pages.stale(made, IMP_PLUS) == ["fees.fr.md", "documents.md"]
    assert pages.update(made, IMP_PLUS) == ["fees.fr.md", "documents.md"]
    assert pages.update(made, IMP_PLUS) == []


def test_a_rule_that_changes_makes_its_pages_stale(made: Path) -> None:
    dearer = tuple(replace(fee, amount=fee.amount + 1) for fee in IMP_PLUS.fees)
    assert pages.stale(made, replace(IMP_PLUS, fees=dearer)) == ["fees.md", "fees.fr.md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_first_how_it_is_made_and_leads_to_the_other_language(
    made: Path, name: str
) -> None:
    first = (made / name).read_text(encoding="utf-8").splitlines()[0]
    other = name.replace(".fr.md", ".md") if ".fr" in name else name.replace(".md", ".fr.md")
    assert first.startswith("> ")
    made_from = pages.FROM.get(name.partition(".")[0], "impplus/programmes/imp_plus")
    assert re.findall(r"`([^`]+)`", first) == ["make pages", made_from]
    assert (PROJECT / made_from).exists()
    assert re.findall(r"\]\(([^)]+)\)", first) == [other]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_together_the_pages_tell_every_version_with_its_days_and_source(
    made: Path, lang: str
) -> None:
    written = "\n".join(
        (made / pages.file_name(name, lang)).read_text(encoding="utf-8") for name in pages.NAMES
    )
    for section in consolidate(IMP_PLUS).sections:
        for rule in section.provisions:
            assert f"`{rule.key}`" in written
            for version in rule.versions:
                assert escaped(version.days.say(lang)) in written
                for _label, words in version.description.parts():
                    assert escaped(words.say(lang)) in written


def test_the_links_between_the_pages_lead_somewhere(made: Path) -> None:
    for name in NAMES:
        content = (made / name).read_text(encoding="utf-8")
        targets = set(re.findall(r"\]\(([^):]+)\)", content))
        anchors = {f"#{one}" for one in re.findall(r'<a id="([^"]+)">', content)}
        assert targets <= set(NAMES) | anchors


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_fees_works_out_seven_families(made: Path, lang: str) -> None:
    newest = newest_day()
    bills = [fees.due(IMP_PLUS, case, on=newest) for _, case in families(newest)]
    page = (made / pages.file_name("fees", lang)).read_text(encoding="utf-8")
    totals = re.findall(r"\*\*([^*|]+)\*\* \|$", page, re.M)
    unknown = NO_AMOUNT.say(lang)
    assert totals == [
        formats.money(bill.total, lang) if bill.complete else unknown for bill in bills
    ]
    assert len(totals) == 7


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_the_last_amount_of_a_fee_no_total_is_told_to_whom_it_is_due(lang: str) -> None:
    restoration = max(
        (fee for fee in IMP_PLUS.fees if fee.key == "restoration"), key=lambda fee: fee.since
    )
    others = tuple(fee for fee in IMP_PLUS.fees if fee != restoration)
    last = replace(restoration, until=newest_day())
    later = replace(IMP_PLUS.fees[0], since=newest_day() + timedelta(days=1))
    page = pages.pages(replace(IMP_PLUS, fees=(*others, last, later)))
    (row,) = (
        line
        for line in page[pages.file_name("fees", lang)].splitlines()
        if line.startswith(f"| {RESTORING.say(lang)} |")
    )
    assert row.endswith(
        f"<br>{restoration.text.say(lang)} – {fees.NO_AMOUNT.say(lang)} | **{NO_AMOUNT.say(lang)}** |"
    )


def test_the_command_checks_writes_and_explains_itself(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(pages, "PROJECT", made)
    (made / "docs").mkdir()

    def asked(*arguments: str) -> None:
        monkeypatch.setattr("sys.argv", ["pages", *arguments])
        pages.main()

    with pytest.raises(Stopped, match=r"These do not say what the rules say: docs/rules\.md, "):
        asked("--check")
    asked("--update")
    assert capsys.readouterr().out.split() == [f"docs/{name}" for name in NAMES]
    asked("--check")
    with pytest.raises(Stopped, match="--update"):
        asked()
