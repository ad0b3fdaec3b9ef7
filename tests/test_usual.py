"""What is made before web processes are forked from one."""

import logging
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impplus import usual
from impplus.web.shedding import LANGUAGES
from impplus.wsgi import site


@pytest.mark.django_db(transaction=True)
def test_every_usual_page_is_made_and_nothing_is_written_or_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []

    def watched(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        def heard(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            told.append(status)
            return start(status, headers)

        return list(site(environ, heard))

    with CaptureQueriesContext(connection) as asked:
        usual.make(watched)
    assert told == ["200 OK"] * len(usual.PAGES) * len(LANGUAGES)
    said = [one["sql"].lstrip() for one in asked.captured_queries]
    assert [one for one in said if not one.startswith(("SELECT", "SET"))] == []
    assert any("records_session" in one for one in said)
    assert any("records_application" in one for one in said)
    assert caplog.records == []
    assert logging.root.manager.disable == logging.NOTSET


def test_where_a_page_cannot_be_made_the_others_are_not_tried() -> None:
    asked: list[str] = []

    def broken(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start("503 Service Unavailable", [])
        return [b""]

    usual.make(broken)
    assert asked == ["/en/"]
