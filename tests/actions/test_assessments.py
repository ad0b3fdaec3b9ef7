"""What the rules said is kept with the application, and judging it again gives the same bytes."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given

from impplus.actions import applications, reviews
from impplus.actions.assessments import remember
from impplus.programmes import ALL, IMP_PLUS
from impplus.queries.assessments import CaseUnread, again, case_of
from impplus.queries.file import file_of
from impplus.queries.findings import PRINCIPAL
from impplus.queries.refusals import CapReached
from impplus.records.models import Application, Assessment, Person, Receipt, User
from impplus.rules.answer import fingerprint, judgement
from impplus.rules.canonical import digest
from impplus.rules.case import Case
from impplus.rules.case_json import from_json, to_json
from impplus.rules.family import assess_family
from impplus.rules.programme import load
from impplus.telling.comparison import Difference
from impplus.words.text import Text
from tests import people
from tests.copies import copied
from tests.rules.cases import cases
from tests.site import owner


@pytest.fixture
def said(received: Application) -> Assessment:
    """What was said of Alice's application when she submitted it."""
    return received.assessments.get()


@pytest.fixture
def stricter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The rules of another day: certificates of the PRTQ are no longer among the named ones."""
    named = '["PRTQ", "PILOT-AI-IT-VFX"]'
    changed = copied(tmp_path).change("programme.toml", named, '["PILOT-AI-IT-VFX"]')
    programme = load(changed.folder)
    monkeypatch.setitem(ALL, "imp-plus", programme)  # type: ignore[arg-type]  # it is a dict
    return fingerprint(programme)


def test_a_submission_remembers_the_facts_and_the_answer_in_both_languages(
    received: Application, said: Assessment
) -> None:
    on = IMP_PLUS.day_of(received.receipt.received_at)
    case = file_of(received, on=on).case
    both = {lang: judgement(IMP_PLUS, case, lang) for lang in ("en", "fr")}
    assert (said.stage, said.on, said.rules) == ("submitted", on, fingerprint(IMP_PLUS))
    assert (said.case, said.answer, said.digest) == (to_json(case), both, digest(both))


def test_the_remembered_facts_are_a_case_that_anyone_can_assess(said: Assessment) -> None:
    assert judgement(IMP_PLUS, from_json(said.case), "fr") == said.answer["fr"]


def test_the_receipt_binds_the_reasons(received: Application, said: Assessment) -> None:
    content = received.receipt.content
    assert (content["assessment"], content["rules"]) == (said.digest, said.rules)
    assert received.receipt.digest == digest(content)


def test_a_stage_is_remembered_once(received: Application, said: Assessment) -> None:
    case = case_of(said.case)
    with pytest.raises(IntegrityError), transaction.atomic():
        remember(file_of(received), case, stage="submitted")
    remember(file_of(received), case, stage="decided")
    assert [one.stage for one in received.assessments.all()] == ["submitted", "decided"]


def test_a_submission_over_the_cap_leaves_no_assessment(alice: User, this_day: date) -> None:
    people.small_intake(this_day, 0)
    (late,) = people.ready_drafts(1, this_day, [alice])
    with pytest.raises(CapReached):
        applications.submit(late, signature="Alice Benali", by=alice)
    assert Assessment.objects.count() == 0


def test_what_was_found_of_the_family_is_kept_person_by_person(submitted: Application) -> None:
    case = case_of(submitted.assessments.get().case)
    found = assess_family(IMP_PLUS, case, on=case.on)
    kept = submitted.assessments.get().answer["fr"]["family"]
    assert [(one["person"], one["key"], one["met"], one["text"]) for one in kept] == [
        (one.person, one.key, one.met, one.text.fr) for one in found
    ]
    assert {one["person"] for one in kept} == {"partner", "child-1"}
    received = [one for one in submitted.receipt.content["findings"] if one["person"] != PRINCIPAL]
    assert [(one["person"], one["key"], one["met"]) for one in received] == [
        (one.person, one.key, one.met) for one in found
    ]


def test_judged_again_the_bytes_are_the_same(said: Assessment) -> None:
    found = again(Assessment.objects.get(pk=said.pk))
    assert (found.same, found.digest, found.differences) == (True, said.digest, ())
    assert (found.on, found.rules) == (said.on, said.rules)


def test_what_happens_to_the_application_later_changes_nothing(
    received: Application, said: Assessment, olivia: User, this_day: date
) -> None:
    file = reviews.take_oldest(by=olivia)
    assert file == received
    reviews.complete(file, by=olivia)
    reviews.request_biometrics(file, by=olivia)
    reviews.record_biometrics(file.people.get(), on=this_day, by=olivia)
    Person.objects.update(nationality="FRA", passport_expires=this_day)
    assert file_of(Application.objects.get(), on=this_day).case != case_of(said.case)
    assert again(Assessment.objects.get()).same


@given(cases)
def test_any_case_comes_back_from_its_json_as_it_was(case: Case) -> None:
    assert case_of(json.loads(json.dumps(to_json(case)))) == case


def test_other_rules_show_every_difference_in_both_languages(
    said: Assessment, stricter: str
) -> None:
    found = again(Assessment.objects.get(pk=said.pk))
    assert (found.same, found.rules, found.altered) == (False, stricter, ())
    place = "findings/csq-programme"
    texts = IMP_PLUS.conditions[4].texts
    assert [one.key for one in IMP_PLUS.conditions][4] == "csq-programme"
    assert found.differences == (
        Difference("eligible", True, False),
        Difference(f"{place}/met", True, False),
    )
    assert found.reworded == (
        Difference(f"en/{place}/text", texts["met"].en, texts["not_met"].en),
        Difference(f"fr/{place}/text", texts["met"].fr, texts["not_met"].fr),
        Difference(f"en/{place}/remedy", None, texts["remedy_not_met"].en),
        Difference(f"fr/{place}/remedy", None, texts["remedy_not_met"].fr),
    )


def test_the_day_of_another_receipt_is_judged_by_the_rules_in_force_then(said: Assessment) -> None:
    before_it_began = again(said, as_of=date(2022, 5, 23))
    told = {one.path: (one.before, one.after) for one in before_it_began.differences}
    assert told["eligible"] == (True, False)
    assert told["findings/in-force/met"] == (True, False)
    assert told["on"] == (said.on.isoformat(), "2022-05-23")


def test_the_day_of_the_receipt_itself_is_the_same(said: Assessment) -> None:
    assert again(said, as_of=said.on).same


def test_an_application_cannot_have_been_received_before_birth(said: Assessment) -> None:
    with pytest.raises(CaseUnread) as refused:
        again(said, as_of=date(1990, 4, 1))
    assert refused.value.text == Text(
        en="This application cannot have been received on April\u00a01,\u00a01990: "
        "/principal/born must not be after the day of receipt.",
        fr="Cette demande ne peut pas avoir été reçue le 1er\u00a0avril\u00a01990\u00a0: "
        "/principal/born ne doit pas suivre le jour de réception.",
    )


def test_facts_that_contradict_each_other_from_the_start_are_judged_as_they_were(
    paid_draft: Application, said: Assessment
) -> None:
    case = said.case | {"decided_on": (said.on - timedelta(days=1)).isoformat()}
    written = remember(file_of(paid_draft), case_of(case), stage="decided")
    assert again(written).same
    assert again(written, as_of=said.on + timedelta(days=1)).differences != ()


def test_facts_that_nobody_can_read_are_refused_with_the_place(said: Assessment) -> None:
    said.case["principal"]["nationality"] = "Morocco"
    with pytest.raises(CaseUnread) as refused:
        again(said)
    assert refused.value.text.en == (
        "The facts stored of this application cannot be read: /principal/nationality must be the "
        "code of a country that exists, in three capital letters."
    )


def altered(said: Assessment) -> list[str]:
    found = again(Assessment.objects.get(pk=said.pk))
    assert not found.same
    return [fault.en.split(":")[0].rstrip(".") for fault in found.altered]


ANSWER = "The stored answer was changed after it was written"
SIGNED = "The stored answer is not the one that the receipt names"
RECEIPT = "The content of the receipt was changed after it was signed"


def test_an_answer_that_was_changed_is_noticed_and_told(said: Assessment) -> None:
    said.answer["fr"]["eligible"] = False
    with owner():
        Assessment.objects.update(answer=said.answer)
    assert altered(said) == [ANSWER]


def test_an_answer_that_was_changed_with_its_digest_does_not_fit_the_receipt(
    said: Assessment,
) -> None:
    said.answer["fr"]["eligible"] = False
    with owner():
        Assessment.objects.update(answer=said.answer, digest=digest(said.answer))
    assert altered(said) == [SIGNED]


@pytest.mark.parametrize("other", [[], {}, "", {"en": 1}, {"en": {"on": 1}}])
def test_an_answer_of_another_shape_is_noticed(other: object, said: Assessment) -> None:
    with owner():
        Assessment.objects.update(answer=other, digest=digest(other))
    assert altered(said) == [ANSWER, SIGNED]


@pytest.mark.parametrize(
    ("change", "noticed"),
    [({"rules": "sha256:other"}, "signed"), ({"on": date(2026, 1, 1)}, "answer")],
)
def test_another_day_or_rule_set_than_was_remembered_is_noticed(
    change: dict[str, object], noticed: str, said: Assessment
) -> None:
    with owner():
        Assessment.objects.update(**change)
    assert altered(said) == [{"answer": ANSWER, "signed": SIGNED}[noticed]]


def test_an_answer_of_earlier_days_that_names_its_rules_is_read(said: Assessment) -> None:
    older = {lang: one | {"rules": said.rules} for lang, one in said.answer.items()}
    content = said.application.receipt.content | {"assessment": digest(older)}
    with owner():
        Assessment.objects.update(answer=older, digest=digest(older))
        Receipt.objects.update(content=content, digest=digest(content))
    found = again(Assessment.objects.get())
    assert (found.same, found.differences, found.reworded, found.altered) == (True, (), (), ())


def test_a_receipt_that_was_changed_is_noticed(said: Assessment) -> None:
    receipt = Receipt.objects.get()
    with owner():
        Receipt.objects.update(content=receipt.content | {"total": "0.00"})
    assert altered(said) == [RECEIPT]


def test_a_receipt_that_is_gone_is_noticed(said: Assessment) -> None:
    with owner():
        Receipt.objects.all().delete()
    assert altered(said) == [SIGNED]
