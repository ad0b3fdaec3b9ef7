"""What may become of a file in which Karim keeps his answers private, with every letter that follows."""

from collections.abc import Callable

import pytest

from impplus.actions import (
    applications,
    arrivals,
    decisions,
    exemptions,
    fairness,
    introductions,
    mandates,
    payments,
    permit_states,
    questions,
    reconsiderations,
    reopenings,
    rest,
    reviews,
)
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.file import file_of
from impplus.queries.outcomes import FoundOfMember
from impplus.records.models import Application, Permit, Person, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.approved import arrive, bianca
from tests.decided import falling
from tests.heard import heard
from tests.ordered import carried_out, put_in_force

type Happens = Callable[[Application, User, User], None]


def spouse(file: Application) -> Person:
    return file.people.get(relation="spouse")


def represented(file: Application, alice: User) -> None:
    lucie = User.objects.get(email="lucie@example.test")
    mandates.give(file, lawyer=lucie, signature="Alice Benali", by=alice)


def submitted(file: Application, alice: User, olivia: User) -> None:
    applications.submit(file, signature="Alice Benali", by=alice)
    reviews.take_oldest(by=olivia)
    file.refresh_from_db()
    represented(file, alice)


def not_submitted(file: Application, alice: User, olivia: User) -> None:
    represented(file, alice)
    payments.give_back(file_of(file), outcome="not-submitted")


def withdrawn(file: Application, alice: User, olivia: User) -> None:
    submitted(file, alice, olivia)
    applications.withdraw(file, by=alice)


def withdrawn_in_processing(file: Application, alice: User, olivia: User) -> None:
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    applications.withdraw(Application.objects.get(), by=alice)


def returned(file: Application, alice: User, olivia: User) -> None:
    submitted(file, alice, olivia)
    reviews.ask(file, text="?", document="", days=9, person=spouse(file), by=olivia)
    reviews.return_incomplete(file, reasons="Il manque un passeport.", by=olivia)


def refused(file: Application, alice: User, olivia: User) -> None:
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    file.refresh_from_db()
    heard(file, "passport", by=olivia)
    decisions.refuse(
        file, unmet={"passport": "Expiré."}, reasons="Vu.", by=olivia, falling=falling(file)
    )


def given(file: Application, olivia: User) -> None:
    reviews.request_biometrics(file, by=olivia)
    for person in file.people.filter(biometrics_asked_at__isnull=False):
        on = IMP_PLUS.day_of(person.biometrics_asked_at) if person.biometrics_asked_at else None
        if on:
            reviews.record_biometrics(person, on=on, by=olivia)


def introduced(file: Application, alice: User, olivia: User) -> None:
    """Everybody in it is abroad, so each gets a letter of introduction."""
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    file.refresh_from_db()
    for person in (None, spouse(file)):
        asked = reviews.ask(file, text="?", document="", days=9, person=person, by=olivia)
        questions.withdraw(asked, by=olivia)
    given(file, olivia)
    file = Application.objects.get()
    decisions.approve(
        file, weighed=people.all_met(file), notes={}, reasons="Conditions remplies.", by=olivia
    )


def approved(file: Application, alice: User, olivia: User) -> None:
    introduced(file, alice, olivia)
    file = Application.objects.get()
    arrive(file)
    his = Permit.objects.get(person=spouse(file))
    permit_states.suspend(his, ground="officer", by=olivia)
    permit_states.resume(his, by=olivia)
    permit_states.cancel(
        permit_states.replace_with(his, ground="officer", conditions=[], by=olivia),
        ground="error",
        by=olivia,
    )


def turned_away(file: Application, alice: User, olivia: User) -> None:
    introduced(file, alice, olivia)
    his = file.introductions.get(person=spouse(file))
    arrivals.refuse_entry(
        his,
        ground="no-document",
        port="Lacolle",
        reasons="Karim Idrissi, non.",
        by=bianca(),
    )


