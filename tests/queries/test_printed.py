"""The file of a receipt says who signed and who represents; its fingerprints stand in an annex at the end."""

from datetime import timedelta

import pytest

from impplus.actions import applications, mandates
from impplus.queries import examples
from impplus.queries.letters.layout import composed
from impplus.queries.letters.page import Composed
from impplus.queries.letters.printed import printed
from impplus.records.models import Application, Intake, Mandate, User
from impplus.words.text import LANGUAGES

ANNEX = {"en": "Annex: fingerprints (SHA-256)", "fr": "Annexe\u00a0: empreintes (SHA-256)"}


def cells(shown: Composed) -> list[list[list[str]]]:
    return [one["table"]["rows"] for one in shown.sections if "table" in one]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["receipt", "own-copy"])
def test_no_fingerprint_stands_before_the_annex_and_none_is_lost(kind: str, language: str) -> None:
    shown = examples.letter(kind, language)
    paper = printed(shown, language)
    headings = [one["heading"] for one in paper.sections]
    at = headings.index(ANNEX[language])
    kept = {one for rows in cells(shown) for row in rows for one in row}
    before = [row for one in paper.sections[:at] for row in one.get("table", {}).get("rows", ())]
    after = [row for one in paper.sections[at:] for row in one.get("fingerprints", ())]
    hashes = {one for one in kept if len(one.removeprefix("sha256:")) == 64}
    assert hashes
    assert "sha256:" not in " ".join(shown.paragraphs)
    assert {one for row in before for one in row} & hashes == set()
    assert {row[1] for row in after} == hashes
    assert kept == {one for row in (*before, *after) for one in row}
    assert all(len(one["table"]["head"]) == len(one["table"]["widths"]) for one in paper.sections if "table" in one)  # fmt: skip


def test_a_letter_without_fingerprints_is_printed_as_it_is() -> None:
    shown = examples.letter("refusal", "en")
    assert printed(shown, "en") == shown


def test_the_receipt_says_who_signed_by_the_declared_name_and_who_represents(
    paid_draft: Application, alice: User, lucie: User, intake: Intake
) -> None:
    given = mandates.give(paid_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    day_before = given.given_at - timedelta(
        days=1
    )  # of one transaction, its beginning is the instant
    Mandate.objects.update(given_at=day_before)
    applications.submit(paid_draft, signature="ALICE  BENALI", by=alice)
    letter = paid_draft.letters.get(kind="receipt")
    (signed,) = [one for one in composed(letter, "en").sections if one["heading"] == "Signed by"]
    said = {row["label"]: row["value"] for row in signed["rows"]}
    assert said["Alice Benali"].startswith("with an account, on submission")
    assert said[str(lucie)].startswith("represents the applicant, appointed on ")
    assert letter.application.receipt.digest in str(printed(composed(letter, "en"), "en").sections)
