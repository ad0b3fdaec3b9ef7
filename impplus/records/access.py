"""What each user may see: one `visible_to` per noun; what is not visible does not exist for them.

Where one of several reasons is enough, each is asked of the row (`Exists`): a list of keys would be read whole.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from impplus.records.application import Application
from impplus.records.assignment import Assignment
from impplus.records.correspondence import Correspondence
from impplus.records.delegation import Delegation
from impplus.records.document import Document
from impplus.records.letter import Letter
from impplus.records.mandate import Mandate
from impplus.records.message import Message
from impplus.records.person import Person
from impplus.records.question import Question
from impplus.records.user import User
from impplus.rules.lifecycle import Role


def applications(user: User) -> QuerySet[Application]:
    """A person's own, a lawyer's clients' while a mandate is in force, those whom a colleague is assigned to, or every submitted one for an officer."""
    kept = Application.objects.exclude(status="destroyed")
    if user.role == Role.FEDERAL:
        return kept.exclude(status="draft")
    if user.role == Role.REPRESENTATIVE:
        given = Mandate.objects.filter(lawyer=user, status="active")
        assigned = Assignment.objects.filter(user=user, status="active", mandate__status="active")
        mine = given.values("application")
        # One list of keys: two, of which either may hold, would be looked for in every application.
        return kept.filter(pk__in=mine.union(assigned.values("mandate__application"), all=True))
    return kept.filter(applicant=user)


def own_parts(user: User) -> QuerySet[Application]:
    """Applications in which a user has a part of their own and nothing else; `whose` is the key of the person."""
    taken = Q(delegations__account=user, delegations__status="accepted")
    whole = Q(applicant=user)
    return Application.objects.filter(taken).exclude(whole).annotate(whose=F("delegations__person"))


def people(user: User) -> QuerySet[Person]:
    """Those whose answers and files a user may see: of an application, but for who keeps them private; or one’s own."""
    if user.role == Role.FEDERAL:
        return Person.objects.filter(application__in=applications(user))
    given = Delegation.objects.filter(status="accepted")
    kept = given.filter(private=True, person=OuterRef("pk")).exclude(account=user)
    seen = Q(~Exists(kept), application__in=applications(user))
    if user.role == Role.APPLICANT:
        seen |= Q(pk__in=given.filter(account=user).values("person"))
    return Person.objects.filter(seen)


def documents(user: User) -> QuerySet[Document]:
    """The files of the people whose files a user may see."""
    return Document.objects.filter(person__in=people(user), removed_at__isnull=True)


def questions(user: User) -> QuerySet[Question]:
    """What was asked about the applications that a user may see, and about the people whose answers that user may."""
    return Question.objects.filter(_concerning(user))


def correspondence(user: User) -> QuerySet[Correspondence]:
    """What was written about the applications that a user may see, but for who keeps answers private; and one’s own."""
    return Correspondence.objects.filter(_concerning(user))


def _concerning(user: User) -> Q:
    """What concerns an application as a whole, or one of the people whose answers a user may see."""
    whole = Q(person=None) & Exists(applications(user).filter(pk=OuterRef("application")))
    return whole | Exists(people(user).filter(pk=OuterRef("person")))


def letters(user: User) -> QuerySet[Letter]:
    """The letters of the applications that a user may see but for those about who keeps answers private, and one’s own.

    All letters of invitation for the ministry.
    """
    if user.role == Role.QUEBEC:
        return Letter.objects.filter(invitation__isnull=False)
    if user.role == Role.FEDERAL:
        return Letter.objects.filter(application__in=applications(user))
    whole = Exists(applications(user).filter(pk=OuterRef("application")))
    given = Delegation.objects.filter(status="accepted")
    private, own = given.filter(private=True), given.filter(account=user)
    return Letter.objects.filter(whole & ~_about(private) | _about(own))


def letters_of_client(application: int, firm: int) -> QuerySet[Letter]:
    """The letters of a file that a firm could read: sent before its last appointment ended, but for those about who keeps answers private."""
    given = Mandate.objects.filter(application=OuterRef("application"), lawyer__firm=firm)
    read = given.filter(Q(ended_at=None) | Q(ended_at__gte=OuterRef("sent_at")))
    private = Delegation.objects.filter(status="accepted", private=True)
    return Letter.objects.filter(
        Exists(read), ~_about(private), application=application, status="sent"
    )


def _about(given: QuerySet[Delegation]) -> Exists:
    """Of a letter: whether it is to one of those whose part it is, or about the permit or the letter of introduction of one."""
    to, permit = Q(person=OuterRef("person")), Q(person=OuterRef("permit__person"))
    return Exists(given.filter(to | permit | Q(person=OuterRef("introduction__person"))))


def letters_of_office(officer: User) -> QuerySet[Letter]:
    """The letters that an office answers for, those of drafts too: to applicants, or to candidates."""
    if officer.role not in {Role.FEDERAL, Role.QUEBEC}:
        return Letter.objects.none()
    return Letter.objects.filter(invitation__isnull=officer.role == Role.FEDERAL)


def messages_of_office(officer: User) -> QuerySet[Message]:
    """The messages that an office answers for: about files, and those of accounts while they are owed, or about letters of invitation."""
    about = Q(letter__in=letters_of_office(officer))
    if officer.role == Role.FEDERAL:
        about |= Q(mandate__isnull=False) | Q(delegation__isnull=False) | Q(concerns__isnull=False)
        about |= Q(letter__isnull=True, due_at__isnull=False)
    return Message.objects.filter(about)
