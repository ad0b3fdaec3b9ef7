"""Why Alice's answers are right all the same stands in her receipt, on the page, on paper and in its files, and is hashed."""

import json
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import answers, applications, checkpoints, letters
from impplus.queries import contradictions, log
from impplus.queries.file import file_of
from impplus.queries.letters.receipt import sections_of
from impplus.queries.received import receipt_of, shown_content
from impplus.records.models import Application, Intake, Receipt, User
from impplus.rules.canonical import digest
from impplus.rules.receipt_file import receipt_file_of, verified
from impplus.words.text import LANGUAGES
from tests.portal import pages

pytestmark = pytest.mark.usefixtures("public_log")
BECAUSE = "I will work as a translator."


@pytest.fixture
def explained(paid_draft: Application, alice: User, intake: Intake) -> Application:
    """Alice's application, received, with one explanation."""
    found = contradictions.of(file_of(paid_draft), "en")
    mark = next(one.mark for one in found if one.kind == "care-without-exam")
    answers.explain(paid_draft, mark=mark, because=BECAUSE, by=alice)
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    return paid_draft


def explanation(said: dict[str, object]) -> list[dict[str, object]]:
    """The explanations of a receipt's content."""
    found = said["explanations"]
    assert isinstance(found, list)
    return found


def test_a_receipt_keeps_the_question_both_facts_and_the_explanation(
    explained: Application,
) -> None:
    receipt = receipt_of(explained)
    (one,) = explanation(receipt.content)
    assert (one["kind"], one["people"], one["because"]) == (
        "care-without-exam",
        ["principal"],
        BECAUSE,
    )
    assert [fact["value"] for fact in one["facts"]] == [  # type: ignore[attr-defined]
        {"en": "Infirmière", "fr": "Infirmière"},
        {"en": "No", "fr": "Non"},
    ]
    assert receipt.digest == digest(receipt.content)
    other = {**receipt.content, "explanations": [{**one, "because": "Other words."}]}
    assert digest(other) != receipt.digest


@pytest.mark.parametrize(
    ("language", "heading", "last"),
    [
        (
            "en",
            "Answers that do not go together, and why they are right",
            f"Right as it is, because: {BECAUSE}",
        ),
        (
            "fr",
            "Réponses qui ne concordent pas, et pourquoi elles sont exactes",
            f"Exact tel quel, parce que\u00a0: {BECAUSE}",
        ),
    ],
)
def test_page_and_paper_say_it(
    explained: Application, alices: Client, language: str, heading: str, last: str
) -> None:
    section = sections_of(receipt_of(explained), language)[-1]
    assert section["heading"] == heading
    ((_question, said),) = section["table"]["rows"]
    assert said.splitlines()[-1] == last
    page = pages.words(alices.get(pages.address("receipt", explained, language)))
    assert (
        page.count(f"<h2>{heading}</h2>"),
        page.count(last.replace("\u00a0", " ")),
        "<code></code>" in page,
    ) == (
        1,
        1,
        False,
    )


def test_the_file_with_the_proof_and_the_archive_hold_it(
    explained: Application, alices: Client
) -> None:
    letters.send_owed()
    checkpoints.tend()
    with override("en"):
        address = reverse("portal:receipt-text", args=[explained.number])
    file = receipt_file_of(alices.get(address).getvalue().decode())
    verified(file, log.policy())
    assert explanation(dict(file.content))[0]["because"] == BECAUSE
    answer = alices.get(pages.address("everything", explained))
    with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as whole:  # type: ignore[arg-type,attr-defined]
        content = json.loads(whole.read("for-machines/receipt.json"))
        assert {f"receipt-{language}.pdf" for language in LANGUAGES} <= {*whole.namelist()}
    assert content == receipt_of(explained).content


def test_an_explanation_of_what_somebody_keeps_private_is_not_shown_to_the_family(
    explained: Application,
) -> None:
    content = {**receipt_of(explained).content, "private": ["principal"]}
    assert explanation(shown_content(content)) == []
    shown = sections_of(Receipt(content=content, received_at=explained.receipt.received_at), "en")
    assert [one for one in shown if BECAUSE in json.dumps(one)] == []


def test_a_receipt_of_before_has_no_such_section(received: Application) -> None:
    receipt = receipt_of(received)
    assert "explanations" not in receipt.content
    assert sections_of(receipt, "en")[-1]["heading"] == "Answers received: Alice Benali"
