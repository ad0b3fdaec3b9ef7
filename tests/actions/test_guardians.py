"""A parent signs for a minor: which of the couple follows from who the parents are."""

import pytest

from impplus.actions import applications
from impplus.demonstration.signing import part_taken, signs
from impplus.queries.file import file_of
from impplus.queries.received import received_in
from impplus.queries.refusals import NotReady
from impplus.queries.signatures import guarded, wards_of
from impplus.records.models import Application, Person, User
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


@pytest.mark.parametrize(
    ("answers", "by_karim"),
    [
        ({"parents": "both"}, False),
        ({"parents": "principal-and-another"}, False),
        ({"parents": "partner-and-another"}, True),
        ({"parents": "one", "only_parent": "principal"}, False),
        ({"parents": "one", "only_parent": "partner"}, True),
        ({"parents": "one"}, False),
        ({}, False),
    ],
)
def test_who_signs_for_a_minor_follows_from_who_the_parents_are(
    answers: dict[str, str], by_karim: bool, unsigned: Application, karim: Person
) -> None:
    sami = unsigned.people.get(relation="child")
    people.let_say([sami], **{"parents": None, "only_parent": None, **answers})
    file = file_of(Application.objects.get())
    assert wards_of(file, karim) == ((sami,) if by_karim else ())
    assert guarded(file) == (() if by_karim else (sami,))


def test_alice_signs_for_a_child_of_karims_alone_where_he_signs_nothing(
    unsigned: Application, karim: Person
) -> None:
    sami = unsigned.people.get(relation="child")
    people.let_say([sami], parents="partner-and-another")
    people.let_say([karim], applies_for="nothing")
    assert guarded(file_of(Application.objects.get())) == (sami,)


@pytest.fixture
def karims_child(unsigned: Application) -> Person:
    """Sami, the child of Karim and of somebody else who agrees."""
    sami = unsigned.people.get(relation="child")
    people.let_say([sami], parents="partner-and-another", other_parent_consents=True)
    people.send_documents(unsigned, by=unsigned.applicant)  # now the consent is asked for
    return Person.objects.get(pk=sami.pk)


def test_karim_signs_for_his_child_and_everybody_reads_that_he_did(
    unsigned: Application, karim: Person, his: User, karims_child: Person, alice: User
) -> None:
    signs(karim, by=his)
    assert missing(unsigned) == []
    receipt = applications.submit(unsigned, signature="Alice Benali", by=alice)
    kept = received_in(receipt)
    assert ([one["signed_for"] for one in kept.signatures], kept.signed_for) == ([["child-1"]], ())


def test_what_changes_of_the_child_asks_karim_again(
    unsigned: Application, karim: Person, his: User, karims_child: Person
) -> None:
    signs(karim, by=his)
    people.let_say([karims_child], institution="École Exemple")
    again = "Karim Idrissi – Declaration and signature, once more: something has changed since"
    assert missing(unsigned) == [again]


def test_karim_signs_nothing_while_an_answer_about_his_child_is_missing(
    karim: Person, his: User, karims_child: Person
) -> None:
    people.let_say([karims_child], studies=None)
    with pytest.raises(NotReady):
        signs(karim, by=his)
