"""People with a single name, a refugee's or stateless person's travel document or a laissez-passer, from the form to the permit."""

from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, decisions, letters, reviews
from impplus.outside import store
from impplus.queries import contradictions
from impplus.queries.file import file_of
from impplus.queries.received import receipt_of, received_in
from impplus.queries.verification import verify
from impplus.records.models import Application, Intake, Letter, User
from impplus.rules.mrz import parsed
from tests import people
from tests.approved import arrive
from tests.outside.files.passports import with_digits
from tests.people import all_met, signed_in
from tests.portal import pages


@dataclass(frozen=True)
class Who:
    """What somebody's travel document says, and what the first line of its zone is."""

    family_name: str
    given_names: str
    nationality: str
    issuer: str
    kind: str
    first: str
    initials: str

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "family_name": self.family_name,
            "given_names": self.given_names,
            "nationality": self.nationality,
            "passport_country": self.issuer,
            "passport_kind": self.kind,
            "passport_number": "AB1234567",
        }


WHO = {
    "a single name": Who("Suharti", "", "IDN", "IDN", "ordinary", "P<IDNSUHARTI", "S."),
    "a refugee": Who("Zar Ali", "", "XXB", "DEU", "refugee", "P<D<<ZAR<ALI", "Z.A."),
    "a stateless person": Who(
        "Bidun", "Noor", "XXA", "FRA", "stateless", "P<FRABIDUN<<NOOR", "N.B."
    ),
    "a laissez-passer": Who(
        "Exemple", "Ines", "MAR", "UNO", "united-nations", "PLUNOEXEMPLE<<INES", "I.E."
    ),
}


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_comes_from_the_form_to_a_permit_that_is_verified(
    who: Who,
    language: str,
    paid_draft: Application,
    alice: User,
    olivia: User,
    intake: Intake,
    this_day: date,
) -> None:
    principal = paid_draft.people.filter(relation="principal")
    people.let_say(principal, **who.answers)
    _zone_read(paid_draft, who)
    browser = signed_in(alice)
    assert who.name in _read(browser, "review", paid_draft, language)
    applications.submit(paid_draft, signature=who.name.upper(), by=alice)
    received = Application.objects.get()
    letters.send_owed()
    assert received_in(receipt_of(received)).names["principal"].say(language) == who.name
    assert who.name in _read(browser, "receipt", received, language)
    _imm_5707(browser, received, who, language)
    reviews.take_oldest(by=olivia)
    officer = signed_in(olivia)
    desk = unescape(pages.words(officer.get(reverse("desk:file", args=[received.number]))))
    assert desk.count(who.name) >= 1
    _approved(received, olivia, this_day)
    (permit,) = arrive(received)
    letters.send_owed()
    paper = Letter.objects.get(permit=permit)
    assert paper.facts["name"] == who.name
    with store.get(getattr(paper, f"file_{language}")) as pdf:
        assert pdf.read(5) == b"%PDF-"
    found = verify(permit.code, on=this_day)
    assert found is not None
    assert found.initials == who.initials
    shown = pages.words(
        Client().get(
            f"/{'en/verify' if language == 'en' else 'fr/verifier'}/{permit.code.replace('-', '')}/"
        )
    )
    assert who.initials in shown
    assert who.name in _read(browser, "status", received, language)


def _read(browser: Client, page: str, application: Application, language: str) -> str:
    return unescape(pages.words(browser.get(pages.address(page, application, language))))


def _zone_read(draft: Application, who: Who) -> None:
    """Let the picture of the document be read: nothing of it is asked, since it says what was answered."""
    person = draft.people.get(relation="principal")
    expires = person.answers.get("passport_expires")
    until = (expires or str(person.passport_expires)).replace("-", "")[2:]
    born = str(person.born).replace("-", "")[2:]
    lines = (who.first.ljust(44, "<"), with_digits("AB1234567", born, "F", until))
    assert parsed(lines, date.today()).number == "AB1234567"  # noqa: DTZ011
    draft.documents.filter(key="passport").update(zone="\n".join(lines))
    asked = contradictions.of(file_of(Application.objects.get()), "en")
    assert [one for one in asked if one.kind in ("passport-picture", "other-alphabet")] == []


def _imm_5707(browser: Client, received: Application, who: Who, language: str) -> None:
    person = received.people.get(relation="principal")
    page = browser.get(reverse("portal:imm-5707", args=[received.number, person.pk]))
    assert who.family_name in unescape(pages.words(page))
    pdf = browser.get(reverse("portal:imm-5707-pdf", args=[received.number, person.pk, language]))
    assert pdf.status_code == 200


def _approved(received: Application, olivia: User, this_day: date) -> None:
    reviews.complete(received, by=olivia)
    reviews.request_biometrics(received, by=olivia)
    reviews.record_biometrics(received.people.get(), on=this_day, by=olivia)
    file = Application.objects.get()
    weighed = all_met(file)
    decisions.approve(file, weighed=weighed, notes={}, reasons="Tout est rempli.", by=olivia)
    letters.send_owed()
