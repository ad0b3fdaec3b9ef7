"""A mandate is the applicant's to give and to take back."""

import pytest

from impplus.actions import applications, colleagues, mandates
from impplus.practice.access import may_be_appointed
from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.practice.models import Colleague
from impplus.queries.refusals import NotUnderstood, NotYours, SignatureMissing, WrongMoment
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import Application, Firm, Intake, Mandate, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.matters import colleague


@pytest.fixture
def mandate(paid_draft: Application, alice: User, lucie: User) -> Mandate:
    """Lucie's mandate in Alice's file."""
    return mandates.give(paid_draft, lawyer=lucie, signature=" Alice Benali ", by=alice)


def test_a_mandate_opens_the_file_to_that_lawyer_alone(
    mandate: Mandate, alice: User, lucie: User, firm: Firm
) -> None:
    colleague = people.user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", firm)
    assert list(access.applications(lucie)) == [mandate.application]
    assert list(access.applications(colleague)) == []
    assert list(access.applications(alice)) == [mandate.application]
    assert (mandate.signature, mandate.status) == ("Alice Benali", "active")


def test_a_mandate_is_told_by_a_letter_that_names_the_lawyer_and_the_firm(mandate: Mandate) -> None:
    letter = mandate.application.letters.get(kind="mandate")
    assert letter.facts == {"lawyer": "Lucie Tremblay", "firm": "Cabinet Tremblay"}


@pytest.mark.parametrize("ender", ["alice", "lucie"])
def test_either_side_ends_it_and_the_file_closes_to_the_lawyer(
    ender: str, mandate: Mandate, alice: User, lucie: User
) -> None:
    mandates.end(mandate, by={"alice": alice, "lucie": lucie}[ender])
    mandate.refresh_from_db()
    assert mandate.status == "ended"
    assert list(access.applications(lucie)) == []
    with pytest.raises(WrongMoment):
        mandates.end(mandate, by=alice)


def test_a_second_mandate_waits_for_the_end_of_the_first(
    mandate: Mandate, alice: User, lucie: User, firm: Firm
) -> None:
    colleague = people.user("paul@example.test", "Paul Roy", Role.REPRESENTATIVE, "fr", firm)
    application = mandate.application
    with pytest.raises(NotUnderstood):
        mandates.give(application, lawyer=colleague, signature="Alice Benali", by=alice)
    mandates.end(mandate, by=alice)
    mandates.give(application, lawyer=colleague, signature="Alice Benali", by=alice)
    assert list(access.applications(colleague)) == [application]
    assert list(access.applications(lucie)) == []


@pytest.mark.parametrize("signature", ["", " ", "A" * 251, "Alice\x00", "Mickey Mouse"])
def test_a_mandate_is_signed(
    signature: str, paid_draft: Application, alice: User, lucie: User
) -> None:
    with pytest.raises(SignatureMissing):
        mandates.give(paid_draft, lawyer=lucie, signature=signature, by=alice)
    assert Mandate.objects.count() == 0


def test_only_a_working_lawyer_gets_a_mandate(
    paid_draft: Application, alice: User, bob: User, lucie: User, olivia: User
) -> None:
    lucie.is_active = False
    lucie.save()
    for other in (bob, olivia, lucie):
        with pytest.raises(NotYours):
            mandates.give(paid_draft, lawyer=other, signature="Alice Benali", by=alice)
    assert Mandate.objects.count() == 0


def test_only_who_answers_for_files_at_a_firm_is_appointed_and_stays_one_who_does(
    paid_draft: Application, alice: User, lucie: User, firm: Firm
) -> None:
    team = {role: colleague(firm, role.capitalize(), role) for role in ROLES_AT_A_FIRM}
    gone = colleague(firm, "Gone")
    Colleague.objects.filter(account=gone.pk).update(status="left", until=Now())
    assert set(may_be_appointed()) == {lucie, team["owner"], team["lawyer"]}
    for other in (team["paralegal"], team["intake"], team["bookkeeper"], gone):
        with pytest.raises(NotYours):
            mandates.give(paid_draft, lawyer=other, signature="Alice Benali", by=alice)
    mandates.give(paid_draft, lawyer=team["lawyer"], signature="Alice Benali", by=alice)
    with pytest.raises(colleagues.StillAppointed):
        colleagues.change(team["lawyer"], role="paralegal", by=team["owner"])
    colleagues.change(team["lawyer"], role="owner", by=team["owner"])
    assert team["lawyer"] in may_be_appointed()


@pytest.mark.parametrize("ended", [False, True])
def test_what_was_received_says_whether_somebody_acts(
    ended: bool, mandate: Mandate, intake: Intake, alice: User
) -> None:
    application = mandate.application
    if ended:
        mandates.end(mandate, by=alice)
    applications.submit(application, signature="Alice Benali", by=alice)
    assert application.assessments.get().case["represented"] is not ended
