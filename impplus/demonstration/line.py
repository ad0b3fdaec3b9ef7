"""The line of invented files: invited, prepared, paid, received in order, and followed to today."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import prefetch_related_objects

from impplus.actions.applications import findings
from impplus.actions.places import intake_of
from impplus.demonstration import drafts
from impplus.demonstration.accounts import PASSWORD, Staff, confirm, user
from impplus.demonstration.course import Course
from impplus.demonstration.diary import Diary
from impplus.demonstration.people import relatives
from impplus.demonstration.plan import ROUNDS, Days, Plan
from impplus.demonstration.rounds import Drawn, drawn
from impplus.programmes import IMP_PLUS
from impplus.queries import assessments, readiness
from impplus.queries.file import file_of
from impplus.queries.receipts import content_of
from impplus.records.models import (
    Application,
    Assessment,
    Document,
    Finding,
    Mandate,
    Payment,
    Person,
    Place,
    Receipt,
    User,
)
from impplus.rules import documents
from impplus.rules.canonical import digest
from impplus.rules.lifecycle import Role


@dataclass
class Line:
    """Fills the world with files, one stage after the other."""

    days: Days
    staff: Staff
    diary: Diary
    findings: list[Finding] = field(default_factory=list)

    def fill(self, plans: list[Plan]) -> None:
        """Every file of the plans, stored with all that belongs to it."""
        letters = self._invite(plans)
        accounts = self._accounts(letters)
        made = self._start(plans, letters, accounts)
        files = list(zip(plans, made, strict=True))
        self._mandates(files)
        prefetch_related_objects(made, "people", "mandates__lawyer__firm")
        self._send_and_pay(files)
        received = [one for one in files if one[0].status != "draft"]
        self._receive(received)
        course = Course(self.days, self.staff, self.diary, self.findings)
        for plan, application in received:
            course.follow(plan, application)
        Finding.objects.bulk_create(self.findings, batch_size=1000)
        Application.objects.bulk_update(made, ["officer", "changed_at"])

    def _invite(self, plans: list[Plan]) -> list[Drawn]:
        """Draw every round; the letter that each plan uses."""
        used = Counter(plan.round for plan in plans)
        waiting = [iter(row) for row in drawn(self.days, used, self.staff.mathieu, self.diary)]
        return [next(waiting[plan.round]) for plan in plans]

    def _accounts(self, letters: list[Drawn]) -> list[User]:
        """One account each, and Alice's, all with confirmed addresses."""
        password = make_password(PASSWORD)
        alice = user(
            "alice@example.test",
            "Alice Ngono",
            Role.APPLICANT,
            "en",
            password,
            self.days.ago(ROUNDS[-1] - 1),
        )
        accounts = [
            user(
                one.invitation.candidate.email,
                one.invitation.candidate.name,
                Role.APPLICANT,
                one.invitation.candidate.language,
                password,
                one.invitation.round.drawn_at + timedelta(days=1),
            )
            for one in letters
        ]
        User.objects.bulk_create([alice, *accounts])
        confirm([alice, *accounts])
        return accounts

    def _start(
        self, plans: list[Plan], letters: list[Drawn], accounts: list[User]
    ) -> list[Application]:
        """Bind the letters and write down the answers."""
        chance, today = self.days.chance, self.days.today
        made, people = [], []
        for plan, one, account in zip(plans, letters, accounts, strict=True):
            status, family = relatives(chance, one.who, today)
            row = drafts.application(chance, plan, one.invitation, account)
            made.append(row)
            people.append(drafts.people(chance, plan, row, one.who, status, family, today))
        Application.objects.bulk_create(made)
        Person.objects.bulk_create(person for family_ in people for person in family_)
        for row, family_ in zip(made, people, strict=True):
            self.diary.write(row.invitation, "bind", row.started_at, row.applicant)
            self.diary.write(row, "start", row.started_at, row.applicant)
            for position in range(1, len(family_)):
                at = row.started_at + timedelta(minutes=20 + 3 * position)
                self.diary.write(row, "add-member", at, row.applicant)
        return made

    def _mandates(self, files: list[tuple[Plan, Application]]) -> None:
        """Every sixth file is in a lawyer's hands; some mandates have ended since."""
        chosen = [row for plan, row in files if plan.number % 6 == 2]
        for number, row in enumerate(chosen):
            lawyer = self.staff.samuel if number % 3 == 0 else self.staff.lucie
            at = row.started_at + timedelta(minutes=90)
            ends = at + timedelta(days=1) if number % 7 == 3 else None
            made = Mandate.objects.create(
                application=row,
                lawyer=lawyer,
                signature=row.applicant.name,
                status="ended" if ends else "active",
                given_at=at,
                ended_at=ends,
            )
            firm = lawyer.firm.name if lawyer.firm else ""
            facts = {"lawyer": lawyer.name, "firm": firm}
            self.diary.write(made, "give", at, row.applicant, facts=facts)
            if ends:
                self.diary.write(made, "end", ends, row.applicant)

    def _send_and_pay(self, files: list[tuple[Plan, Application]]) -> None:
        """The documents and the fees that the rules ask of each family."""
        sent: list[Document] = []
        payments: list[Payment] = []
        for plan, row in files:
            if not drafts.sends_documents(plan):
                continue
            file = file_of(row, on=IMP_PLUS.day_of(plan.at))
            needed = documents.needed(IMP_PLUS, file.case, on=file.on)
            sent += drafts.documents(row, file.people, needed)
            if drafts.payment_state(plan):
                payments.append(drafts.payment(self.days.chance, plan, row, file.case))
        Document.objects.bulk_create(sent, batch_size=1000)
        Payment.objects.bulk_create(payments)
        for document in sent:
            detail = {"key": document.key}
            made, by = document.application, document.sent_by
            self.diary.write(made, "upload", document.sent_at, by, detail=detail)
        for payment in payments:
            by = payment.application.applicant
            self.diary.write(payment, "start", payment.started_at, by)
            verb = "fail" if payment.status == "failed" else "pay"
            self.diary.write(payment, verb, payment.started_at + timedelta(minutes=3), None)

    def _receive(self, files: list[tuple[Plan, Application]]) -> None:
        """Receipts in the order of their instants, each with its place and what was found."""
        receipts, said = [], []
        for plan, row in files:
            ready = readiness.of(file_of(row, on=IMP_PLUS.day_of(plan.at)))
            gaps = [gap.text.en for gap in ready.gaps if gap.kind != "payment"]
            if gaps or not ready.bill.complete:
                raise ValueError(f"{row.number} is not ready: {gaps}")
            signature = row.applicant.name
            said.append(assessments.assessed(row, ready.file.case, stage="submitted"))
            content = content_of(ready, said[-1], received_at=plan.at, signature=signature)
            receipts.append(
                Receipt(
                    application=row,
                    received_at=plan.at,
                    content=content,
                    digest=digest(content),
                    rules=said[-1].rules,
                    signature=signature,
                )
            )
            self.findings += findings(row, "submitted", ready.findings + ready.family)
            self.diary.write(row, "submit", plan.at, row.applicant, facts={})
        Receipt.objects.bulk_create(receipts, batch_size=100)
        Assessment.objects.bulk_create(said, batch_size=100)
        for year in sorted({IMP_PLUS.year_of(plan.at) for plan, _ in files}):
            rows = [row for plan, row in files if IMP_PLUS.year_of(plan.at) == year]
            _give_places(rows, year)


def _give_places(rows: list[Application], year: int) -> None:
    """The lowest free places of a year, in the order of receipt."""
    intake = intake_of(IMP_PLUS.code, year)
    free = intake.places.select_for_update().filter(application__isnull=True)
    places = list(free.order_by("number")[: len(rows)])
    for place, row in zip(places, rows, strict=True):
        place.application = row
    Place.objects.bulk_update(places, ["application"])
