"""The application that a page is about, found among those that the person signed in may see."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from impplus.queries.clients import NoLongerRepresents, ended_in
from impplus.queries.delegations import has_parts
from impplus.queries.earlier import has_earlier
from impplus.queries.facts import PEOPLE
from impplus.queries.file import SENT
from impplus.queries.held import held
from impplus.queries.privacy import hidden_in
from impplus.queries.readiness import brings
from impplus.queries.unreached import last_tried
from impplus.records import access
from impplus.records.clock import Begun
from impplus.records.models import Application, User
from impplus.records.prepared import only, prepared
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role, Verb
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.web.windows import sent_from

WHO = (Role.APPLICANT, Role.REPRESENTATIVE)


def person_in(request: HttpRequest) -> User:
    """The person signed in; `door` has made sure that there is one."""
    return cast(User, request.user)


def writer_in(request: HttpRequest) -> dict[str, Any]:
    """Who writes to the office, in which language and from which page, as actions ask for it."""
    return {"by": person_in(request), "language": lang(), "window": sent_from(request)}


def applications_of(request: HttpRequest) -> QuerySet[Application]:
    """A person's own, or those of a lawyer's clients, with what every page of an application shows."""
    return _visible(person_in(request))


def application_of(
    request: HttpRequest, number: str, *, read_only: bool = False, whole: bool = False
) -> Application:
    """The application under this number, or no such page; for a page that changes nothing with what it holds (`held`).

    With its files and payments, too, where it is to be `whole`: a page that changes nothing reads all of it at once.
    """
    user = person_in(request)
    application = only(_numbered(user, number, read_only, whole))
    if application is None:
        raise _nothing_here(user, number)
    application.read_by = user.role
    return application


def part_of(request: HttpRequest, number: str, person: int | None = None) -> Application:
    """The application under this number, also for a member of the family, whom it shows his or her own part alone.

    Only pages of one person's answers and files ask for it; no such page where it is about somebody hidden.
    """
    user = person_in(request)
    application = only(_numbered(user, number, False, False)) or _own_part(user, number)
    if application is None:
        raise _nothing_here(user, number)
    if person is not None and person in hidden_in(application):
        raise Http404
    if application.own_part is None:
        application.read_by = user.role
    return application


def _nothing_here(user: User, number: str) -> Exception:
    """No such page; a representative whose appointment has ended is told since when."""
    ended = ended_in(number, user) if user.role == Role.REPRESENTATIVE else None
    if ended is None or ended.ended_at is None:
        return Http404()
    return NoLongerRepresents(number, ended.application.programme.day_of(ended.ended_at))


def home_of(application: Application) -> str:
    """Where all about an application begins: one's own part, its tasks, or its status."""
    if application.own_part is not None:
        return address("portal:my-part", application.number)
    return address(
        f"portal:{'tasks' if application.status == 'draft' else 'status'}", application.number
    )


def _visible(user: User) -> QuerySet[Application]:
    return access.applications(user).select_related("invitation__candidate")


@prepared
def _numbered(user: User, number: str, read_only: bool, whole: bool) -> QuerySet[Application]:
    found = _with_people(_visible(user), number, user)
    if whole:
        found = found.prefetch_related(SENT, "payments")
    return found.annotate(**held()) if read_only else found


def _own_part(user: User, number: str) -> Application | None:
    """The application as it is read for the part that a user has in it."""
    found: Any = only(_delegated(user, number))
    if found is not None:
        found.own_part = found.whose
    return cast(Application | None, found)


@prepared
def _delegated(user: User, number: str) -> QuerySet[Application]:
    own = access.own_parts(user).select_related("invitation__candidate")
    return _with_people(own, number, user)


def _with_people(visible: QuerySet[Application], number: str, user: User) -> QuerySet[Application]:
    named = visible.filter(number=number).select_related("receipt", "assistance")
    read = named.defer("receipt__content").prefetch_related(PEOPLE)
    beside = {
        "read_at": Begun(),
        "brings": brings(),
        "has_parts": has_parts(),
        "has_earlier": has_earlier(),
    }
    return read.annotate(**beside, last_tried=last_tried(user))


def signs(request: HttpRequest) -> bool:
    """Whether this person signs: representatives prepare, applicants sign."""
    return person_in(request).role == Role.APPLICANT


def may(application: Application, verb: Verb, request: HttpRequest) -> bool:
    """Whether the state table lets this person do that now."""
    role = Role(person_in(request).role)
    return lifecycle.may("application", verb, application.status, role)
