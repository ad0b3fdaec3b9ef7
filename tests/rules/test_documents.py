"""Documents come with their reason, and stop being asked when their row ends."""

from dataclasses import replace
from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.rules import documents
from tests.rules.cases import ON, SPOUSE, alice


def test_a_document_says_for_whom_and_why() -> None:
    first = documents.needed(IMP_PLUS, alice(), on=ON)[0]
    assert (first.key, first.person, first.why.fr) == (
        "invitation",
        "principal",
        "Sans la lettre du ministère, aucune demande ne peut être présentée.",
    )


def test_the_service_itself_holds_what_was_made_here() -> None:
    needed = documents.needed(IMP_PLUS, replace(alice(SPOUSE), represented=True), on=ON)
    assert {(one.key, one.person) for one in needed if one.instead} == {
        ("invitation", "principal"),
        ("marriage-certificate", "principal"),
        ("principal-proof", "partner"),
        ("use-of-representative", "principal"),
        ("application-form", "principal"),
        ("application-form", "partner"),
    }


def test_papers_of_a_couple_are_asked_once_of_whichever_kind() -> None:
    partner = replace(SPOUSE, relation="common-law")
    needed = documents.needed(IMP_PLUS, alice(partner), on=ON)
    together = [one for one in needed if one.key == "common-law-declaration"]
    said = [(one.person, one.instead and one.instead.en) for one in together]
    assert said == [
        ("principal", "Sent once, with the common-law partner’s documents."),
        ("partner", None),
    ]


def test_a_row_that_has_ended_asks_for_nothing() -> None:
    rows = tuple(
        replace(row, until=date(2026, 3, 1)) if row.key == "photo" else row
        for row in IMP_PLUS.documents
    )
    given = documents.needed(replace(IMP_PLUS, documents=rows), alice(), on=ON)
    assert "photo" not in {document.key for document in given}
