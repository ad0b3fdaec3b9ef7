"""The application that a page is about, found among those that the person signed in may see."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from impplus.records import access
from impplus.records.models import Application, User
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role, Verb

WHO = (Role.APPLICANT, Role.REPRESENTATIVE)


def person_in(request: HttpRequest) -> User:
    """The person signed in; `door` has made sure that there is one."""
    return cast(User, request.user)


def applications_of(request: HttpRequest) -> QuerySet[Application]:
    """A person's own, or those of a lawyer's clients, with what every page of an application shows."""
    return access.applications(person_in(request)).select_related("invitation__candidate")


def application_of(request: HttpRequest, number: str) -> Application:
    """The application under this number, or no such page."""
    visible = applications_of(request).prefetch_related("people", "mandates")
    return get_object_or_404(visible, number=number)


def signs(request: HttpRequest) -> bool:
    """Whether this person signs: representatives prepare, applicants sign."""
    return person_in(request).role == Role.APPLICANT


def may(application: Application, verb: Verb, request: HttpRequest) -> bool:
    """Whether the state table lets this person do that now."""
    role = Role(person_in(request).role)
    return lifecycle.may("application", verb, application.status, role)
