"""A member of Alice’s family whose pages are filled in, and what follows from the answers."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.queries import readiness
from impplus.queries.file import File, file_of
from impplus.records.models import Application, Person
from tests.portal import pages


def spouse_of(application: Application) -> Person:
    return application.people.get(relation="spouse")


def child_of(application: Application) -> Person:
    return application.people.get(relation="child")


def days(key: str, on: date) -> dict[str, str]:
    return {f"{key}_{n}": str(part) for n, part in enumerate((on.year, on.month, on.day))}


def types(browser: Client, person: Person, key: str, /, **said: Any) -> str:
    """Send a page about a member with some answers, and return the key of the page that follows."""
    with override("en"):
        there = reverse("portal:member-step", args=[person.application.number, person.pk, key])
    version = Person.objects.get(pk=person.pk).answers_version
    answer = browser.post(there, {"_version": version, **said})
    assert answer.status_code == 302, pages.words(answer)
    assert answer.headers["Location"] != there, pages.words(browser.get(there))
    return str(answer.headers["Location"]).rstrip("/").rpartition("/")[2]


def ready_of(application: Application) -> readiness.Readiness:
    return readiness.of(today_of(application))


def today_of(application: Application) -> File:
    return file_of(Application.objects.get(pk=application.pk))


def papers(ready: readiness.Readiness, name: str) -> set[str]:
    return {one.key for one in ready.documents_needed if one.person == name}


def found(ready: readiness.Readiness, name: str, key: str) -> bool | None:
    (one,) = (each for each in ready.family if (each.person, each.key) == (name, key))
    return one.met


def asked_at(application: Application, key: str) -> list[str]:
    """What a page about the spouse asks."""
    _, sheet, _ = today_of(application).sheets
    step = sheet.find(key)
    return [field.key for field in sheet.fields(step)] if step else []
