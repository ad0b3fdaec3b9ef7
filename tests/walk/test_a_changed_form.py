"""The form changes: a new question is one block of TOML, and what was received keeps its own words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, reviews
from impplus.programmes import ALL
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.letters.receipt import received as sections
from impplus.records.models import Application, Intake, Receipt, User
from impplus.rules.form import Step
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
[[steps.fields]]
key = "french_tested_on"
since = 2022-05-24
kind = "day"
label.en = "Day of the test"
label.fr = "Jour du test"
"""
GIVEN = {"french_level": "c1", "french_tested_on": "2025-02-03"}
CHOSEN = ("Level reached in a French test", "Advanced")
TESTED = ("Day of the test", "February 3, 2025")


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
    """What a page says of the two new questions."""
    row = re.compile(r"<dt>([^<]+)</dt>\s*<dd>\s*([^<]+?)\s*</dd>")
    asked = {CHOSEN[0], TESTED[0]}
    return [pair for pair in row.findall(pages.words(client.get(address))) if pair[0] in asked]


def answers_of(receipt: Receipt, language: str) -> list[tuple[str, str]]:
    table = sections(receipt, language)[-1]["table"]
    return [(question, " ".join(answer.split())) for _person, question, answer in table["rows"]]


def test_a_new_question_is_asked_reviewed_received_and_read_by_the_officer(
    new: Step, paid_draft: Application, alice: User, olivia: User, intake: Intake
) -> None:
    hers, review = browser(alice), pages.address("review", paid_draft)
    step = reverse("portal:step", args=[paid_draft.number, "french"])
    gaps = readiness.of(file_of(paid_draft)).of_kind("answer")
    assert [gap.field.key for gap in gaps if gap.field] == ["french_level", "french_tested_on"]
    assert [f"Your French – {one}" in pages.words(hers.get(review)) for one, _ in (CHOSEN, TESTED)]
    assert pages.words(hers.get(step)).count(CHOSEN[0]) == 1
    typed = {"french_level": "c1", "_version": "0"}
    day = {f"french_tested_on_{n}": part for n, part in enumerate(("2025", "2", "3"))}
    assert hers.post(step, typed | day).status_code == 302
    assert paid_draft.people.get().answers["french_tested_on"] == "2025-02-03"
    assert shown(hers, review) == [CHOSEN, TESTED]
    receipt = applications.submit(paid_draft, signature="Alice Benali", by=alice)
    assert answers_of(receipt, "en")[-2:] == [CHOSEN, TESTED]
    assert answers_of(receipt, "fr")[-2:] == [
        ("Niveau atteint à un test de français", "Avancé"),
        ("Jour du test", "3 février 2025"),
    ]
    reviews.take_oldest(by=olivia)
    file = reverse("desk:file", args=[paid_draft.number])
    assert shown(browser(olivia), file) == [CHOSEN, TESTED]


def test_a_question_removed_or_reworded_later_changes_nothing_that_was_received(
    paid_draft: Application,
    alice: User,
    olivia: User,
    intake: Intake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receipt = applications.submit(paid_draft, signature="Alice Benali", by=alice)
    before = [sections(receipt, language) for language in LANGUAGES]
    reviews.take_oldest(by=olivia)
    address = reverse("desk:file", args=[paid_draft.number])
    officer = browser(olivia)
    read = re.search(r'<div class="columns">.*?<aside', pages.words(officer.get(address)))
    copy = copied(tmp_path)
    copy.change("form.toml", 'label.en = "City or town"', 'label.en = "Municipality"')
    copy.change("form.toml", 'key = "occupation"', 'key = "profession"')
    copy.change("form.toml", '{ key = "single", en = "Single",', '{ key = "single", en = "Alone",')
    changed = copy.folder / "documents.toml"
    changed.write_text(changed.read_text("utf-8").replace('text.en = "', 'text.en = "Paper: '))
    asking(Copy(_with(copy, NEW)), monkeypatch)
    stored = Receipt.objects.get()
    assert [sections(stored, language) for language in LANGUAGES] == before
    again = re.search(r'<div class="columns">.*?<aside', pages.words(officer.get(address)))
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
    receipt.content["answers"][-1]["key"] = "asked_in_2024"
    assert answers_of(receipt, "fr")[-1] == ("asked_in_2024", "–")
