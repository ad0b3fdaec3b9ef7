"""The bare view beside which submitting is measured: an ordinary Django site, one POST, the same rows by plain SQL.

Its database is that of bench/ordinary.py, as Django would have it.
"""

import json
from functools import cache

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import path

from bench import ordinary as site

ORDINARY = ("auth", "contenttypes", "sessions", "messages")
BACKEND = "django.contrib.auth.backends.ModelBackend"
APPS = ("impplus.records.apps.Records", *(f"django.contrib.{one}" for one in ORDINARY))
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    AUTHENTICATION_BACKENDS=[BACKEND],
    AUTH_USER_MODEL=site.AUTH_USER_MODEL,
    CSRF_COOKIE_NAME=site.CSRF_COOKIE_NAME,
    DATABASES=site.DATABASES,
    DEFAULT_AUTO_FIELD=site.DEFAULT_AUTO_FIELD,
    INSTALLED_APPS=APPS,
    MIDDLEWARE=MIDDLEWARE,
    ROOT_URLCONF=__name__,
    SECRET_KEY=site.SECRET_KEY,
    SESSION_COOKIE_NAME=site.SESSION_COOKIE_NAME,
    USE_TZ=True,
)

from django.db import connection, transaction  # noqa: E402 (Django must stand first)

from bench.writes import Write, valued  # noqa: E402


@cache
def _writes() -> list[Write]:
    written: list[Write] = json.loads((site.VAR / "writes.json").read_text())
    return written


def receive(request: HttpRequest, draft: int) -> HttpResponse:
    """Receive a draft of somebody signed in, without a question."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, values in _writes():
            cursor.execute(sql, valued(values, draft))
    return HttpResponseRedirect("/received/")


urlpatterns = [path("<int:draft>/", receive)]
application = get_wsgi_application()
