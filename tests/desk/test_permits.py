"""Olivia cancels, suspends, resumes and replaces a permit: she reads all of it once more, and both people are told."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import (
    absences,
    handovers,
    letters,
    mandates,
    messages,
    permit_states,
    visits,
)
from impplus.queries.verification import verify
from impplus.queries.visits import Barred
from impplus.records.models import Application, Event, Permit, User
from tests.approved import bianca, permits_of
from tests.kept import kept
from tests.officers import noor
from tests.people import signed_in

__all__ = ["noor"]


@pytest.fixture
@kept
def permit(examined: Application, alice: User, lucie: User, olivia: User) -> Permit:
    """Alice's permit, in a file that Lucie represents."""
    mandates.give(examined, lawyer=lucie, signature="Alice Benali", by=alice)
    (made,) = permits_of(examined, by=olivia)
    letters.send_owed()
    messages.send_owed()
    mail.outbox.clear()
    return made


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def there(permit: Permit, verb: str = "") -> str:
    name = f"desk:{verb}-permit" if verb else "desk:permit"
    return reverse(name, args=[permit.application.number, permit.pk])


def days(name: str, day: date | None) -> dict[str, str]:
    parts = ("year", "month", "day")
    return {f"{name}_{at}": str(getattr(day, part)) if day else "" for at, part in enumerate(parts)}


ENDED = {"ground": "officer", "reasons": "Seen on the file.", "language": "en"}
CONDITIONS = {"conditions_en": "One.", "conditions_fr": "Un."}


def of_person(permit: Permit) -> dict[str, str]:
    """What the form of a replacement says of its holder, as it comes."""
    person = permit.person
    names = ("family_name", "given_names", "nationality", "passport_number")
    return {name: getattr(person, name) for name in names} | days("born", person.born)


def of_replacement(permit: Permit, **changes: str) -> dict[str, str]:
    """The form of a replacement, with other conditions."""
    sent = {"ground": "error", "reasons": "A mistake.", "language": "en"} | CONDITIONS
    return sent | of_person(permit) | days("valid_until", permit.valid_until) | changes


def told() -> set[str]:
    letters.send_owed()
    messages.send_owed()
    return {one.to[0] for one in mail.outbox}


def state(permit: Permit, on: date) -> str:
    found = verify(permit.code, on)
    assert found
    return found.state


def test_a_permit_is_cancelled_after_a_last_look_and_both_are_told(
    desk: Client, permit: Permit, alice: User, lucie: User, this_day: date
) -> None:
    sent = ENDED | {"ground": "permanent-resident"}
    page = desk.post(there(permit, "cancel"), sent)
    assert "Check before you do it" in page.content.decode()
    assert (state(permit, this_day), told()) == ("valid", set())
    answer = desk.post(there(permit, "cancel"), sent | {"sure": "1"})
    assert (answer.status_code, answer["Location"]) == (302, there(permit))
    assert state(permit, this_day) == "cancelled"
    assert told() == {alice.email, lucie.email}


def test_the_page_of_a_permit_says_each_row_with_ground_person_and_day(
    desk: Client, permit: Permit, olivia: User, this_day: date
) -> None:
    until = this_day + timedelta(days=9)
    permit_states.suspend(permit, ground="officer", until=until, reasons="A check.", by=olivia)
    page = desk.get(there(permit))
    rows = [
        (one.event.verb, one.ground and one.ground.key, one.event.by, one.until)
        for one in page.context["became"]
    ]
    assert rows == [("issue", None, bianca(), None), ("suspend", "officer", olivia, until)]
    assert page.context["acts"] == {
        "cancel": True,
        "suspend": False,
        "resume": True,
        "replace": False,
    }


def test_a_suspension_without_an_end_is_ended_by_an_officer(
    desk: Client, permit: Permit, this_day: date
) -> None:
    sent = ENDED | days("until", None)
    assert "Until an officer ends it" in desk.post(there(permit, "suspend"), sent).content.decode()
    desk.post(there(permit, "suspend"), sent | {"sure": "1"})
    assert state(permit, this_day) == "suspended"
    assert desk.get(there(permit, "resume")).status_code == 200
    desk.post(there(permit, "resume"))
    assert state(permit, this_day) == "valid"


def test_a_permit_is_corrected_by_another_that_names_it(
    desk: Client, permit: Permit, this_day: date
) -> None:
    until = this_day + timedelta(days=100)
    conditions = {"conditions_en": "One.\nTwo.", "conditions_fr": "Un.\n\nDeux."}
    sent = of_replacement(permit, **conditions, family_name="Bennani") | days("valid_until", until)
    page = desk.post(there(permit, "replace"), sent)
    shown = [str(one.label.en) for one in page.context["changes"].rows]
    assert (page.status_code, shown) == (200, ["Name", "Valid until"])
    assert "A mistake." in page.content.decode()
    desk.post(there(permit, "replace"), sent | {"sure": "1"})
    other = Permit.objects.get(replaces=permit)
    assert (other.valid_until, [one["fr"] for one in other.conditions]) == (until, ["Un.", "Deux."])
    assert (state(permit, this_day), state(other, this_day)) == ("replaced", "valid")
    assert other.letters.get(kind="permit").facts["replaces"] == permit.number
    for page, named in ((there(permit), other), (there(other), permit)):
        assert there(named) in desk.get(page).content.decode()
    before, after = (desk.get(there(one)).context["printed"].name.en for one in (permit, other))
    assert (before, after) == ("Alice Benali", "Alice Bennani")
    papers = desk.get(reverse("desk:papers", args=[permit.application.number]))
    assert [name for _, name in papers.context["permits"]] == [before, after]
    shown = papers.content.decode()
    assert ["Permit – Alice Benali" in shown, "Permit – Alice Bennani" in shown] == [True, True]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"conditions_fr": "Un."}, "both have as many lines"),
        ({"valid_until_0": "2099"}, "Give a day from today to the last day of the permit"),
        ({"ground": "study-error"}, "Choose one of the answers"),
    ],
)
def test_what_cannot_be_is_said_at_the_first_press_and_what_was_typed_stays(
    desk: Client, permit: Permit, changes: dict[str, str], said: str
) -> None:
    conditions = {"conditions_en": "One.\nTwo.", "conditions_fr": "Un.\nDeux."}
    page = desk.post(there(permit, "replace"), of_replacement(permit, **conditions) | changes)
    text = page.content.decode()
    assert (page.status_code, said in text, "One.\nTwo." in text) == (422, True, True)
    assert Permit.objects.count() == 1