def called_back(file: Application, alice: User, olivia: User) -> None:
    introduced(file, alice, olivia)
    his = Application.objects.get().introductions.get(person=spouse(file))
    introductions.cancel(his, ground="letter-officer", reasons="Karim Idrissi, non.", by=olivia)


def another(role: Role) -> User:
    """A colleague of Olivia, or a manager."""
    number = User.objects.count()
    return people.user(f"colleague-{number}@example.test", "Noor Siddiqui", role)


def left_for_later(file: Application, alice: User, olivia: User) -> Application:
    """Alice is approved; of Karim it is said that the decision comes later."""
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    given(file, olivia)
    file = Application.objects.get()
    why = {"partner": "Il manque un certificat."}
    decisions.approve(
        file, weighed=people.all_met(file), notes={}, reasons="Vu.", by=olivia, later=why
    )
    return Application.objects.get()


def approved_later(file: Application, alice: User, olivia: User) -> None:
    file = left_for_later(file, alice, olivia)
    rest.decide(file, people=["partner"], reasons="Reçu.", by=olivia)


def refused_later(file: Application, alice: User, olivia: User) -> None:
    file = left_for_later(file, alice, olivia)
    found = {"partner": FoundOfMember(unmet={"passport": "Expiré."})}
    put = fairness.put(
        file, concerns={"passport": ("Un doute.", "Le dossier.")}, by=olivia, person=spouse(file)
    )
    account = file.delegations.get().account
    assert account is not None
    reviews.answer(put, text="Voici pourquoi.", by=account)
    rest.decide(file, people=["partner"], reasons="Vu.", by=olivia, members=found)


def withdrawn_later(file: Application, alice: User, olivia: User) -> None:
    file = left_for_later(file, alice, olivia)
    rest.withdraw(file, person=spouse(file).pk, by=alice)


def ended_later(file: Application, alice: User, olivia: User) -> None:
    left_for_later(file, alice, olivia)
    proposes, signs = another(Role.MANAGER), another(Role.MANAGER)
    with pytest.MonkeyPatch.context() as patched:
        order = put_in_force(patched, today(IMP_PLUS), "terminated")
        carried_out(order, by=proposes, signed_by=signs)


def exempted(file: Application, alice: User, olivia: User) -> None:
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    reviews.request_biometrics(Application.objects.get(), by=olivia)
    made = exemptions.record(spouse(file), ground="not-feasible", reason="Soudeur.", by=olivia)
    exemptions.take_back(made, reason="Soudeur, et guéri.", by=olivia)


def kept_as_decided(file: Application, alice: User, olivia: User) -> None:
    refused(file, alice, olivia)
    asked = reconsiderations.request(Application.objects.get(), reasons="Relisez.", by=alice)
    reconsiderations.keep(asked, reasons="Relu.", by=another(Role.FEDERAL))


def reopened(file: Application, alice: User, olivia: User) -> None:
    refused(file, alice, olivia)
    asked = reopenings.request(
        Application.objects.get(), ground="error", reasons="Lu trop vite.", by=olivia
    )
    reopenings.authorise(asked, by=another(Role.FEDERAL))


def ended_by_an_order(file: Application, alice: User, olivia: User) -> None:
    """Suspended, resumed, and ended for good."""
    submitted(file, alice, olivia)
    reviews.complete(file, by=olivia)
    proposes, signs = another(Role.MANAGER), another(Role.MANAGER)
    with pytest.MonkeyPatch.context() as patched:
        for effect, more in (
            ("suspended", {}),
            ("resumed", {"resumes": "suspended"}),
            ("terminated", {}),
        ):
            order = put_in_force(patched, today(IMP_PLUS), effect, **more)
            carried_out(order, by=proposes, signed_by=signs)


ENDS: dict[str, Happens] = {
    one.__name__: one
    for one in (
        not_submitted,
        withdrawn,
        withdrawn_in_processing,
        returned,
        refused,
        approved,
        turned_away,
        called_back,
        exempted,
        kept_as_decided,
        reopened,
        ended_by_an_order,
        approved_later,
        refused_later,
        withdrawn_later,
        ended_later,
    )
}
