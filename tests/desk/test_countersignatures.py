"""Olivia finds misrepresentation, or approves against the rules: Omar signs first, or sends it back."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import countersignatures, decisions
from impplus.queries.countersignatures import SignatureOwed, asked_of, second
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.outcomes import outcomes_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Countersignature, User
from impplus.rules.lifecycle import Role
from tests import people
from tests.decided import falling
from tests.desk.test_decisions_by_person import NOT_HIM
from tests.heard import heard
from tests.kept import kept
from tests.people import all_met, signed_in, user

WHY = "La lettre de l’employeur est fausse."


@pytest.fixture
def omar(db: None) -> User:
    """Omar is another federal officer."""
    return user("omar@example.test", "Omar Said", Role.FEDERAL)


@pytest.fixture
@kept
def doubted(enrolled: Application, olivia: User) -> Application:
    """Alice was heard about a letter that Olivia holds to be false."""
    heard(enrolled, "truthful", by=olivia)
    return Application.objects.get(pk=enrolled.pk)


def form_of(desk: Client, file: Application) -> dict[str, str]:
    form = desk.get(reverse("desk:decision", args=[file.number])).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {f"met-{key}": "yes" for key in all_met(file)}
    untrue = {"met-truthful": "no", "note-truthful": WHY}
    return said | untrue | {"outcome": "refuse", "reasons": "Vu le dossier.", "language": "fr"}


def asked(file: Application, by: User) -> Countersignature:
    file = Application.objects.get(pk=file.pk)
    whole = file_of(file)
    before = judged(whole)
    found = before.as_found({"truthful": False})
    needed = second(whole, before, "refused", found, {"truthful": WHY})
    assert needed is not None
    return countersignatures.request(file, asked=needed, sent={"reasons": "Vu."}, by=by)


def refuse(file: Application, by: User, why: str = WHY) -> None:
    file = Application.objects.get(pk=file.pk)
    why_not = {"truthful": why}
    decisions.refuse(file, unmet=why_not, reasons="Vu.", by=by, falling=falling(file))


def test_no_officer_finds_misrepresentation_alone(doubted: Application, olivia: User) -> None:
    with pytest.raises(SignatureOwed):
        refuse(doubted, olivia)
    asked(doubted, olivia)
    with pytest.raises(SignatureOwed):
        refuse(doubted, olivia)


def test_another_officer_signs_these_very_words_and_then_it_is_decided(
    doubted: Application, olivia: User, omar: User
) -> None:
    countersignatures.settle(asked(doubted, olivia), signed=True, by=omar)
    with pytest.raises(SignatureOwed):
        refuse(doubted, olivia, "Autre chose.")
    refuse(doubted, olivia)
    assert Application.objects.get(pk=doubted.pk).status == "refused"


def test_who_asked_does_not_sign(doubted: Application, olivia: User) -> None:
    one = asked(doubted, olivia)
    with pytest.raises(countersignatures.SameOfficer):
        countersignatures.settle(one, signed=True, by=olivia)
    assert list(asked_of(olivia)) == []


def test_it_is_sent_back_with_a_reason_only_and_then_not_decided(
    doubted: Application, olivia: User, omar: User
) -> None:
    one = asked(doubted, olivia)
    with pytest.raises(NotUnderstood):
        countersignatures.settle(one, signed=False, why=" ", by=omar)
    countersignatures.settle(one, signed=False, why="La page 2 manque.", by=omar)
    with pytest.raises(SignatureOwed):
        refuse(doubted, olivia)


def test_of_two_second_officers_one_settles_it(
    doubted: Application, olivia: User, omar: User
) -> None:
    noor = user("noor@example.test", "Noor Haddad", Role.FEDERAL)
    one = asked(doubted, olivia)
    countersignatures.settle(one, signed=True, by=omar)
    with pytest.raises(WrongMoment) as late:
        countersignatures.settle(one, signed=False, why="Non.", by=noor)
    assert late.type is WrongMoment
    with pytest.raises(AlreadyDone):
        countersignatures.settle(one, signed=True, by=omar)


def test_an_approval_against_the_rules_needs_a_signature_too(
    enrolled: Application, olivia: User, omar: User
) -> None:
    people.let_say(enrolled.people.all(), lives_country="CAN", lives_province="QC")
    file = Application.objects.get(pk=enrolled.pk)
    before = judged(file_of(file))
    notes = {one.key: "Elle a déménagé depuis." for one in before.conditions if one.met is not True}
    words = {"weighed": all_met(file), "notes": notes, "reasons": "Vu.", "by": olivia}
    with pytest.raises(SignatureOwed):
        decisions.approve(file, **words)  # type: ignore[arg-type]
    found = before.as_found(dict.fromkeys(notes, True))
    needed = second(file_of(file), before, "approved", found, notes)
    assert needed is not None
    one = countersignatures.request(file, asked=needed, sent={}, by=olivia)
    countersignatures.settle(one, signed=True, by=omar)
    decisions.approve(Application.objects.get(pk=file.pk), **words)  # type: ignore[arg-type]
    assert Application.objects.get(pk=file.pk).status == "approved"


def test_from_the_page_of_the_decision_to_the_second_officer_and_back(
    desk: Client, doubted: Application, olivia: User, omar: User
) -> None:
    page = reverse("desk:decision", args=[doubted.number])
    heard(doubted, "admissible", by=olivia, about="partner")
    sent = form_of(desk, doubted) | NOT_HIM
    before = desk.post(page, sent, follow=True)
    assert "Ask another officer to sign" in before.content.decode()
    assert desk.post(page, sent | {"second": "1"}).status_code == 302
    one = Countersignature.objects.get()
    omars = signed_in(omar)
    row = reverse("desk:countersignature", args=[doubted.number, one.pk])
    assert row in omars.get(reverse("desk:countersignatures")).content.decode()
    first = [browser.get(reverse("desk:queue")) for browser in (omars, desk)]
    assert [one.context["to_sign"] for one in first] == [1, 0]
    assert [len(one.context["queue"].waiting) for one in first] == [0, 0]
    assert "1 decision of a colleague waits for another officer" in first[0].content.decode()
    own = desk.get(reverse("desk:file", args=[doubted.number])).content.decode()
    assert (row in own, "The next step is yours" in own) == (True, False)
    assert omars.post(row, {"sign": "1"}).status_code == 409  # not before he read it
    asks = omars.get(row).headers["Location"]
    assert omars.post(asks, {"why": "asked"}).headers["Location"] == row
    shown = omars.get(row).content.decode()
    assert (WHY in shown, 'name="sign"' in shown) == (True, True)
    assert omars.post(row, {"sign": "1"}).status_code == 302
    assert Application.objects.get(pk=doubted.pk).officer == one.asked_by
    queue = desk.get(reverse("desk:queue")).context["queue"]
    assert [one.kind for one in queue.waiting] == ["signature"]
    again = desk.get(page).context["form"]
    assert (again["met-truthful"].value(), again["note-truthful"].value()) == ("no", WHY)
    assert {name: again[name].value() for name in NOT_HIM} == NOT_HIM
    ready = desk.post(page, sent, follow=True).content.decode()
    assert ("Omar Said signed on" in ready, "Ask another officer to sign" in ready) == (True, False)
    assert desk.post(page, sent | {"sure": "1", "falls": ["child-1"]}).status_code == 302
    assert Application.objects.get(pk=doubted.pk).status == "refused"
    assert [one.falls for one in outcomes_of(doubted)] == [False, False, True]
