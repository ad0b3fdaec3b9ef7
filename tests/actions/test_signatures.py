"""Each adult signs what stands, here or on paper; the principal applicant signs for the minors; a change asks again."""

from datetime import date
from io import BytesIO

import pytest

from impplus.actions import applications, delegations, documents, signatures
from impplus.demonstration.papers import a_pdf
from impplus.demonstration.signing import part_taken, signs, signs_on_paper
from impplus.queries.file import file_of, sent_for
from impplus.queries.received import received_in
from impplus.queries.refusals import (
    ChangedMeanwhile,
    NotReady,
    NotUnderstood,
    NotYours,
    SignatureDiffers,
    SignatureMissing,
    WrongMoment,
)
from impplus.queries.signatures import code_of, digest_of, guarded, signers
from impplus.queries.timeline import happenings
from impplus.records.models import Application, Message, Person, Signature, User
from impplus.words.text import Text
from tests import people
from tests.ready import missing


@pytest.fixture
def karim(unsigned: Application) -> Person:
    """Karim, who asks for a work permit."""
    return unsigned.people.get(relation="spouse")


@pytest.fixture
def his(karim: Person) -> User:
    """Karim's account, which took his part."""
    return part_taken(karim, demo=False)


def test_an_adult_signs_alone_and_a_minor_is_signed_for(unsigned: Application) -> None:
    file = file_of(unsigned)
    assert [one.given_names for one in signers(file)] == ["Karim"]
    assert [one.given_names for one in guarded(file)] == ["Sami"]


def test_who_asks_for_nothing_signs_nothing(unsigned: Application, karim: Person) -> None:
    people.let_say([karim], applies_for="nothing")
    assert signers(file_of(Application.objects.get())) == ()


def test_without_the_spouses_signature_nothing_is_received(
    unsigned: Application, alice: User
) -> None:
    assert missing(unsigned) == ["Karim Idrissi – Declaration and signature"]
    with pytest.raises(NotReady) as refused:
        applications.submit(unsigned, signature="Alice Benali", by=alice)
    assert "Karim Idrissi – Déclaration et signature" in refused.value.text.fr
    unsigned.refresh_from_db()
    assert unsigned.status == "draft"


def test_he_signs_with_his_account_and_the_receipt_says_who_how_and_for_whom(
    unsigned: Application, karim: Person, his: User, alice: User
) -> None:
    signs(karim, by=his)
    assert missing(unsigned) == []
    receipt = applications.submit(unsigned, signature="Alice Benali", by=alice)
    made, kept = Signature.objects.get(), received_in(receipt)
    assert kept.signatures == (
        {
            "person": "partner",
            "name": "Karim Idrissi",
            "how": "account",
            "at": made.at.isoformat(),
            "sha256": made.digest.removeprefix("sha256:"),
        },
    )
    assert (kept.signed_for, kept.private) == (("child-1",), ())


def test_on_paper_the_scan_stands_in_the_file(
    unsigned: Application, karim: Person, alice: User
) -> None:
    signs_on_paper(karim, by=alice)
    receipt = applications.submit(unsigned, signature="Alice Benali", by=alice)
    (signed,) = received_in(receipt).signatures
    assert (signed["how"], signed["name"]) == ("paper", "Karim Idrissi")
    titles = {one["key"]: title.en for one, title in received_in(receipt).files}
    assert titles["signed-declaration"] == "Declaration, signed on paper"


def test_who_sends_in_a_paper_that_another_signed_is_not_said_to_have_signed(
    unsigned: Application, karim: Person, alice: User
) -> None:
    signs_on_paper(karim, by=alice)
    told = happenings(file_of(unsigned))
    (one,) = [one for one in told if one.event.noun == "signature"]
    assert (one.event.by, one.name) == (alice, "Karim Idrissi")
    assert one.sentence == Text(
        en="A family member’s declaration, signed on paper, was sent in.",
        fr="La déclaration d’un membre de la famille, signée sur papier, a été envoyée.",
    )


def test_everybody_concerned_is_told(unsigned: Application, karim: Person, his: User) -> None:
    signs(karim, by=his)
    told = Message.objects.filter(notice__contains="signed").order_by("pk")
    assert [(one.account, one.notice) for one in told] == [
        (unsigned.applicant, "part-signed"),
        (his, "own-part-signed"),
    ]


def test_signing_twice_is_one_signature(karim: Person, his: User) -> None:
    signs(karim, by=his)
    signs(karim, by=his)
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("change", ["answer", "name", "file", "removed file"])
def test_a_change_asks_for_the_signature_again(
    change: str, unsigned: Application, karim: Person, his: User, alice: User
) -> None:
    signs(karim, by=his)
    if change == "answer":
        people.let_say([karim], occupation="Boulanger")
    elif change == "name":
        people.let_say([karim], family_name="Idrissi Alaoui")
    elif change == "file":
        scan = BytesIO(a_pdf("another page"))
        documents.upload(
            documents.SentFor(unsigned, person=karim, key="passport"),
            name="a.pdf",
            content=scan,
            by=alice,
        )
    else:
        documents.remove(karim.documents.filter(key="passport")[0], by=alice)
    (asked,) = [one for one in missing(unsigned) if "signature" in one]
    assert asked.endswith("Declaration and signature, once more: something has changed since")


