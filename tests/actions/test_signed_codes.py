"""Each permit and each letter of invitation carries one signed code, and the lists say which of them have ended."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pytest_django import Settings

from deploy.local import keys as local_keys
from impplus.actions import letters, permit_states, signed_codes
from impplus.outside import code_keys
from impplus.outside.signatures import NoKeys
from impplus.queries import clock
from impplus.queries.signed_codes import about, published
from impplus.records.models import (
    Application,
    Invitation,
    Letter,
    Permit,
    SignedCode,
    SignedList,
    User,
)
from impplus.rules import signed_code
from impplus.rules.signed_code import Checked, SignedFacts
from impplus.rules.signed_lists import KeyList, StatusList, key_list, status_list
from tests.approved import permits_of
from tests.kept import kept


@pytest.fixture
@kept
def permit(examined: Application, olivia: User) -> Permit:
    """Alice's open work permit, just issued."""
    (made,) = permits_of(examined, by=olivia)
    return made


@pytest.fixture
def own_keys(tmp_path: Path, settings: Settings) -> Path:
    """The keys of one test, which it may change."""
    settings.KEYS_FOLDER = tmp_path / "keys"
    local_keys.make_missing(settings.KEYS_FOLDER)
    return tmp_path / "keys"


def scanned(letter: Letter, language: str) -> str:
    """What a phone reads off a paper at 300 dpi."""
    with pypdfium2.PdfDocument(letters.made(letter, language)) as paper:
        picture = paper[0].render(scale=300 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def lists() -> tuple[KeyList, StatusList]:
    keys, status = (published(name) for name in ("keys", "status"))
    assert keys
    assert status
    anchor = code_keys.anchor()
    return key_list(keys.content, anchor), status_list(status.content, anchor)


def checked(text: str, on: date) -> Checked:
    keys, status = lists()
    return signed_code.check(text, keys, status, at=int(clock.now().timestamp()), on=on)


def test_a_permit_carries_what_it_says_openly_signed_and_in_both_languages_the_same(
    permit: Permit, this_day: date
) -> None:
    signed_codes.publish()
    owed = permit.letters.get(kind="permit")
    english, french = (scanned(owed, language) for language in ("en", "fr"))
    assert english == french == permit.signed_code.text
    person = permit.person
    facts = SignedFacts(
        type=signed_code.PERMIT,
        issuer="UTO",
        number=permit.number,
        name="BENALI<<ALICE",
        born=signed_code.number_of(person.born) if person.born else None,
        nationality=person.nationality,
        document=person.passport_number[-4:],
        kind="open-work-permit",
        place="QC",
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        issued_on=this_day,
        index=permit.signed_code.index,
    )
    found = checked(english, this_day)
    assert replace(found, since=None) == Checked("valid", facts, "valid", None)
    assert person.passport_number not in english


def test_a_letter_of_invitation_carries_one_too(letter: Invitation, this_day: date) -> None:
    signed_codes.publish()
    found = checked(scanned(letter.letters.get(), "en"), this_day)
    assert found.facts
    assert (found.verdict, found.facts.type, found.facts.number) == (
        "valid",
        signed_code.INVITATION,
        letter.number,
    )


def test_what_becomes_of_a_permit_is_published_within_a_minute(
    permit: Permit, olivia: User, this_day: date
) -> None:
    text, states = signed_codes.code_of(permit.letters.get(kind="permit")), []
    signed_codes.publish_due()
    versions = [lists()[1].version]
    for act in (
        lambda: permit_states.suspend(permit, ground="officer", by=olivia),
        lambda: permit_states.resume(permit, by=olivia),
        lambda: permit_states.replace_with(permit, ground="error", conditions=[], by=olivia),
    ):
        act()
        signed_codes.publish_due()
        found = checked(text, this_day)
        states.append((found.verdict, found.state))
        versions.append(lists()[1].version)
    assert states == [("ended", "suspended"), ("valid", "valid"), ("ended", "replaced")]
    assert versions == [1, 2, 3, 4]


def test_a_cancelled_permit_and_a_used_letter_have_ended(
    permit: Permit, letter: Invitation, olivia: User, this_day: date
) -> None:
    texts = [
        signed_codes.code_of(one)
        for one in (permit.letters.get(kind="permit"), letter.letters.get())
    ]
    permit_states.cancel(permit, ground="permanent-resident", by=olivia)
    Invitation.objects.filter(pk=letter.pk).update(status="used")
    signed_codes.publish()
    assert [checked(text, this_day).state for text in texts] == ["cancelled", "used"]


def test_the_lists_are_made_anew_each_hour_and_not_before(letter: Invitation) -> None:
    for _ in range(2):
        signed_codes.publish_due()
    assert lists()[1].version == 1
    SignedList.objects.filter(name="keys").update(made_at=clock.now() - timedelta(minutes=61))
    signed_codes.publish_due()
    assert lists()[1].version == 2


def test_an_index_that_another_paper_has_is_not_given_again(
    letter: Invitation, permit: Permit, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([5, 5, 5, 6])
    monkeypatch.setattr("impplus.actions.signed_codes.secrets.randbelow", lambda _: next(drawn))
    for one in (letter.letters.get(), permit.letters.get(kind="permit")):
        signed_codes.code_of(one)
    assert list(SignedCode.objects.values_list("index", flat=True)) == [5, 6]


def test_a_permit_of_an_earlier_key_stays_verifiable_after_a_rotation(
    own_keys: Path, permit: Permit, this_day: date
) -> None:
    text = signed_codes.code_of(permit.letters.get(kind="permit"))
    (own_keys / "retired").mkdir()
    (own_keys / "codes.crt.pem").rename(own_keys / "retired" / "2026.crt.pem")
    (own_keys / "codes.pem").unlink()
    local_keys.make_missing(own_keys)
    signed_codes.publish()
    assert len(lists()[0].keys) == 2
    assert checked(text, this_day).verdict == "valid"


def test_a_permit_of_a_key_that_is_no_longer_published_is_of_an_unknown_issuer(
    own_keys: Path, permit: Permit, this_day: date
) -> None:
    text = signed_codes.code_of(permit.letters.get(kind="permit"))
    for name in ("codes.pem", "codes.crt.pem"):
        (own_keys / name).unlink()
    local_keys.make_missing(own_keys)
    signed_codes.publish()
    assert checked(text, this_day).verdict == "unknown-issuer"


def test_a_key_whose_days_are_over_signs_nothing(
    own_keys: Path, letter: Invitation, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_keys, "VALID_UNTIL", clock.now() - timedelta(days=2))
    for name in ("codes.pem", "codes.crt.pem"):
        (own_keys / name).unlink()
    local_keys.make_missing(own_keys)
    with pytest.raises(NoKeys, match="has to be replaced"):
        signed_codes.code_of(letter.letters.get())


def test_a_permit_of_the_demonstration_and_a_real_installation_refuse_each_other(
    own_keys: Path, permit: Permit, this_day: date, tmp_path: Path, settings: Settings
) -> None:
    signed_codes.publish()
    demonstration, specimen = lists(), signed_codes.code_of(permit.letters.get(kind="permit"))
    settings.ISSUER, settings.KEYS_FOLDER = "CAN", tmp_path / "real"
    local_keys.make_missing(settings.KEYS_FOLDER)
    signed_codes.publish()
    real, at = lists(), int(clock.now().timestamp())
    facts = about(permit.letters.get(kind="permit"), 7)
    issued = signed_code.written(code_keys.sign_code(signed_code.payload_of(facts)))
    verdicts = [
        signed_code.check(text, *by, at=at, on=this_day).verdict
        for by in (demonstration, real)
        for text in (specimen, issued)
    ]
    assert verdicts == ["valid", "unknown-issuer", "unknown-issuer", "valid"]
