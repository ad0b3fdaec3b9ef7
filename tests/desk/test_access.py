"""Every address of the desk, tried as everyone, against one table of expected answers."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import letters
from impplus.records.models import Application, Document, Invitation, Letter, User
from tests.desk.conftest import Made, signed_in

FEDERAL = ("queue", "file", "question", "biometrics", "record-biometrics", "decision", "document")
EARLY = ("completeness", "return")
LETTERS = ("letter", "letter-pdf")
QUEBEC = (
    "quebec", "candidates", "import", "sample", "rounds", "draw", "round", "invitation", "invitation-pdf",
)  # fmt: skip


def args_of(
    name: str, application: Application, letter: Letter | None = None
) -> tuple[object, ...]:
    person = application.people.get(relation="principal")
    drawn = application.invitation.round
    document = Document.objects.filter(application=application).first()
    args: dict[str, tuple[object, ...]] = {
        "record-biometrics": (application.number, person.pk),
        "document": (application.number, document.pk if document else 0),
        "round": (drawn.year, drawn.number),
        "invitation": (application.invitation.number,),
        "invitation-pdf": (application.invitation.number, "fr"),
        "revoke": (application.invitation.number,),
    }
    if letter:
        args |= {
            "letter": (application.number, letter.pk),
            "letter-pdf": (application.number, letter.pk, "en"),
        }
    alone = {"queue", "take", "quebec", "candidates", "import", "sample", "rounds", "draw"}
    return () if name in alone else args.get(name, (application.number,))


def statuses(
    names: tuple[str, ...], client: Client, application: Application, letter: Letter | None
) -> dict[str, int]:
    return {
        name: client.get(
            reverse(f"desk:{name}", args=args_of(name, application, letter))
        ).status_code
        for name in names
    }


def expected(names: tuple[str, ...], status: int) -> dict[str, int]:
    return dict.fromkeys(names, status)


@pytest.fixture
def sent(enrolled: Application) -> Letter:
    """Alice's receipt, signed and sent."""
    letters.send_owed()
    return enrolled.letters.get(kind="receipt")


def test_a_federal_officer_opens_the_files_and_not_the_ministrys_desk(
    desk: Client, enrolled: Application, sent: Letter
) -> None:
    assert statuses(FEDERAL + LETTERS, desk, enrolled, sent) == expected(FEDERAL + LETTERS, 200)
    assert statuses((*QUEBEC, "revoke"), desk, enrolled, sent) == expected((*QUEBEC, "revoke"), 404)


def test_the_ministry_opens_its_own_desk_and_no_file(
    ministry: Client, enrolled: Application, sent: Letter
) -> None:
    files = tuple(name for name in FEDERAL if name != "queue") + EARLY + LETTERS
    assert statuses(QUEBEC, ministry, enrolled, sent) == expected(QUEBEC, 200)
    assert statuses(files, ministry, enrolled, sent) == expected(files, 404)
    assert ministry.get(reverse("desk:queue")).headers["Location"] == reverse("desk:quebec")


@pytest.mark.parametrize("name", ["alice", "bob", "lucie"])
def test_whoever_is_no_officer_finds_nothing_at_the_desk(
    name: str, request: pytest.FixtureRequest, enrolled: Application, sent: Letter
) -> None:
    who: User = request.getfixturevalue(name)
    names = FEDERAL + EARLY + LETTERS + QUEBEC + ("revoke",)
    assert statuses(names, signed_in(who), enrolled, sent) == expected(names, 404)
    assert signed_in(who).post(reverse("desk:take")).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(
    client: Client, enrolled: Application, sent: Letter
) -> None:
    names = FEDERAL + EARLY + LETTERS + QUEBEC + ("revoke",)
    assert statuses(names, client, enrolled, sent) == expected(names, 302)
    assert (
        client.get(reverse("desk:queue")).headers["Location"]
        == "/en/account/sign-in/?next=/en/desk/"
    )


def test_a_draft_does_not_exist_for_officers(desk: Client, draft: Application) -> None:
    assert desk.get(reverse("desk:file", args=[draft.number])).status_code == 404


def test_a_document_of_another_file_is_not_found_under_this_one(
    desk: Client, submitted: Application, many: Made
) -> None:
    other = many(1)[0]
    document = submitted.documents.first()
    assert document
    assert desk.get(reverse("desk:document", args=[other.number, document.pk])).status_code == 404


def test_a_document_is_shown_as_what_it_is_and_can_do_nothing(
    desk: Client, submitted: Application
) -> None:
    document = submitted.documents.first()
    assert document
    answer = desk.get(reverse("desk:document", args=[submitted.number, document.pk]))
    assert {
        key: answer.headers[key]
        for key in ("Content-Type", "X-Content-Type-Options", "Cache-Control", "X-Frame-Options")
    } == {
        "Content-Type": "application/pdf",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "DENY",
    }
    assert answer.getvalue().startswith(b"%PDF")


def test_an_unknown_language_of_a_signed_file_is_not_found(
    ministry: Client, letter: Invitation, desk: Client
) -> None:
    assert (
        ministry.get(reverse("desk:invitation-pdf", args=[letter.number, "de"])).status_code == 404
    )
