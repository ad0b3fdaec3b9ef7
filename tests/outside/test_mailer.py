"""Each message that is sent lies in the outbox as it was sent, and can be read again."""

import os
from collections.abc import Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, mailers
from pytest_django import Settings

from impplus.outside import mailer
from impplus.queries.tries import FAILURES

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


def test_of_a_message_without_plain_words_and_language_both_are_empty() -> None:
    page = a_message(body="<p>Bonjour</p>", headers={})
    page.content_subtype = "html"
    sent(page)
    (message,) = mailer.messages()
    assert (message.text, message.language) == ("", "")


def test_the_newest_message_comes_first(outbox: Path) -> None:
    for second, subject in enumerate(("first", "second", "third")):
        sent(a_message(subject))
        # Two of one second may be given one name, and a file system may date all three alike.
        (made,) = outbox.glob("*-*.log")
        os.utime(made.rename(outbox / f"{second}.log"), (second, second))
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


class Refusing(StreamRequestHandler):
    """Speaks SMTP, and answers each recipient with the code that its address begins with."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"RCPT":
                self.wfile.write(line.partition(b"<")[2][:3] + b" no\r\n")
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[tuple[str, int]]:
    """A mail server that refuses, on a port of its own."""
    with ThreadingTCPServer(("127.0.0.1", 0), Refusing) as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield made.server_address  # type: ignore[misc]
        made.shutdown()


@pytest.mark.parametrize(
    ("code", "failure"), [("500", "refused"), ("550", "refused"), ("451", "deferred")]
)
def test_what_a_mail_server_answers_says_why_a_message_did_not_leave(
    code: str, failure: str, server: tuple[str, int], settings: Settings
) -> None:
    host, port = server
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": host, "port": port}}}
    with pytest.raises(mailer.FAILURES) as refused:
        sent(a_message(to=[f"{code}@example.test"]))
    assert mailer.failure_of(refused.value) == failure


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConnectionRefusedError(), "unreachable"),
        (ImproperlyConfigured(), "unreachable"),
        (ValueError(), "address"),
        (KeyError(), "words"),
    ],
)
def test_each_error_has_a_reason(error: Exception, failure: str) -> None:
    assert mailer.failure_of(error) == failure
    assert failure in FAILURES
