"""What became of the invented files once received: moves, questions, decisions and permits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from impplus.actions import places, reviews
from impplus.demonstration import drafts, words
from impplus.demonstration.accounts import Staff
from impplus.demonstration.decisions import decide
from impplus.demonstration.diary import Diary
from impplus.demonstration.plan import Days, Plan
from impplus.programmes import IMP_PLUS
from impplus.queries.file import file_of
from impplus.records.models import Application, Finding, Payment, Person, Question, User

MOMENTS = 14
OPEN_QUESTIONS = {"in-review": 4, "processing": 4}  # every fourth such file waits for an answer


@dataclass
class Course:
    """Takes each file from its receipt to where it stands today."""

    days: Days
    staff: Staff
    diary: Diary
    findings: list[Finding]

    def follow(self, plan: Plan, made: Application) -> None:
        """Let happen to one file what its plan says."""
        if plan.status == "submitted":
            return
        moments = iter(self._moments(plan, made))
        if plan.status == "withdrawn":
            at = next(moments)
            facts = drafts.told_of_refund(made)
            self.diary.write(made, "withdraw", at, made.applicant, facts=facts)
            self._give_back(made, at, made.applicant)
            return
        officer = self.staff.officers[plan.number % 5 % 2]
        made.officer = officer
        self.diary.write(made, "take", next(moments), officer)
        if plan.status == "returned":
            self._return(made, next(moments), officer)
            return
        if plan.status != "in-review":
            self.diary.write(made, "complete", next(moments), officer, facts={})
        self._question(plan, made, next(moments), next(moments), officer)
        if plan.status != "in-review":
            self._biometrics(plan, made, moments, officer)
        last = next(moments)
        if plan.status in ("approved", "refused"):
            found = decide(plan, made, last, officer, self.diary, self.days.chance)
            self.findings += found
        if plan.status == "refused":
            self._give_back(made, last, officer)
        made.changed_at = max(last, made.changed_at)

    def _moments(self, plan: Plan, made: Application) -> list[datetime]:
        received, now = made.receipt.received_at, self.days.ago(1)
        if plan.status in ("approved", "refused", "returned", "withdrawn"):
            longest = (now - received).days - 2
            least = 12 if plan.status in ("returned", "withdrawn") else 70
            length = self.days.chance.randint(min(least, longest), min(longest, least + 40))
            return self.days.between(received, received + timedelta(days=length), MOMENTS)
        return self.days.between(received + (now - received) / 4, now, MOMENTS)

    def _return(self, made: Application, at: datetime, officer: User) -> None:
        reasons = words.RETURNED[made.language]
        facts = {"reasons": reasons, **drafts.told_of_refund(made)}
        self.diary.write(made, "return", at, officer, facts=facts, detail=places.free(made))
        self._give_back(made, at, officer)

    def _give_back(self, made: Application, at: datetime, by: User) -> None:
        made.changed_at = at
        refund = drafts.refund_of(made)
        if refund:
            payment, later = refund.payment, at + timedelta(minutes=1)
            detail = {"cause": drafts.OUTCOMES[made.status], "amount": str(refund.amount)}
            self.diary.write(payment, "owe-refund", at, by, detail=detail)
            self.diary.write(payment, "refund", later, None)
            Payment.objects.filter(pk=payment.pk).update(refunded_at=later)

    def _question(
        self, plan: Plan, made: Application, at: datetime, later: datetime, officer: User
    ) -> None:
        every = OPEN_QUESTIONS.get(plan.status, 0)
        stands_open = bool(every) and plan.number % every == 0
        if not stands_open and plan.number % 3:
            return
        if stands_open:
            at = self.days.ago(3 + plan.number % 9)
        asked = self.days.chance.choice(words.QUESTIONS[made.language])
        due = IMP_PLUS.day_of(at) + timedelta(days=30)
        question = Question.objects.create(
            application=made,
            asked_by=officer,
            asked_at=at,
            text=asked.text,
            document=asked.document,
            due_on=due,
            status="open" if stands_open else "answered",
            answered_at=None if stands_open else later,
            answered_by=None if stands_open else made.applicant,
            answer="" if stands_open else asked.answer,
        )
        facts = {
            "text": asked.text,
            "due": {"day": due.isoformat()},
        }
        self.diary.write(made, "ask", at, officer, facts=facts)
        self.diary.write(question, "ask", at, officer)
        made.changed_at = at
        if not stands_open:
            self.diary.write(question, "answer", later, made.applicant)
            self.diary.write(made, "answer", later, made.applicant)

    def _biometrics(
        self, plan: Plan, made: Application, moments: Iterator[datetime], officer: User
    ) -> None:
        owed = list(reviews.biometrics_owed(file_of(made)).values())
        waits = plan.status == "processing"
        if not owed or (waits and plan.number % 4 == 1) or plan.status == "refused":
            return
        at = next(moments)
        facts = reviews.biometrics_facts(owed, IMP_PLUS, on=IMP_PLUS.day_of(at))
        self.diary.write(made, "request-biometrics", at, officer, facts=facts)
        for person in owed:
            person.biometrics_asked_at = at
            if not (waits and plan.number % 4 == 2):
                taken = next(moments)
                person.biometrics_taken_on = IMP_PLUS.day_of(taken)
                detail = {"person": person.pk}
                self.diary.write(made, "record-biometrics", taken, officer, detail=detail)
        Person.objects.bulk_update(owed, ["biometrics_asked_at", "biometrics_taken_on"])
