"""The family information is made from the answers of each adult who applies: nothing of it is sent."""

from io import BytesIO

import pikepdf
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.records.models import Application, Person
from tests import people
from tests.portal import pages


def at(name: str, application: Application, *parts: object) -> str:
    with override("en"):
        return reverse(f"portal:{name}", args=[application.number, *parts])


def test_no_file_of_it_is_asked_and_each_adult_has_one_made(ready_draft: Application) -> None:
    file = file_of(ready_draft)
    assert imm_5707.people(file) == ("principal", "partner")
    ready = readiness.of(file)
    title = "Family information (IMM 5707)"
    assert title in {one.text.en for one in ready.documents_needed}
    assert title not in {one.text.en for one in ready.documents_asked}


def test_it_says_the_couple_the_parents_and_every_child(ready_draft: Application) -> None:
    grown = {"relation": "own", "family_name": "Idrissi", "given_names": "Lina", "living": True}
    people.let_say(
        ready_draft.people.filter(relation="principal"),
        has_other_children=True,
        other_children=[grown],
    )
    shown = imm_5707.composed(file_of(ready_draft), "principal", "en")
    found = {
        one["heading"]: {r["label"]: r["value"] for r in one["rows"]} for one in shown.sections
    }
    assert list(found) == [
        "Principal applicant",
        "Spouse or common-law partner",
        "Parent 1",
        "Parent 2",
        "Child 1",
        "Other child 1",
    ]
    assert found["Principal applicant"]["Marital status"] == "Married"
    assert found["Spouse or common-law partner"]["Given names"] == "Karim"
    assert found["Parent 1"]["Date of birth"] == "February\u00a03,\u00a01961"
    assert found["Parent 2"]["Date of birth"] == "Not provided"
    assert found["Child 1"]["Application"] == "A study permit"
    assert found["Other child 1"]["Given names"] == "Lina"


def test_that_of_the_spouse_names_the_principal_applicant_as_partner(
    ready_draft: Application,
) -> None:
    shown = imm_5707.composed(file_of(ready_draft), "partner", "fr")
    headings = [one["heading"] for one in shown.sections]
    assert headings[:3] == [
        "Épouse, époux, conjointe ou conjoint de fait",
        "Épouse, époux, conjointe ou conjoint de fait",
        "Parent 1",
    ]
    partner = {row["label"]: row["value"] for row in shown.sections[1]["rows"]}
    assert partner["Prénoms"] == "Alice"


def test_alice_reads_it_on_a_page_and_as_a_pdf_in_both_languages(
    alices: Client, ready_draft: Application
) -> None:
    alice = ready_draft.people.get(relation="principal")
    page = at("imm-5707", ready_draft, alice.pk)
    assert f'href="{page}"' in pages.words(alices.get(pages.address("family", ready_draft)))
    shown = pages.words(alices.get(page))
    assert "<dd>Zineb</dd>" in shown
    assert "<summary><b>Child 1 – Sami Idrissi</b></summary>" in shown
    for language in ("en", "fr"):
        made = alices.get(at("imm-5707-pdf", ready_draft, alice.pk, language))
        content = b"".join(made.streaming_content)  # type: ignore[attr-defined]
        with pikepdf.open(BytesIO(content)) as pdf:
            assert len(pdf.pages) >= 1
            assert str(pdf.Root.Lang).startswith(language)


def test_there_is_none_of_a_child_nor_in_another_language(
    alices: Client, ready_draft: Application
) -> None:
    child = Person.objects.get(application=ready_draft, relation="child")
    alice = ready_draft.people.get(relation="principal")
    assert alices.get(at("imm-5707", ready_draft, child.pk)).status_code == 404
    german = at("imm-5707-pdf", ready_draft, alice.pk, "de")
    assert alices.get(german).status_code == 404


def test_what_it_is_made_from_is_what_is_said_to_be_used_for_it() -> None:
    """As docs/fields.md has it: a field of each kind of person, or a list of rows."""
    rows, own = (
        (imm_5707.PARENTS, imm_5707.UNKNOWN, imm_5707.CHILDREN),
        ("lives_with_principal", "parents", "only_parent"),
    )
    made_from = {
        "application": {*imm_5707.ASKED_OF, *imm_5707.HOME, *imm_5707.PRINCIPALS, *rows},
        "member": {*imm_5707.ASKED_OF, *imm_5707.HOME, *imm_5707.MEMBERS, *rows, *own},
    }
    for about, keys in made_from.items():
        said = {
            field.key: "family-information" in row.used_by
            for step in IMP_PLUS.form
            if step.about == about
            for field in step.fields
            for row in IMP_PLUS.purposes.of(step, field)
        }
        assert {key for key, used in said.items() if used} == keys & said.keys()
