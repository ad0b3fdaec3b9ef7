"""A letter of invitation is good for one person and one application."""

from datetime import date, timedelta

import pytest

from impplus.actions import invitations
from impplus.programmes import IMP_PLUS
from impplus.queries import contradictions
from impplus.queries.file import file_of
from impplus.queries.refusals import (
    LetterExpired,
    LetterRevoked,
    LetterUnknown,
    LetterUsed,
    Refusal,
    WrongMoment,
)
from impplus.records.models import Application, Candidate, Invitation, User
from impplus.words import codes
from impplus.words.days import PartDay
from tests.people import bound
from tests.site import owner


def papers(letter: Invitation, **changes: object) -> dict[str, object]:
    candidate = letter.candidate
    return {
        "code": letter.code,
        "csq_number": candidate.csq_number,
        "born": candidate.born,
    } | changes


def test_a_letter_starts_an_application_with_what_the_ministry_knows(
    alice: User, letter: Invitation
) -> None:
    application = bound(alice, letter)
    person = application.people.get()
    letter.refresh_from_db()
    assert (letter.status, application.status, application.applicant) == ("used", "draft", alice)
    assert (person.relation, person.name, person.born, person.nationality) == (
        "principal",
        "Alice Benali",
        date(1990, 4, 2),
        "MAR",
    )
    assert (person.csq_number, person.answers["csq_programme"]) == ("Q00000001", "PRTQ")
    assert [event.verb for event in application.events.all()] == ["start"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "0" * 26},
        {"code": ""},
        {"code": "\x00'; DROP TABLE records_user; --"},
        {"csq_number": "Q00000002"},
        {"csq_number": ""},
        {"born": date(1990, 4, 3)},
    ],
    ids=["code", "no code", "hostile code", "CSQ", "no CSQ", "birth"],
)
def test_whatever_is_wrong_the_refusal_is_one_and_the_same(
    wrong: dict[str, object], alice: User, letter: Invitation
) -> None:
    with pytest.raises(LetterUnknown) as refused:
        invitations.bind(IMP_PLUS, **papers(letter, **wrong), by=alice)  # type: ignore[arg-type]
    assert refused.value.text == LetterUnknown.text
    letter.refresh_from_db()
    assert (letter.status, Application.objects.count()) == ("issued", 0)


def _wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        codes.spaced,
        lambda code: f"  {code[:13]}\u00a0{code[13:]}\n",
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: "\u200b" + code,
        _wide,
    ],
    ids=["small letters", "hyphens", "spaces", "look-alikes", "invisible", "full width"],
)
def test_a_code_may_be_typed_as_people_type(typed: object, alice: User, letter: Invitation) -> None:
    assert callable(typed)
    made = invitations.bind(IMP_PLUS, **papers(letter, code=typed(letter.code)), by=alice)  # type: ignore[arg-type]
    assert made.invitation == letter


def test_a_certificate_number_may_be_typed_with_spaces(alice: User, letter: Invitation) -> None:
    made = invitations.bind(IMP_PLUS, **papers(letter, csq_number="q 0000-0001"), by=alice)  # type: ignore[arg-type]
    assert made.invitation == letter


def test_a_letter_is_used_once(alice: User, bob: User, letter: Invitation) -> None:
    begun = bound(alice, letter)
    with pytest.raises(LetterUsed):
        bound(bob, letter)
    assert bound(alice, letter) == begun == Application.objects.get()


def test_a_letter_is_used_once_its_application_is_received(
    received: Application, alice: User
) -> None:
    with pytest.raises(LetterUsed):
        bound(alice, received.invitation)


def test_a_used_letter_is_told_only_to_who_holds_all_three(
    alice: User, bob: User, letter: Invitation
) -> None:
    bound(alice, letter)
    with pytest.raises(LetterUnknown):
        invitations.bind(IMP_PLUS, **papers(letter, born=date(1991, 1, 1)), by=bob)  # type: ignore[arg-type]


def test_a_revoked_letter_gives_no_right(alice: User, mathieu: User, letter: Invitation) -> None:
    invitations.revoke(letter, reason="Asked for.", by=mathieu)
    with pytest.raises(LetterRevoked):
        bound(alice, letter)
    assert Application.objects.count() == 0


@pytest.mark.parametrize(("days_left", "refusal"), [(1, None), (0, None), (-1, LetterExpired)])
def test_a_letter_is_good_up_to_its_last_day(
    days_left: int, refusal: type[Refusal] | None, alice: User, letter: Invitation, this_day: date
) -> None:
    letter.expires_on = this_day + timedelta(days=days_left)
    letter.save()
    if refusal is None:
        assert bound(alice, letter).invitation == letter
        return
    with pytest.raises(refusal):
        bound(alice, letter)
    assert Application.objects.count() == 0


def test_a_used_letter_cannot_be_revoked(draft: Application, mathieu: User) -> None:
    with pytest.raises(WrongMoment):
        invitations.revoke(draft.invitation, reason="Asked for.", by=mathieu)
    assert Invitation.objects.get().status == "used"


@pytest.mark.parametrize(
    ("listed", "shown", "given", "fits"),
    [
        (date(1990, 1, 1), "year", PartDay(1990), True),
        (date(1990, 1, 1), "year", date(1990, 1, 1), True),
        (date(1990, 1, 1), "year", date(1990, 1, 2), False),
        (date(1990, 1, 1), "year", PartDay(1990, 1), False),
        (date(1990, 2, 1), "month", PartDay(1990, 2), True),
        (date(1990, 2, 1), "month", PartDay(1990), False),
        (date(1990, 1, 1), "", PartDay(1990), True),
        (date(1990, 4, 2), "", PartDay(1990), False),
        (date(1990, 4, 2), "", PartDay(1990, 4), False),
    ],
)
def test_a_birth_that_is_known_in_part_is_given_as_the_list_has_it(
    listed: date, shown: str, given: date, fits: bool, alice: User, letter: Invitation
) -> None:
    with owner():
        Candidate.objects.update(born=listed, born_shown=shown)
    used = {"code": letter.code, "csq_number": letter.candidate.csq_number, "born": given}
    if not fits:
        with pytest.raises(LetterUnknown):
            invitations.bind(IMP_PLUS, **used, by=alice)  # type: ignore[arg-type]
        return
    application = invitations.bind(IMP_PLUS, **used, by=alice)  # type: ignore[arg-type]
    person = application.people.get()
    assert (person.born, person.answers.get("born_shown", "")) == (listed, shown)
    assert contradictions.of(file_of(application), "en") == ()
