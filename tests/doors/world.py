"""Alice's files in each state, and everyone who may come to a door and try it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.test import Client, override_settings

from impplus.actions import (
    applications,
    candidates,
    conflicts,
    correspondence,
    decisions,
    intakes,
    letters,
    mandates,
    matter_deadlines,
    reports,
    reviews,
)
from impplus.demonstration import held_rounds
from impplus.demonstration.bulk import ready_drafts
from impplus.demonstration.signing import part_taken
from impplus.practice.models import (
    Conflict,
    Deadline,
    Enquiry,
    Matter,
)
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import (
    Application,
    Firm,
    Invitation,
    Letter,
    Permit,
    Question,
    User,
)
from impplus.rules.lifecycle import Role
from tests import people
from tests.approved import arrive
from tests.matters import opened

QUESTION = "Où avez-vous obtenu ce diplôme?"
REASON = "Nora est née."
REASONS = "Toutes les conditions sont remplies."


@dataclass
class World:
    """One of each; all four files are Alice's, and Lucie acts for her in all but the early one."""

    firm: Firm
    alice: User
    bob: User
    lucie: User
    olivia: User
    mathieu: User
    amina: User
    karim: User  # who took his own part of the draft
    draft: Application  # with a child and a spouse declared
    early: Application  # taken by Olivia
    file: Application  # in processing, with a question and biometrics asked for
    decided: Application  # approved, its receipt signed
    question: Question
    letter: Letter
    permit: Permit
    invitation: Invitation  # Mathieu's, not used yet
    enquiry: Enquiry
    conflict: Conflict  # about it, for which a consent is needed
    matter: Matter  # of a client whose file lies elsewhere
    deadline: Deadline  # not signed off
    mail: str

    @property
    def files(self) -> tuple[Application, ...]:
        """Every file, from draft to decision."""
        return (self.draft, self.early, self.file, self.decided)

    def browser(self, who: str) -> Client:
        """The browser of someone: of nobody, or of one of the people signed in."""
        client = Client()
        if who == "ended":
            for file in self.files:
                for mandate in file.mandates.filter(status="active"):
                    mandates.end(mandate, by=self.alice)
        if who != "nobody":
            client.force_login(getattr(self, "lucie" if who == "ended" else who))
        return client


def made() -> World:
    """The world, by the actions; what a crowd would need is written by `ready_drafts`."""
    day = today(IMP_PLUS)
    intakes.open_year(IMP_PLUS, day.year)
    firm = Firm.objects.create(name="Cabinet Tremblay", slug="tremblay", city="Montréal")
    alice = people.user("alice@example.test", "Alice Benali", Role.APPLICANT, "fr")
    bob = people.user("bob@example.test", "Bob Martin", Role.APPLICANT)
    lucie = people.user("lucie@example.test", "Lucie Tremblay", Role.REPRESENTATIVE, "fr", firm)
    olivia = people.user("olivia@example.test", "Olivia Chen", Role.FEDERAL)
    mathieu = people.user("mathieu@example.test", "Mathieu Roy", Role.QUEBEC, "fr")
    amina = people.user("amina@example.test", "Amina Farouk", Role.MANAGER)
    decided, file, early, draft = ready_drafts(4, day, [alice] * 4)
    child = applications.add_member(draft, by=alice)
    people.fill_in(draft, child, people.child_answers(day), by=alice)
    spouse = applications.add_member(draft, by=alice)
    people.fill_in(draft, spouse, people.spouse_answers(day), by=alice)
    karim = part_taken(spouse, demo=False)
    candidates.import_csv(people.as_csv(people.row(1, day)), by=mathieu)
    invitation = held_rounds.draw(IMP_PLUS, size=1, seed="4 8 15", by=mathieu).invitations.get()
    for one in (decided, file, early):
        if one == early:
            letters.send_owed()  # to sign takes a while, so of all letters these three only
        applications.submit(one, signature="Alice Benali", by=alice)
        reviews.take_oldest(by=olivia)
        one.refresh_from_db()
    for one in (decided, file, draft):
        mandates.give(one, lawyer=lucie, signature="Alice Benali", by=alice)
    permit = _approved(decided, olivia)
    reviews.complete(file, by=olivia)
    reviews.request_biometrics(file, by=olivia)
    question = reviews.ask(file, text=QUESTION, document="", days=30, by=olivia)
    reports.tell_of_family(
        file, kind="birth", day=day, person=None, name="Nora", reason=REASON, by=alice
    )
    correspondence.write(file, text=REASON, by=alice)
    enquiry = people.written_to(firm)
    matter = opened(lucie, email="wilner@example.test", missing="le bail")
    return World(
        firm=firm,
        alice=alice,
        bob=bob,
        lucie=lucie,
        olivia=olivia,
        mathieu=mathieu,
        amina=amina,
        karim=karim,
        draft=draft,
        early=early,
        file=file,
        decided=decided,
        question=question,
        letter=file.letters.get(kind="receipt"),
        permit=permit,
        invitation=invitation,
        enquiry=enquiry,
        conflict=conflicts.record(enquiry, "ask", reason="?", sought=[], by=lucie),
        matter=matter,
        deadline=matter_deadlines.add(matter, kind="biometrics", since=day, by=lucie),
        mail=_posted(),
    )


def _approved(application: Application, olivia: User) -> Permit:
    reviews.complete(application, by=olivia)
    reviews.request_biometrics(application, by=olivia)
    for person in application.people.all():
        reviews.record_biometrics(person, on=today(IMP_PLUS), by=olivia)
    weighed = people.all_met(application)
    decisions.approve(application, weighed=weighed, notes={}, reasons=REASONS, by=olivia)
    (permit,) = arrive(application)
    return permit


def _posted() -> str:
    with override_settings(MAILERS={"default": settings.STAND_IN_MAILER}):
        language = {"Content-Language": "en"}
        EmailMessage("Welcome", "Hello.", to=["a@example.test"], headers=language).send()
    return letters.outbox()[0].id
