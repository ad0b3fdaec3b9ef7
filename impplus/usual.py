"""The usual pages, made before several processes are forked from one, so that these share what making each the first time leaves behind."""

import logging
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import Http404, HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from impplus.portal.application import application_of
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.web.shedding import LANGUAGES

PAGES = (
    *("start", "public:places", "public:self_check", "public:fees", "public:verify"),
    *("account_login", "public:help"),
)
# Of those about a file the template, as there is nobody to whom it could be shown.
TEMPLATE = "portal/tasks/tasks.html"


def make(site: WSGIApplication) -> None:
    """Make each as for somebody whose session is over, and look for an application that nobody has: nothing is written, nor logged.

    Where one fails, as without a database, the rest is left to those who come first.
    """
    logging.disable(logging.INFO)
    try:
        for language in LANGUAGES:
            with override(language):
                for page in PAGES:
                    if not _is_made(site, reverse(page)):
                        return
        get_template(TEMPLATE)
        nobodys = HttpRequest()
        nobodys.user = User(pk=0, role=Role.APPLICANT)
        with suppress(Http404, DatabaseError):
            application_of(nobodys, "", whole=True)
    finally:
        logging.disable(logging.NOTSET)
        connections.close_all()


def _is_made(site: WSGIApplication, path: str) -> bool:
    """Whether a page could be made, be it one that this installation does not have."""
    told: list[str] = []
    where = urlsplit(settings.SITE_URL)
    environ: WSGIEnvironment = {
        "PATH_INFO": path,
        "HTTP_HOST": where.netloc,
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={'over' * 8}",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": where.scheme,
        "wsgi.input": BytesIO(),
    }
    setup_testing_defaults(environ)

    def start(status: str, *_: Any) -> Any:
        told.append(status)

    answer = site(environ, start)
    b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return told[0] < "500"