def test_a_replacement_in_which_nothing_differs_is_refused_at_the_first_press(
    desk: Client, permit: Permit
) -> None:
    held = {
        f"conditions_{language}": "\n".join(one[language] for one in permit.conditions)
        for language in ("en", "fr")
    }
    page = desk.post(there(permit, "replace"), of_replacement(permit, **held))
    assert (page.status_code, "Nothing differs" in page.content.decode()) == (422, True)


def test_the_page_of_a_permit_says_why_and_until_when_it_is_suspended(
    desk: Client, permit: Permit, olivia: User, this_day: date
) -> None:
    until = this_day + timedelta(days=9)
    permit_states.suspend(permit, ground="officer", until=until, reasons="A check.", by=olivia)
    page = desk.get(there(permit))
    assert [one.reasons for one in page.context["became"]] == ["", "A check."]
    assert "Suspended until the end of" in page.content.decode()


def test_an_expired_permit_is_not_changed(desk: Client, permit: Permit, this_day: date) -> None:
    past = this_day - timedelta(days=1)
    Permit.objects.update(valid_from=past, valid_until=past)
    for verb in ("cancel", "suspend"):
        page = desk.post(there(permit, verb), ENDED | days("until", None) | {"sure": "1"})
        assert (page.status_code, "nothing of it can be changed" in page.content.decode()) == (
            422,
            True,
        )
    sent = of_replacement(permit) | days("valid_until", past) | {"sure": "1"}
    page = desk.post(there(permit, "replace"), sent)
    assert page.status_code == 422
    assert (Permit.objects.get().status, any(desk.get(there(permit)).context["acts"].values())) == (
        "valid",
        False,
    )


@pytest.mark.parametrize("verb", ["cancel", "suspend", "replace", "resume"])
def test_only_the_officer_of_a_file_acts_on_its_permits(
    verb: str, desk: Client, permit: Permit, olivia: User, noor: User
) -> None:
    if verb == "resume":
        permit_states.suspend(permit, ground="officer", by=olivia)
    before = Permit.objects.get().status
    visits.open_with(permit.application, why="compare", words="", by=noor)
    sent = ENDED | days("until", None) | {"sure": "1"}
    hers = signed_in(noor)
    if verb == "replace":
        sent = of_replacement(permit) | {"sure": "1"}
    answers = [hers.get(there(permit, verb)), hers.post(there(permit, verb), sent)]
    assert [one.status_code for one in answers] == [409, 409]
    assert "Olivia Chen has this file" in answers[1].content.decode()
    assert (Permit.objects.count(), Permit.objects.get().status) == (1, before)
    page = hers.get(there(permit))
    assert not any(page.context["acts"].values())
    assert reverse("desk:take-over", args=[permit.application.number]) in page.content.decode()
    handovers.take_over(permit.application, reason="Olivia est partie.", by=noor)
    assert hers.post(there(permit, verb), sent).status_code == 302
    asked = desk.post(there(permit, verb), sent)["Location"]
    assert asked.startswith(reverse("desk:reason", args=[permit.application.number]))


def test_whoever_stands_in_for_its_officer_acts_and_one_of_two_wins(
    desk: Client, permit: Permit, olivia: User, noor: User, this_day: date
) -> None:
    absences.declare(olivia, first=this_day, last=this_day, substitute=noor, by=olivia)
    sent = ENDED | {"sure": "1"}
    answers = [one.post(there(permit, "cancel"), sent) for one in (desk, desk, signed_in(noor))]
    assert [one.status_code for one in answers] == [302, 302, 409]
    assert "Olivia Chen" in answers[2].content.decode()
    assert Event.objects.filter(noun="permit", verb="cancel").count() == 1


def test_nobody_acts_on_the_permit_of_somebody_close(permit: Permit, olivia: User) -> None:
    visits.declare_close(permit.application, by=olivia)
    with pytest.raises(Barred):
        permit_states.cancel(permit, ground="error", by=olivia)
    assert Permit.objects.get().status == "valid"


def test_what_was_replaced_or_cancelled_offers_no_form(
    desk: Client, permit: Permit, olivia: User
) -> None:
    permit_states.cancel(permit, ground="error", by=olivia)
    for verb in ("cancel", "suspend", "replace", "resume"):
        assert desk.get(there(permit, verb)).status_code == 409


def test_a_permit_of_another_file_is_not_found(desk: Client, permit: Permit, bob: User) -> None:
    assert (
        desk.get(
            reverse("desk:permit", args=[permit.application.number, permit.pk + 1])
        ).status_code
        == 404
    )
    assert signed_in(bob).get(there(permit)).status_code == 404


def test_the_pages_are_in_french_too(desk: Client, permit: Permit) -> None:
    with override("fr"):
        page = desk.get(there(permit)).content.decode()
        assert "Ce qu’il en est advenu" in page
        assert "Annuler le permis" in desk.get(there(permit, "cancel")).content.decode()
