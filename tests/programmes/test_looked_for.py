"""What an officer looks for on documents names documents, questions and conditions that there are."""

from impplus.programmes import IMP_PLUS


def test_every_row_names_a_document_questions_of_the_form_and_conditions() -> None:
    documents = {one.key for one in IMP_PLUS.documents}
    fields = {field.key for step in IMP_PLUS.form for field in step.fields}
    conditions = {one.key for one in (*IMP_PLUS.conditions, *IMP_PLUS.family)}
    rows = IMP_PLUS.shown.values()
    assert {one.of for one in rows} - documents == set()
    assert {key for one in rows for key in one.fields} - fields == set()
    assert {key for one in rows for key in one.conditions} - conditions == set()


def test_the_passport_can_prove_that_it_is_valid() -> None:
    assert "passport" in IMP_PLUS.shown["passport"].conditions
