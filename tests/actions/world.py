"""One record of each noun with one person of each role, for what is tried move by move."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from impplus.records.models import (
    Absence,
    Application,
    Assignment,
    Assistance,
    Batch,
    Candidate,
    Correspondence,
    Countersignature,
    Decision,
    Deferral,
    Delegation,
    Document,
    Event,
    Evidence,
    Execution,
    Exemption,
    Firm,
    Habits,
    Intake,
    Interview,
    Introduction,
    Invitation,
    Kinship,
    Letter,
    Mandate,
    Message,
    Payment,
    Permit,
    Proposal,
    Question,
    Reconsideration,
    Recovery,
    Remark,
    Reopening,
    Report,
    Round,
    Signature,
    Tick,
    Translation,
    User,
    Visit,
)
from impplus.rules.lifecycle import Role
from tests.actions.kept_with import KEPT_WITH, SOON


@dataclass
class World:
    """One record of each noun, and one person of each role."""

    application: Application
    roles: dict[Role, User | None]
    firm: Firm
    on: date

    def unsaved(self, noun: str) -> Model:
        """A sound record of a noun that is not yet remembered."""
        return self._makers()[noun]()

    def saved(self, noun: str, status: str) -> Model:
        """A remembered record of a noun, in a status."""
        record = self.application if noun == "application" else self.unsaved(noun)
        extra = self.kept_with(noun, status)
        for name, value in {**extra, "status": status}.items():
            setattr(record, name, value)
        record.save()
        return record

    def kept_with(self, noun: str, status: str) -> dict[str, Any]:
        """What a record in a status must hold besides."""
        if (noun, status) == ("introduction", "used"):
            made = Permit.objects.first() or self._saved(self.unsaved("permit"))
            return {"permit": made, "arrived_on": self.on}
        return KEPT_WITH.get((noun, status), {})

    def _makers(self) -> dict[str, Callable[[], Model]]:
        application = self.application
        letter = application.invitation
        principal = application.people.get(relation="principal")
        olivia = self.roles[Role.FEDERAL]
        closed: dict[str, Any] = {"application": application, "ended": "refused"}
        closed |= {"reasons": "?", "language": "fr"}
        return {
            "application": lambda: Application(
                number="W-NEW",
                programme=application.programme,
                applicant=application.applicant,
                invitation=self._invited(),
            ),
            "candidate": lambda: self._candidate("2"),
            "recovery": lambda: Recovery(account=application.applicant, due_at=SOON, ends_at=SOON),
            "batch": lambda: Batch(kind="draw", asked={}, asked_by=self.roles[Role.QUEBEC]),
            "round": lambda: Round(
                programme=application.programme,
                year=self.on.year,
                number=1,
                size=1,
                seed="s",
                considered=1,
                drawn_by=olivia,
            ),
            "invitation": lambda: Invitation(
                number="L-NEW",
                code="NEW",
                candidate=self._saved(self._candidate("3")),
                round=letter.round,
                issued_on=self.on,
            ),
            "intake": self._intake,
            "proposal": lambda: Proposal(
                intake=self._saved(self._intake()), size=2, reason="r", proposed_by=olivia
            ),
            "execution": lambda: Execution(
                programme=application.programme,
                order="order",
                act="suspend",
                proposed_by=self.roles[Role.MANAGER],
            ),
            "payment": lambda: Payment(
                application=application, reference=uuid.uuid4(), amount=Decimal(1), lines=[]
            ),
            "question": lambda: Question(
                application=application, asked_by=olivia, text="?", due_on=self.on
            ),
            "correspondence": lambda: Correspondence(
                application=application, by=application.applicant, text="?", due_on=self.on
            ),
            "translation": lambda: Translation(
                application=application,
                question=self._saved(self._makers()["question"]()),
                language="en",
                asked_by=application.applicant,
                asked_at=SOON,
                text="?",
                translator="T",
                added_by=olivia,
                added_at=SOON,
            ),
            "assistance": lambda: Assistance(
                application=application, why="disability", means="by post"
            ),
            "absence": lambda: Absence(
                officer=olivia,
                substitute=self.roles[Role.QUEBEC],
                first=self.on,
                last=self.on,
            ),
            "report": lambda: Report(
                application=application, by=application.applicant, kind="birth", digest="d"
            ),
            "deferral": lambda: Deferral(
                application=application,
                decision=self._decision(),
                person=principal,
                reason="?",
            ),
            "tick": lambda: Tick(application=application, document=self._document(), by=olivia),
            "evidence": lambda: Evidence(
                application=application,
                person=principal,
                key="passport",
                document=self._document(),
                sheet=1,
                says="proves",
                by=olivia,
            ),
            "remark": lambda: Remark(application=application, text="?", by=olivia),
            "interview": lambda: Interview(
                application=application,
                person=principal,
                held_on=self.on,
                means="video",
                present="Alice",
                text="?",
                by=olivia,
            ),
            "visit": lambda: Visit(application=application, officer=olivia, why="letter"),
            "countersignature": lambda: Countersignature(
                application=application, outcome="refused", grounds=[], sent={}, asked_by=olivia
            ),
            "reconsideration": lambda: Reconsideration(**closed, asked_by=application.applicant),
            "exemption": lambda: Exemption(
                application=application,
                person=principal,
                ground="category",
                reason="?",
                officer=olivia,
            ),
            "reopening": lambda: Reopening(**closed, ground="error", asked_by=olivia),
            "kinship": lambda: Kinship(application=application, officer=olivia),
            "habits": lambda: Habits(officer=olivia),
            "introduction": lambda: Introduction(
                application=application,
                person=principal,
                number="E-NEW",
                code="ENEW",
                kind="open-work-permit",
                entry="visa",
                issued_on=self.on,
                expires_on=self.on + timedelta(days=9),
                limited_by="letter",
            ),
            "permit": lambda: Permit(
                application=application,
                person=principal,
                number="P-NEW",
                code="PNEW",
                kind="open-work-permit",
                valid_from=self.on,
                valid_until=self.on + timedelta(days=9),
                limited_by="duration",
                conditions=[],
            ),
            "mandate": lambda: Mandate(
                application=application, lawyer=self.roles[Role.REPRESENTATIVE], signature="Alice"
            ),
            "assignment": lambda: Assignment(
                mandate=self._saved(self._makers()["mandate"]()),
                user=self.roles[Role.REPRESENTATIVE],
                by=self.roles[Role.REPRESENTATIVE],
            ),
            "delegation": lambda: Delegation(
                application=application,
                person=principal,
                account=application.applicant,
                language="fr",
                until=datetime(2026, 1, 1, tzinfo=UTC),
            ),
            "signature": lambda: Signature(
                application=application,
                person=principal,
                name="Alice",
                digest="d",
                by=application.applicant,
            ),
            "letter": lambda: Letter(kind="receipt", application=application, facts={}),
            "message": lambda: Message(
                letter=self._saved(Letter(kind="receipt", application=application, facts={})),
                account=application.applicant,
            ),
        }

    def _document(self) -> Document:
        return self.application.documents.earliest("pk")

    def _decision(self) -> Decision:
        told = {"outcome": "approved", "officer": self.roles[Role.FEDERAL], "decided_on": self.on}
        return Decision.objects.get_or_create(application=self.application, defaults=told)[0]

    def _intake(self) -> Intake:
        return Intake(programme=self.application.programme, year=self.on.year + 1, size=1)

    def _candidate(self, digits: str) -> Candidate:
        return Candidate(
            reference=digits,
            csq_number=digits,
            csq_issued=self.on,
            csq_expires=self.on + timedelta(days=9),
            born=date(1990, 4, 2),
        )

    def _invited(self) -> Invitation:
        letter = self._makers()["invitation"]()
        assert isinstance(letter, Invitation)
        return self._saved(letter)

    def _saved[R: Model](self, record: R) -> R:
        record.save()
        return record


def written() -> tuple[int, int, list[Any]]:
    return Event.objects.count(), Letter.objects.count(), list(Application.objects.values())
