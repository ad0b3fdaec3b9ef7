"""Each message that is sent lies in the outbox as it was sent, and can be read again."""

import json
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from impplus.outside import mailer


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path, settings: Settings) -> Path:
    settings.OUTBOX_FOLDER = tmp_path / "outbox"
    return tmp_path / "outbox"


def a_message(subject: str = "Votre demande a été reçue", **more: object) -> EmailMessage:
    fields: dict[str, object] = {
        "subject": subject,
        "body": "Bonjour,\n\nUne nouvelle étape\u00a0: « reçue ».",
        "from_email": "impplus@example.test",
        "to": ["alice@example.test"],
        "headers": {"Content-Language": "fr"},
    }
    return EmailMessage(**fields | more)  # type: ignore[arg-type]


def sent(message: EmailMessage) -> int:
    return mailer.Outbox().send_messages([message])


def test_a_message_is_read_again_as_it_was_sent() -> None:
    assert sent(a_message()) == 1
    (message,) = mailer.messages()
    assert (message.sender, message.to) == ("impplus@example.test", ("alice@example.test",))
    assert message.subject == "Votre demande a été reçue"
    assert message.text == "Bonjour,\n\nUne nouvelle étape\u00a0: « reçue »."
    assert message.language == "fr"
    assert message.at.tzinfo is not None
    assert mailer.one(message.id) == message


def test_the_newest_message_comes_first() -> None:
    for subject in ("first", "second", "third"):
        sent(a_message(subject))
    assert [message.subject for message in mailer.messages()] == ["third", "second", "first"]


def test_an_empty_outbox_is_an_empty_list() -> None:
    assert mailer.messages() == []


@pytest.mark.parametrize(
    "wrong",
    [
        a_message("Hello\nBcc: bob@example.test"),
        a_message(to=["alice@example.test\nBcc: bob@example.test"]),
        a_message(headers={"Content-Language": "fr\r\nBcc: bob@example.test"}),
    ],
    ids=["subject", "to", "header"],
)
def test_a_line_break_in_a_header_is_refused_and_nothing_is_written(
    wrong: EmailMessage, outbox: Path
) -> None:
    with pytest.raises(ValueError, match=r"(?i)newline|line"):
        sent(wrong)
    assert mailer.messages() == []


def test_a_message_never_carries_a_document() -> None:
    message = a_message()
    message.attach("permit.pdf", b"%PDF-", "application/pdf")
    with pytest.raises(ValueError, match="never carries"):
        sent(message)


@pytest.mark.parametrize("message_id", ["", "../settings", "20260101T000000000000Z-00000000"])
def test_an_unknown_id_is_no_message(message_id: str) -> None:
    with pytest.raises(mailer.NoSuchMessage):
        mailer.one(message_id)


def test_a_message_is_one_whole_readable_file(outbox: Path) -> None:
    sent(a_message())
    (path,) = outbox.iterdir()
    assert json.loads(path.read_text("utf-8"))["to"] == ["alice@example.test"]
