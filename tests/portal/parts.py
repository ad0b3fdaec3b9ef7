"""Requests of the protocol tus, as the script of a page makes them."""

from base64 import b64encode
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application

TUS = {"Tus-Resumable": "1.0.0"}
PART = "application/offset+octet-stream"


def beginning(application: Application, language: str = "en", key: str = "passport") -> str:
    person = application.people.get(relation="principal").pk
    with override(language):
        return reverse("portal:begin-upload", args=[application.number, person, key])


def called(name: str) -> str:
    return f"filename {b64encode(name.encode()).decode()}"


def begin(
    browser: Client, address: str, size: object, name: str = "passport.pdf", **headers: Any
) -> HttpResponse:
    given = {**TUS, "Upload-Length": str(size), "Upload-Metadata": called(name)} | headers
    return browser.post(
        address, headers={key: value for key, value in given.items() if value is not None}
    )  # type: ignore[return-value]


def begun(browser: Client, application: Application, size: int, **more: Any) -> str:
    made = begin(browser, beginning(application), size, **more)
    assert made.status_code == 201
    return made.headers["Location"]


def patch(browser: Client, address: str, offset: object, part: bytes, **more: Any) -> HttpResponse:
    headers = TUS | {"Upload-Offset": str(offset)}
    more = {"content_type": PART} | more
    return browser.patch(address, part, headers=headers | more.pop("headers", {}), **more)  # type: ignore[return-value]


def head(browser: Client, address: str) -> HttpResponse:
    return browser.head(address, headers=TUS)  # type: ignore[return-value]


def sentence(answer: HttpResponse) -> str:
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    return answer.content.decode()
