"""The form changes: a new question is one block of TOML, and what was received keeps its own words."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus import demonstration
from impplus.actions import applications, reviews
from impplus.programmes import ALL, IMP_PLUS
from impplus.queries import readiness
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.queries.letters.receipt import sections_of
from impplus.records.models import Application, Intake, Person, Receipt, User
from impplus.rules.form import FieldKind, Step
from impplus.rules.programme import load
from impplus.words.text import LANGUAGES
from tests.copies import Copy, copied
from tests.portal import pages

NEW = """
[[steps]]
key = "french"
since = 2022-05-24
about = "application"
part = "form"
title.en = "Your French"
title.fr = "Votre français"
[[steps.fields]]
key = "french_level"
since = 2022-05-24
kind = "choice"
label.en = "Level reached in a French test"
label.fr = "Niveau atteint à un test de français"
choices = [
    { key = "b1", en = "Intermediate", fr = "Intermédiaire" },
    { key = "c1", en = "Advanced", fr = "Avancé" },
]
"""
# One more question of each other kind: its label in both languages, what is typed, and what is read.
ASKED: dict[FieldKind, tuple[str, str, str, str, str]] = {
    "day": ("Day of the test", "Jour du test", "2025-02-03", "February 3, 2025", "3 février 2025"),
    "text": ("School", "École", "Lycée Moulay", "Lycée Moulay", "Lycée Moulay"),
    "long-text": ("How learned", "Apprentissage", "At home.", "At home.", "At home."),
    "code": ("Test number", "Numéro du test", "t 12-3", "T123", "T123"),
    "yes-no": ("Tested twice", "Test repassé", "yes", "Yes", "Oui"),
    "country": ("Country of the test", "Pays du test", "MAR", "Morocco", "Maroc"),
    "phone": ("School’s telephone", "Téléphone de l’école", "+15145550199", "+1 514-555-0199", "+1 514-555-0199"),
    "month": ("Month of the course", "Mois du cours", "2025-02", "February 2025", "février 2025"),
    "rows": ("Courses", "Cours", "Evening", "Course: Evening", "Cours : Evening"),
}  # fmt: skip
ROWS = """row = { en = "Course", fr = "Cours" }
cells = [{ key = "course", kind = "text", label = { en = "Course", fr = "Cours" } }]"""
NEW += "".join(
    f"""
