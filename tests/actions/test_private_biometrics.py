"""Karim keeps his answers private: of his fingerprints and photo nobody else is told."""

from datetime import date

from impplus.actions import letters, reminders, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.biometrics import last_day_to_give
from impplus.queries.reminders import reminders_due
from impplus.records.models import Application, Letter, Message, User
from tests.actions.test_private_letters import NAME, posted_to, private, processing, spouse

__all__ = ["private", "processing"]


def test_the_letter_for_biometrics_names_him_to_himself_alone(
    processing: Application, alice: User, lucie: User, olivia: User
) -> None:
    reviews.request_biometrics(processing, by=olivia)
    whole, own = Letter.objects.filter(kind="biometrics").order_by("pk")
    assert [(one.person, one.facts["people"]) for one in (whole, own)] == [
        (None, "Alice Benali"),
        (spouse(processing), NAME),
    ]


def test_where_he_alone_gives_biometrics_nobody_else_is_told_of_any(
    processing: Application, alice: User, lucie: User, olivia: User, this_day: date
) -> None:
    processing.people.exclude(relation="spouse").update(biometrics_taken_on=this_day)
    posted_to(alice, lucie)
    before = Message.objects.count()
    reviews.request_biometrics(Application.objects.get(), by=olivia)
    (own,) = Letter.objects.filter(kind="biometrics")
    assert (own.person, own.facts["people"]) == (spouse(processing), NAME)
    event = processing.events.get(verb="request-biometrics")
    assert event.detail["person"] == own.person_id
    letters.send_owed()
    due = last_day_to_give(IMP_PLUS, this_day).due
    assert [one.notice for one in reminders_due(IMP_PLUS, due)] == [
        "reminder-own-biometrics-last-day"
    ]
    assert reminders.owe_due(IMP_PLUS) == 0
    reviews.record_biometrics(spouse(processing), on=this_day, by=olivia)
    told = Message.objects.order_by("pk")[before:]
    assert {one.account for one in told} == {own.person.delegations.get().account}  # type: ignore[union-attr]
