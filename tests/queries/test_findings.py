"""What an officer weighs is remembered as she found it; what is so of the family is told beside it."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from impplus.actions import decisions, letters
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.refusals import NotUnderstood, ReasonMissing
from impplus.records.models import Application, Person, User
from impplus.rules.answer import fingerprint
from impplus.words.citations import cited
from impplus.words.labels import NOT_MET
from impplus.words.people import said_of
from impplus.words.text import Text
from tests import people
from tests.actions.test_decisions import WHY, approve, refuse, remembered, told, undecided
from tests.heard import heard
from tests.people import all_met
from tests.site import owner


def test_an_officer_refuses_for_what_no_answer_can_show(
    examined: Application, olivia: User
) -> None:
    why = {"will-leave": "Elle est restée deux ans après la fin d’un permis."}
    weighed = {"admissible": True, "will-leave": False}
    heard(examined, *why, by=olivia)
    decisions.refuse(examined, unmet=why, weighed=weighed, reasons="R", by=olivia)
    before = judged(file_of(examined))
    unsaid: dict[str, bool | None] = {one.key: None for one in before.requirements}
    assert remembered(examined) == {one.key: one.met for one in before.conditions} | unsaid | {
        "admissible": True,
        "will-leave": False,
    }
    ground = examined.findings.get(stage="decided", key="will-leave")
    row = next(one for one in before.requirements if one.key == "will-leave")
    assert (ground.text.fr, ground.cite, ground.note) == (
        row.not_met.fr,
        row.source.cite,
        why["will-leave"],
    )
    met = [("", one.met, "") for one in before.conditions] + [("", True, "")]
    assert told(examined, "refusal") == [("", False, why["will-leave"]), *met]


def test_an_approval_says_of_each_requirement_whether_it_is_met(
    examined: Application, olivia: User
) -> None:
    weighed = all_met(examined)
    for unsaid in (["will-leave"], ["medical", "truthful"], list(weighed)):
        said = {key: met for key, met in weighed.items() if key not in unsaid}
        with pytest.raises(NotUnderstood) as refused:
            decisions.approve(examined, weighed=said, notes={}, reasons=WHY, by=olivia)
        titles = {one.key: one.title for one in judged(file_of(examined)).requirements}
        assert {text.fr for text in refused.value.faults} == {
            f"Indiquez si cette exigence est remplie\u00a0: {titles[key].fr}" for key in unsaid
        }
    undecided(examined)
    approve(examined, olivia)
    found = [one.met for one in judged(file_of(examined)).conditions] + [True] * len(weighed)
    assert told(examined, "approval") == [("", met, "") for met in found]


def test_an_approval_against_a_requirement_has_its_reason(
    examined: Application, olivia: User
) -> None:
    weighed = all_met(examined) | {"medical": False}
    with pytest.raises(ReasonMissing):
        decisions.approve(examined, weighed=weighed, notes={}, reasons=WHY, by=olivia)
    undecided(examined)
    notes = {"medical": "Dispense d’intérêt public."}
    decisions.approve(examined, weighed=weighed, notes=notes, reasons=WHY, by=olivia)
    assert told(examined, "approval")[0] == ("", False, "Dispense d’intérêt public.")
    assert remembered(examined)["medical"] is False


@pytest.mark.parametrize(
    ("weighed", "notes"),
    [({"medical": False}, {}), ({"outside-quebec": False}, {}), ({"csq-valid": True}, {})],
    ids=["a requirement not met", "a condition against the facts", "a condition not known"],
)
def test_a_refusal_leaves_no_finding_against_the_facts_without_a_reason(
    weighed: dict[str, bool], notes: dict[str, str], examined: Application, olivia: User
) -> None:
    people.let_say(Person.objects.all(), csq_expires=None)
    examined = Application.objects.get()
    unmet = {"will-leave": "Non."}
    with pytest.raises(ReasonMissing):
        decisions.refuse(
            examined, unmet=unmet, weighed=weighed, notes=notes, reasons="R", by=olivia
        )
    undecided(examined)
    written = dict.fromkeys(weighed, "Vu au dossier.")
    heard(examined, *unmet, *(key for key, met in weighed.items() if not met), by=olivia)
    decisions.refuse(examined, unmet=unmet, weighed=weighed, notes=written, reasons="R", by=olivia)
    assert {key: remembered(examined)[key] for key in weighed} == weighed
    noted = examined.findings.filter(stage="decided", key__in=weighed)
    assert {one.note for one in noted} == {"Vu au dossier."}


def test_a_child_who_is_not_dependent_gets_no_permit_and_alice_is_told_why(
    family: Application, olivia: User
) -> None:
    approve(family, olivia)
    assert [one.person.relation for one in family.introductions.order_by("id")] == [
        "principal",
        "spouse",
    ]
    kept = family.findings.filter(stage="decided", person="child-1", met=False).get()
    assert (kept.key, kept.facts["born"], kept.note) == (
        "dependent-child",
        family.people.get(relation="child").born.isoformat(),
        "",
    )
    assert told(family, "approval")[-1] == ("Sami Idrissi", False, "")
    assert family.letters.get(kind="approval").facts["introductions"] == "2"
    for language, heading in (
        ("en", "No permit is issued for Sami Idrissi"),
        ("fr", "Aucun permis n’est délivré pour Sami Idrissi"),
    ):
        shown = letters.shown(family.letters.get(kind="approval"), language)
        (told_of,) = (one for one in shown.sections if one["heading"] == heading)
        said = said_of(kept.text, "Sami Idrissi").say(language)
        cite = cited(kept.cite).say(language)
        assert told_of["points"] == [f"{NOT_MET.say(language)} – {said} ({cite})"]


def test_a_refusal_does_not_rest_on_the_family(family: Application, olivia: User) -> None:
    with pytest.raises(ReasonMissing):
        refuse(family, olivia, {"dependent-child": "Trop âgé."})
    refuse(family, olivia, {"will-leave": "Non."})
    kept = family.findings.filter(stage="decided", person="child-1", key="dependent-child").get()
    assert (kept.met, kept.note) == (False, "")
    assert {person for person, _met, _note in told(family, "refusal")} == {""}


def test_what_the_rules_said_is_remembered_as_of_the_decision(
    examined: Application, olivia: User, this_day: date
) -> None:
    approve(examined, olivia)
    kept = examined.assessments.get(stage="decided")
    received = IMP_PLUS.day_of(examined.receipt.received_at)
    assert (kept.on, kept.case["decided_on"], kept.rules) == (
        received,
        this_day.isoformat(),
        fingerprint(IMP_PLUS),
    )


def test_a_finding_names_the_place_of_its_words_and_an_older_version_reads_them(
    examined: Application, olivia: User
) -> None:
    approve(examined, olivia)
    rows = list(examined.findings.all())
    assert {(one.place is None, one.text_en, one.text_fr) for one in rows} == {(False, "", "")}
    migration = import_module("impplus.records.migrations.0026_findings_name_their_words")
    with owner():
        migration.put_back(apps, None)
    kept = [Text(one.text_en, one.text_fr) for one in examined.findings.all()]
    assert kept == [one.text for one in rows]
