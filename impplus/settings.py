"""The settings of an installation: read from the environment, with a local stand-in for each."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from impplus.accounts.settings import *  # noqa: F403 - each name there is a setting
from impplus.queries import production, room
from impplus.records import databases

PROJECT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("IMPPLUS_VAR", PROJECT / "var"))
_mode = os.environ.get("IMPPLUS_MODE", "local")
if _mode not in ("local", "production"):
    raise ImproperlyConfigured(f'IMPPLUS_MODE: write "local" or "production", not {_mode!r}.')
PRODUCTION = _mode == "production"


if PRODUCTION and (faults := production.of_settings(os.environ)):
    raise production.NotProduction(faults)


def _given(name: str, stand_in: str) -> str:
    return os.environ.get(name) or stand_in


SECRET_KEY = _given("SECRET_KEY", "local-stand-in-not-a-secret-" + "x" * 32)
# Pages of errors with all that led to them, and the SQL of each page: `make dev`, never production.
DEBUG = os.environ.get("IMPPLUS_DEBUG") == "1" and not PRODUCTION
INTERNAL_IPS = ["127.0.0.1"] if DEBUG else []
SITE_URL = _given("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

KEYS_FOLDER = Path(_given("KEYS_FOLDER", str(VAR / "keys")))
PKCS11 = os.environ.get("PKCS11", "")  # where a hardware module holds keys: outside/hardware.py
TIMESTAMP_URL = os.environ.get("TIMESTAMP_URL", "")  # who says when a paper was signed (RFC 3161)
ISSUER = production.issuer(_given("ISSUER", "UTO"), of_production=PRODUCTION)
# The public log: who it is, who cosigns its checkpoints ("key address", …), and how many of them must.
LOG_ORIGIN = _given("LOG_ORIGIN", "imp-plus.example.test/log")
LOG_WITNESSES = os.environ.get("LOG_WITNESSES", "")
LOG_QUORUM = int(os.environ.get("LOG_QUORUM", "0"))
CARDS_URL = _given("CARDS_URL", "http://127.0.0.1:8001")
CARDS_SECRET = _given("CARDS_SECRET", "local-stand-in-card-secret")
# One secret, or two while one replaces the other, with a space between.
CARDS_WEBHOOK_SECRETS = _given("CARDS_WEBHOOK_SECRETS", "whsec_bG9jYWwtc3RhbmQtaW4=")
LEAST_FREE_GB = int(os.environ.get("LEAST_FREE_GB", room.LEAST_FREE_GB))
OUTBOX_FOLDER = VAR / "outbox"
_FILES = "django.core.mail.backends.filebased.EmailBackend"
STAND_IN_MAILER = {"BACKEND": _FILES, "OPTIONS": {"file_path": OUTBOX_FOLDER}}
_mailer = _given("EMAIL_BACKEND", _FILES)
LOCAL_OUTBOX = _mailer == _FILES
# The server that Django's backend for SMTP speaks to; another backend has options of its own.
_smtp = {
    "host": os.environ.get("EMAIL_HOST", "localhost"),
    "port": int(os.environ.get("EMAIL_PORT", "25")),
    "username": os.environ.get("EMAIL_USER", ""),
    "password": os.environ.get("EMAIL_PASSWORD", ""),
    "use_tls": os.environ.get("EMAIL_TLS") == "1",
    "timeout": 10,
}
_options = _smtp if _mailer == "django.core.mail.backends.smtp.EmailBackend" else {}
MAILERS = {
    "default": STAND_IN_MAILER if LOCAL_OUTBOX else {"BACKEND": _mailer, "OPTIONS": _options}
}
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "impplus@example.test")
MESSAGE_DAYS = int(os.environ.get("MESSAGE_DAYS", "5"))  # then a message is given up
LIST_DAYS = int(os.environ.get("LIST_DAYS", "30"))  # then the list of an ended import is removed
# The gateway of text messages; "outbox" keeps them in the local outbox, and without one none are sent.
TEXTS_URL = _given("TEXTS_URL", "outbox" if LOCAL_OUTBOX else "")
TEXTS_KEY = os.environ.get("TEXTS_KEY", "")
TEXTS_TEMPLATE = os.environ.get("TEXTS_TEMPLATE", "")
# A firm's own installation: applications are prepared for the department's portal, and none is paid for or received here.
PREPARES_ONLY = os.environ.get("PREPARES_ONLY") == "1"
OPERATOR = _given("OPERATOR", "")
# Where the virus scanner (clamd) listens, as "/run/clamav/clamd.ctl" or "host:3310"; or that there is none.
SCANNER = _given("SCANNER", "none")
# Staff are told of definitions of viruses older than so many hours; with still older ones, files wait.
SCANNER_OLD_HOURS = int(os.environ.get("SCANNER_OLD_HOURS", "24"))
SCANNER_TOO_OLD_HOURS = int(os.environ.get("SCANNER_TOO_OLD_HOURS", "72"))
# After how many days a file of which a part came is no longer waited for.
UPLOAD_DAYS = int(os.environ.get("UPLOAD_DAYS", "7"))

INSTALLED_APPS = [
    "impplus.records.apps.Records",
    "impplus.practice.apps.Practice",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "impplus.web.requests.probed",
    "impplus.web.requests.numbered",
    "impplus.web.requests.refusing",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "impplus.web.requests.packed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "impplus.web.devices.remembered",
    "impplus.web.pages.sentences",
    "impplus.web.requests.methods",
]
CSRF_FAILURE_VIEW = "impplus.web.pages.not_checked"
ROOT_URLCONF = "impplus.urls"
WSGI_APPLICATION = "impplus.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "impplus.web.rendering.Templates",
        "NAME": "django",
        "DIRS": [PROJECT / "impplus" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "impplus.web.folding.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                *(["django.template.context_processors.debug"] if DEBUG else []),
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "impplus.web.pages.page_facts",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "impplus.web.tags",
                "impplus.web.letter_tags",
                "impplus.web.due_tags",
                "impplus.web.size_tags",
            ],
        },
    }
]
FORM_RENDERER = "impplus.web.controls.Renderer"
MESSAGE_STORAGE = "impplus.web.said_before.Storage"

# The programme's tables, and those of firms, each by a role of its own; the latter may lie in another database.
DATABASE_URL = databases.address(os.environ, VAR)
DATABASES = databases.connections(os.environ, VAR)
FIRM_DATABASE_APART = databases.lie_apart(DATABASES)
DATABASE_ROUTERS = ["impplus.practice.routing.Router"]
CLOCK_SHIFT = os.environ.get("CLOCK_SHIFT", "")  # how far the one clock is moved, as "30 days"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Look-ups, sign-ups and the like are counted here, by all processes together; with more than so many entries, those
# that have expired are removed, and no other. What can be guessed is counted by actions/attempts.py.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "impplus.records.cache.Cache",
        "LOCATION": "attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [
    PROJECT / "impplus" / "locale" / area
    for area in (
        "web",
        "public",
        "accounts",
        "portal",
        "firm",
        "desk",
    )
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PROJECT / "impplus" / "static"]
# Documents and letters lie in a bucket that speaks S3 where one is named (`pip install impplus[s3]`).
STORE_BUCKET = os.environ.get("STORE_BUCKET", "")
S3 = {"bucket_name": STORE_BUCKET, "endpoint_url": os.environ.get("STORE_URL") or None}
LOCAL_STORE = {"location": VAR / "store", "allow_overwrite": True}
STORAGES: dict[str, dict[str, Any]] = {
    "documents": {"BACKEND": "impplus.outside.store.bucket.Bucket", "OPTIONS": S3}
    if STORE_BUCKET
    else {"BACKEND": "impplus.outside.store.local.Local", "OPTIONS": LOCAL_STORE},
    "log": {
        "BACKEND": "impplus.outside.store.local.Local",
        "OPTIONS": {"location": VAR / "public-log", "allow_overwrite": True, "public": True},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if (STATIC_ROOT / "staticfiles.json").exists()
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = True

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["impplus.web.signed_in.Backend"]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "home", "start"

# Whether officers need a second factor: in production they do.
STAFF_SECOND_FACTOR = _given("STAFF_SECOND_FACTOR", "1" if PRODUCTION else "0") == "1"
# How old the last sign-in may be at a press that counts, in minutes, where there is no second factor.
STEP_UP_MINUTES = int(os.environ.get("STEP_UP_MINUTES", "60"))
# How many hours a request to take away lost second factors waits, so that the owner can stop it.
RECOVERY_HOURS = int(os.environ.get("RECOVERY_HOURS", "72"))
# After how many minutes without a request a session ends, and after how many hours in any case.
SESSION_MINUTES = int(os.environ.get("SESSION_MINUTES", "30"))
SESSION_HOURS = int(os.environ.get("SESSION_HOURS", "12"))
SESSION_ENGINE = "impplus.web.signed_in"
SESSION_COOKIE_AGE = SESSION_HOURS * 60 * 60
# However one signed in: of a page left open overnight the browser still says whose it was, and what was typed is given back.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
# Of a device on which somebody signed in; it goes to the account pages alone, so it cannot be a host's (__Host-).
DEVICE_COOKIE_NAME = "__Secure-device" if PRODUCTION else "device"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_COOKIE_AGE = None  # until the browser closes, as the session's
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'", CARDS_URL],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "impplus.web.no_room.Laid",
]

PROCRASTINATE_IMPORT_PATHS = ["impplus.jobs"]
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}
# Each event is a line of JSON on standard error, which whoever started the process keeps and rotates.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "impplus.web.logs.LogLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "impplus": {"level": "INFO"},
        # They write addresses, which hold codes and numbers, and each fault a second time.
        "django.request": {"level": "ERROR" if DEBUG else "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        # A forged PDF is an answer, not a fault: pyHanko would write a traceback for each.
        "pyhanko": {"handlers": [], "propagate": False},
        # A database that went away is said once by whoever needed it, and not at each try.
        "psycopg.pool": {"level": "ERROR"},
        # A request that waits for a thread is no event.
        "waitress.queue": {"level": "ERROR"},
    },
}
if DEBUG:
    # A template is read at each page, so that what was saved shows at once.
    TEMPLATES[0]["APP_DIRS"] = False
    TEMPLATES[0]["OPTIONS"]["loaders"] = [
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
