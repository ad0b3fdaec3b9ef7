"""Every text that somebody writes is known here: who writes it, and where an officer's can be translated."""

from django.apps import apps
from django.db import models

from impplus.queries.translations import KINDS

APPLICANTS = {
    "Correction.reason",
    "Question.answer",
    "Question.more_reason",
    "Reconsideration.reasons",
    "Report.reason",
    "UnsentText.text",
}
# Read by the people of a file, and translated as what the record of `KINDS` is.
OFFICERS = {
    "Question.text": "question",
    "Correspondence.text": "correspondence",
    "Decision.reasons": "decision",
    "Finding.note": "decision",  # its translator reads it with the reasons
    "Deferral.reason": "decision",  # and this
    "Reopening.reasons": "letter",
    "Reconsideration.answer": "letter",
    "Suspension.reasons": "letter",  # and in the facts of a letter, as the reasons of a return and of a cancelled permit
}
TRANSLATORS = {
    "Question.translation",
    "Correspondence.translation",
    "Translation.text",
    "Reopening.translation",
    "Reconsideration.answer_translation",
}
# Written by the rules or by a machine in both languages, or read by officers alone.
OTHERS = {
    *("Finding.text_en", "Finding.text_fr", "RowLeftOut.en", "RowLeftOut.fr"),
    "Proposal.reason",
    *("Handover.note", "Skip.reason", "Remark.text", "Interview.text", "Countersignature.why"),
    *("Exemption.reason", "Exemption.why_ended"),
    *("LogProof.text", "LogCheckpoint.note", "Session.session_data"),
}


def test_who_writes_each_text_is_said_here() -> None:
    texts = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.get_fields()
        if type(field) is models.TextField
    }
    assert texts == APPLICANTS | OFFICERS.keys() | TRANSLATORS | OTHERS


def test_what_an_officer_writes_to_people_can_be_translated_later() -> None:
    assert set(OFFICERS.values()) == KINDS.keys()
