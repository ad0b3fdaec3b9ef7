"""Settings of the bare view as Django makes a site: its own sessions, accounts and token of forms.

Connections are kept as ours are, since a new one for each request would take longer than any page;
nothing else of ours makes it quicker: no statement is prepared, no value bound by the server, and the
connection is Django's own.
"""

from impplus.settings import *  # noqa: F403

DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"  # noqa: F405
ROOT_URLCONF = "bench.bare_site"
for ours in ("server_side_binding", "prepare_threshold"):
    del DATABASES["default"]["OPTIONS"][ours]  # noqa: F405
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
INSTALLED_APPS = [
    "impplus.records.apps.Records",
    "impplus.practice.apps.Practice",  # a migration of records names it
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
