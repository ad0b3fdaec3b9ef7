"""Each message that is sent lies in the outbox as it was sent, and can be read again."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, mailers

from impplus.outside import mailer

pytestmark = pytest.mark.usefixtures("outbox")


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
    return message.send()


def test_a_message_is_read_again_as_it_was_sent() -> None:
    assert sent(a_message()) == 1
    (message,) = mailer.messages()
    assert (message.sender, message.to) == ("impplus@example.test", ("alice@example.test",))
    assert message.subject == "Votre demande a été reçue"
    assert message.text == "Bonjour,\n\nUne nouvelle étape\u00a0: « reçue »."
    assert message.language == "fr"
    assert message.at.tzinfo is not None


def test_the_newest_message_comes_first() -> None:
    for subject in ("first", "second", "third"):
        sent(a_message(subject))
    assert [message.subject for message in mailer.messages()] == ["third", "second", "first"]


def test_an_empty_outbox_is_an_empty_list() -> None:
    assert mailer.messages() == []


def test_a_message_that_is_still_being_written_is_not_there_yet(outbox: Path) -> None:
    sent(a_message("whole"))
    (path,) = outbox.iterdir()
    with path.open("ab") as file:
        file.write(a_message("half").message().as_bytes())
    assert [message.subject for message in mailer.messages()] == ["whole"]


def test_messages_of_one_sending_are_told_apart(outbox: Path) -> None:
    mailers.default.send_messages([a_message("first"), a_message("second")])
    assert [message.subject for message in mailer.messages()] == ["second", "first"]
    assert len({message.id for message in mailer.messages()}) == 2
    assert len(list(outbox.iterdir())) == 1