def test_what_changes_back_is_signed_again_as_it_was(
    karim: Person, his: User, unsigned: Application
) -> None:
    signs(karim, by=his)
    people.let_say([karim], occupation="Boulanger")
    people.let_say([Person.objects.get(pk=karim.pk)], occupation="Soudeur")
    assert missing(unsigned) == []


def test_a_scan_that_is_removed_signs_nothing(
    unsigned: Application, karim: Person, alice: User
) -> None:
    signs_on_paper(karim, by=alice)
    documents.remove(karim.documents.get(key="signed-declaration"), by=alice)
    assert missing(unsigned) == ["Karim Idrissi – Declaration and signature"]


def test_a_paper_of_other_answers_is_not_taken(
    unsigned: Application, karim: Person, alice: User
) -> None:
    code = code_of(digest_of(karim, sent_for(unsigned)))
    people.let_say([karim], occupation="Boulanger")
    with pytest.raises(NotUnderstood):
        signatures.sign_on_paper(
            karim, code=code, files=[("a.pdf", BytesIO(a_pdf("signed")))], by=alice
        )
    assert (
        Signature.objects.count(),
        karim.documents.filter(key="signed-declaration").count(),
    ) == (0, 0)


def test_the_code_is_read_as_people_type_it(
    unsigned: Application, karim: Person, alice: User
) -> None:
    code = code_of(digest_of(karim, sent_for(unsigned))).replace("-", " ").lower()
    signatures.sign_on_paper(karim, code=code, files=[("a.pdf", BytesIO(a_pdf("x")))], by=alice)
    assert missing(unsigned) == []


@pytest.mark.parametrize("name", ["Mickey Mouse", "Alice Benali"])
def test_another_name_is_asked_about_and_never_taken(
    name: str, unsigned: Application, karim: Person, his: User
) -> None:
    seen = digest_of(karim, sent_for(unsigned))
    with pytest.raises(SignatureDiffers):
        signatures.sign(karim, signature=name, seen=seen, by=his)
    with pytest.raises(SignatureMissing):
        signatures.sign(karim, signature=" ", seen=seen, by=his)
    assert Signature.objects.count() == 0


def test_nobody_signs_what_was_not_read(unsigned: Application, karim: Person, his: User) -> None:
    seen = digest_of(karim, sent_for(unsigned))
    people.let_say([karim], occupation="Boulanger")
    with pytest.raises(ChangedMeanwhile):
        signatures.sign(karim, signature="Karim Idrissi", seen=seen, by=his)


def test_nobody_signs_what_is_not_there(
    unsigned: Application, karim: Person, his: User, alice: User
) -> None:
    documents.remove(karim.documents.filter(key="passport")[0], by=alice)
    with pytest.raises(NotReady):
        signs(karim, by=his)


def test_nobody_signs_for_another_adult(
    unsigned: Application, karim: Person, his: User, alice: User, bob: User
) -> None:
    seen = digest_of(karim, sent_for(unsigned))
    for who in (alice, bob):
        with pytest.raises(NotYours):
            signatures.sign(karim, signature="Karim Idrissi", seen=seen, by=who)
    child = unsigned.people.get(relation="child")
    with pytest.raises(NotYours):
        signatures.sign(child, signature="Sami Idrissi", seen=seen, by=his)
    with pytest.raises(NotYours):
        signs_on_paper(karim, by=bob)


def test_a_part_that_was_taken_back_signs_nothing_more(
    unsigned: Application, karim: Person, his: User, alice: User
) -> None:
    delegations.end(karim.delegations.get(), by=alice)
    with pytest.raises(NotYours):
        signs(karim, by=his)


def test_a_member_who_became_a_minor_is_signed_for(
    unsigned: Application, karim: Person, his: User, this_day: date
) -> None:
    people.let_say([karim], born=date(this_day.year - 17, 1, 1))
    file = file_of(Application.objects.get())
    assert (signers(file), len(guarded(file))) == ((), 2)
    with pytest.raises(NotUnderstood):
        signs(Person.objects.get(pk=karim.pk), by=his)


def test_once_submitted_nobody_signs(submitted: Application) -> None:
    karim = submitted.people.get(relation="spouse")
    his = karim.delegations.get().account
    assert his is not None
    with pytest.raises(WrongMoment):
        signs(karim, by=his)


def test_private_answers_are_in_no_paper_of_the_family(
    unsigned: Application, karim: Person, his: User, alice: User
) -> None:
    signs(karim, by=his)
    delegations.keep_private(karim.delegations.get(), private=True, by=his)
    receipt = applications.submit(unsigned, signature="Alice Benali", by=alice)
    kept = received_in(receipt)
    assert kept.private == ("partner",)
    assert "partner" in {one.person for one in kept.answers}