[[steps.fields]]
key = "french_{kind.replace("-", "_")}"
since = 2022-05-24
kind = "{kind}"
label.en = "{en}"
label.fr = "{fr}"
{ROWS if kind == "rows" else ""}
"""
    for kind, (en, fr, *_) in ASKED.items()
)
SAID = [
    ("Level reached in a French test", "Advanced"),
    *((en, read) for en, _, _, read, _ in ASKED.values()),
]
DIT = [
    ("Niveau atteint à un test de français", "Avancé"),
    *((fr, lu) for _, fr, _, _, lu in ASKED.values()),
]


def typed(step: Step) -> dict[str, str]:
    """What a browser sends for the new page."""
    sent = {"french_level": "c1", "_version": "0"}
    for field in step.fields[1:]:
        value = ASKED[field.kind][2]
        if field.kind == "rows":
            sent[f"{field.key}-0-course"] = value
        elif field.kind in {"day", "month"}:
            sent |= {f"{field.key}_{n}": part for n, part in enumerate(value.split("-"))}
        else:
            sent[field.key] = value
    return sent


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def browser(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def asking(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> Step:
    """Let IMP+ be the programme of a changed folder; its step about French."""
    programme = load(copy.folder)
    monkeypatch.setitem(ALL, "imp-plus", programme)  # type: ignore[arg-type]  # it is a dict
    return next(step for step in programme.form if step.key == "french")


@pytest.fixture
def new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Step:
    """The new step, once one block stands in form.toml and nothing else was changed."""
    copy = copied(tmp_path)
    form = copy.folder / "form.toml"
    form.write_text(form.read_text("utf-8") + NEW, "utf-8")
    return asking(copy, monkeypatch)


def shown(client: Client, address: str) -> list[tuple[str, str]]:
    """What a page says of the new questions."""
    row = re.compile(r"<dt>([^<]+)</dt>\s*<dd[^>]*>\s*([^<]+?)\s*</dd>")
    asked = dict(SAID)
    read = row.findall(unescape(pages.words(client.get(address))))
    return [pair for pair in read if pair[0] in asked]


def answers_of(receipt: Receipt, language: str) -> list[tuple[str, str]]:
    tables = [one["table"] for one in sections_of(receipt, language) if "table" in one]
    answers = [row for table in tables if len(table["head"]) == 3 for row in table["rows"]]
    return [(question, " ".join(answer.split())) for question, answer, _ in answers]


def test_a_new_question_is_asked_reviewed_received_and_read_by_the_officer(
    paid_draft: Application, new: Step, alice: User, olivia: User, intake: Intake
) -> None:
    assert {field.kind for field in new.fields} == set(get_args(FieldKind))
    paid_draft.refresh_from_db()  # its programme is looked up when its row is read
    hers, review = browser(alice), pages.address("review", paid_draft)
    step = reverse("portal:step", args=[paid_draft.number, "french"])
    gaps = readiness.of(file_of(paid_draft)).of_kind("answer")
    assert [gap.field for gap in gaps] == list(new.fields)
    before = unescape(pages.words(hers.get(review)))
    assert [f"Your French – {label}" in before for label, _ in SAID] == [True] * len(SAID)
    form = unescape(pages.words(hers.get(step)))
    assert [label in form for label, _ in SAID] == [True] * len(SAID)
    assert hers.post(step, typed(new)).status_code == 302
    assert shown(hers, review) == SAID
    receipt = applications.submit(paid_draft, signature="Alice Benali", by=alice)
    assert answers_of(receipt, "en")[-len(SAID) :] == SAID
    assert answers_of(receipt, "fr")[-len(DIT) :] == DIT
    kept = receipt.application.assessments.get()
    by_api = Client().post("/api/v1/assess", kept.case, content_type="application/json")
    assert by_api.json() == kept.answer["en"] | {"rules": kept.rules}
    reviews.take_oldest(by=olivia)
    file = reverse("desk:answers", args=[paid_draft.number])
    assert shown(browser(olivia), file) == SAID


@pytest.mark.django_db
def test_invented_people_answer_a_new_question_of_any_kind(new: Step) -> None:
    demonstration.create(today(IMP_PLUS), received=(30,), started=())
    made = Application.objects.get()
    answers = made.people.get(relation="principal").answers
    assert [field.key for field in new.fields if answers.get(field.key) is None] == []
    asked = [question for question, _ in answers_of(made.receipt, "en")]
    assert [label for label, _ in SAID if label not in asked] == []


@pytest.mark.django_db
def test_invented_people_who_had_begun_answer_a_question_of_a_later_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = today(IMP_PLUS)
    later = NEW.replace("2022-05-24", f"{on - timedelta(days=31)}")
    new = asking(Copy(_with(copied(tmp_path), later)), monkeypatch)
    demonstration.create(on, received=(30,), started=())
    answers = Person.objects.get(relation="principal").answers
    assert [field.key for field in new.fields if answers.get(field.key) is None] == []


def test_a_question_removed_or_reworded_later_changes_nothing_that_was_received(
    paid_draft: Application,
    alice: User,
    olivia: User,
    intake: Intake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = applications.submit(paid_draft, signature="Alice Benali", by=alice)
    before = [sections_of(receipt, language) for language in LANGUAGES]
    reviews.take_oldest(by=olivia)
    address = reverse("desk:answers", args=[paid_draft.number])
    officer = browser(olivia)
    read = re.search(
        r'<section aria-labelledby="person-.*?</main>', pages.words(officer.get(address))
    )
    copy = copied(tmp_path)
    copy.change("form.toml", 'label.en = "City or town"', 'label.en = "Municipality"')
    copy.change("form.toml", 'key = "mifi_file"', 'key = "file_of_mifi"')
    copy.change("form.toml", '{ key = "single", en = "Single",', '{ key = "single", en = "Alone",')
    changed = copy.folder / "documents.toml"
    changed.write_text(changed.read_text("utf-8").replace('text.en = "', 'text.en = "Paper: '))
    asking(Copy(_with(copy, NEW)), monkeypatch)
    stored = Receipt.objects.get()
    assert [sections_of(stored, language) for language in LANGUAGES] == before
    again = re.search(
        r'<section aria-labelledby="person-.*?</main>', pages.words(officer.get(address))
    )
    assert read
    assert again
    assert read.group() == again.group()


def _with(copy: Copy, block: str) -> Path:
    form = copy.folder / "form.toml"
    form.write_text(form.read_text("utf-8") + block, "utf-8")
    return copy.folder


def test_a_receipt_without_words_says_the_key_of_a_question_that_is_gone(
    received: Application,
) -> None:
    receipt = Receipt.objects.get()
    for one in receipt.content["answers"]:
        for word in ("label", "title", "kind", "chosen"):
            del one[word]
    asked_of_its_day = answers_of(receipt, "en")
    assert asked_of_its_day == answers_of(Receipt.objects.get(), "en")
    answers = receipt.content["answers"]
    gone = max(place for place, one in enumerate(answers) if one["value"] is False)
    answers[gone]["key"] = answers[-1]["key"] = "asked_in_2024"
    said = answers_of(receipt, "fr")
    assert said[gone] == ("asked_in_2024", "Non")
    assert said[-1] == ("asked_in_2024", "Non fourni")  # it did not have to be answered
