"""Production says all that it lacks at once, in both languages, and does not start without it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from deploy.local import keys
from impplus.queries import production
from impplus.records.roles import SITE
from tests.house.source import PROJECT
from tests.outside.gateway import KEY, TEMPLATE
from tests.test_jobs import database_of_the_test

WHOLE = {
    "IMPPLUS_MODE": "production",
    "SITE_URL": "https://impplus.example.org",
    "ALLOWED_HOSTS": "impplus.example.org",
    "DATABASE_URL": "postgresql://127.0.0.1:1/impplus",
    "SECRET_KEY": "kZ7vQw2Xn9Lr4Tb8Yc1Md6Pf3Hs5Gj0AeUiOxWqVzRtNyBmCkSd",
    "LOG_ORIGIN": "impplus.example.org/log",
    "CARDS_URL": "https://cards.example.org",
    "CARDS_SECRET": "sk_live_8Hq2Zr7Lw4Xn",
    "CARDS_WEBHOOK_SECRETS": "whsec_b2YgdGhlIHRlc3QsIGxvbmc= whsec_YW5vdGhlciBvZiB0aGU=",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "DEFAULT_FROM_EMAIL": "impplus@example.org",
    "OPERATOR": "The ministry",
    "SCANNER": "127.0.0.1:9",
    "ISSUER": "CAN",
    "LEAST_FREE_GB": "0",
    "TEXTS_URL": "https://api.notification.example.org",
    "TEXTS_KEY": KEY,
    "TEXTS_TEMPLATE": TEMPLATE,
}


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """All variables of an installation that may start, whose keys are its own."""
    monkeypatch.setattr(keys, "SIGNER", "Ministry, letters")
    monkeypatch.setattr(keys, "CODES", "Ministry, codes")
    keys.make_missing(tmp_path / "keys")
    return WHOLE | {"KEYS_FOLDER": str(tmp_path / "keys")}


def names(faults: list[production.Text]) -> list[str]:
    """The variables at fault, the same in both languages."""
    english = [fault.en.partition(":")[0] for fault in faults]
    assert english == [fault.fr.partition("\u00a0:")[0] for fault in faults]
    return english


def test_an_installation_that_lacks_nothing_may_start(whole: dict[str, str]) -> None:
    assert production.of_settings(whole) == []


def test_a_firms_own_installation_needs_no_cards_and_issues_nothing(whole: dict[str, str]) -> None:
    spared = dict.fromkeys(production.OF_AN_OFFICE, "")
    assert names(production.of_settings(whole | spared)) == list(production.OF_AN_OFFICE)
    assert production.of_settings(whole | spared | {"PREPARES_ONLY": "1"}) == []


@pytest.mark.parametrize("name", production.NAMES)
def test_whatever_is_not_said_is_named(whole: dict[str, str], name: str) -> None:
    assert names(production.of_settings(whole | {name: ""})) == [name]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMPPLUS_MODE", "local"),
        ("IMPPLUS_DEBUG", "1"),
        ("CLOCK_SHIFT", "1 day"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "local-stand-in-not-a-secret-" + WHOLE["SECRET_KEY"]),
        ("CARDS_SECRET", "local-stand-in-card-secret"),
        ("CARDS_WEBHOOK_SECRETS", "whsec_b2YgdGhlIHRlc3QsIGxvbmc= whsec_x"),
        ("CARDS_URL", "http://127.0.0.1:8001"),
        ("CARDS_URL", "https://localhost"),
        ("SITE_URL", "http://impplus.example.org"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "another.example.org"),
        ("ALLOWED_HOSTS", "impplus.example.org,testserver"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"),
        ("DEFAULT_FROM_EMAIL", "impplus@example.test"),
        ("SCANNER", "none"),
        ("ISSUER", "UTO"),
        ("ISSUER", "Canada"),
        ("SCANNER", "scanner.example.org"),
        ("TEXTS_URL", "outbox"),
        ("TEXTS_KEY", "short"),
        ("TEXTS_TEMPLATE", ""),
        *((name, value) for name in production.NUMBERS for value in ("", "five", "-1", "1.5")),
    ],
)
def test_what_is_no_production_is_named(whole: dict[str, str], name: str, value: str) -> None:
    assert names(production.of_settings(whole | {name: value})) == [name]


def test_keys_of_the_demonstration_and_missing_ones_are_named(
    whole: dict[str, str], tmp_path: Path
) -> None:
    folder = Path(whole["KEYS_FOLDER"])
    (folder / "log.pem").unlink()
    assert [fault.en for fault in production.of_settings(whole)] == [
        "KEYS_FOLDER: there is no log.pem in it."
    ]


def test_a_certificate_of_the_demonstration_is_named(tmp_path: Path) -> None:
    keys.make_missing(tmp_path)
    faults = production.of_settings(WHOLE | {"KEYS_FOLDER": str(tmp_path)})
    assert faults == [production.DEMONSTRATION]


def test_a_real_issuer_needs_a_certificate_of_codes_and_the_right_one(
    whole: dict[str, str], tmp_path: Path
) -> None:
    folder = Path(whole["KEYS_FOLDER"])
    (folder / "codes.crt.pem").unlink()
    assert [fault.en for fault in production.of_settings(whole)] == [
        "KEYS_FOLDER: there is no codes.crt.pem in it."
    ]
    keys.make_missing(tmp_path / "others")
    (tmp_path / "others" / "codes.crt.pem").rename(folder / "codes.crt.pem")
    assert production.of_settings(whole) == [production.NOT_ITS_CERTIFICATE]


def test_with_a_hardware_module_the_folder_holds_its_pin_instead_of_keys(
    whole: dict[str, str],
) -> None:
    folder, module = Path(whole["KEYS_FOLDER"]), whole | {"PKCS11": "/usr/lib/module.so papers"}
    for name in ("signer.pem", "codes.pem", "lists.pem"):
        (folder / name).unlink()
    assert [fault.en for fault in production.of_settings(module)] == [
        "KEYS_FOLDER: there is no pin in it."
    ]
    (folder / "pin").write_text("1234")
    assert production.of_settings(module) == []


def test_start_up_says_the_same_list_and_a_mode_that_is_none_is_refused(
    whole: dict[str, str],
) -> None:
    wrong = whole | {"SECRET_KEY": "short", "OPERATOR": ""}
    said = "\n".join(fault.fr for fault in production.of_settings(wrong)) + "\n"
    for command in ("serve", "worker"):
        assert _impplus([command, "--lang", "fr"], wrong) == (2, "", said)
    assert _impplus(["check", "--lang", "fr"], wrong)[:2] == (
        1,
        said
        + "DATABASE_URL\u00a0: la base de données ne répond pas.\n"
        + "SCANNER\u00a0: aucun antivirus ne répond à cette adresse; les fichiers envoyés attendent.\n",
    )
    mistyped = _impplus(["serve"], whole | {"IMPPLUS_MODE": "Production"})
    assert mistyped == (2, "", 'IMPPLUS_MODE: write "local" or "production", not \'Production\'.\n')


def _impplus(words: list[str], environment: dict[str, str]) -> tuple[int, str, str]:
    command = [Path(sys.executable).parent / "impplus", *words]
    usual = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    run = subprocess.run(
        command, env=usual | environment, capture_output=True, text=True, check=False, timeout=60
    )
    return run.returncode, run.stdout, run.stderr


@pytest.mark.django_db(transaction=True)
def test_a_role_that_may_do_too_much_is_named() -> None:

    url = database_of_the_test()["DATABASE_URL"]
    assert production.of_database(url) == [production.SUPERUSER]
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("CREATE ROLE editor LOGIN")
        owner.execute("GRANT SELECT, UPDATE ON records_event TO editor")
        owner.execute(f"GRANT {SITE} TO editor")
    try:
        editor = f"{url}{'&' if '?' in url else '?'}user=editor"
        assert production.of_database(editor) == [production.MAY_REWRITE]
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("REVOKE UPDATE ON records_event FROM editor")
        assert production.of_database(editor) == []
    finally:
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("DROP OWNED BY editor")
            owner.execute("DROP ROLE editor")


READ = re.compile(r"""(?:environ(?:\.get)?[(\[]|_given\()["]([A-Z_]+)["]""")


def test_the_page_for_operators_names_every_setting_and_no_other() -> None:
    read = set(READ.findall((PROJECT / "impplus" / "settings.py").read_text()))
    read |= {"DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE"}
    read |= {"FIRM_DATABASE_URL", "FIRM_DATABASE_OWNER_URL"}
    page = (PROJECT / "docs" / "operate.md").read_text()
    table = page.partition("## Settings")[2].partition("\n## ")[0]
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))
    assert named == read
    required = set(re.findall(r"^\| `([A-Z_]+)` \| yes", table, re.MULTILINE))
    assert required == {*production.NAMES, "IMPPLUS_MODE"}
