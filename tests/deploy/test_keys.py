"""Local keys are made once, for their owner alone; production brings its own or does not start."""

import os
import subprocess
import sys
from pathlib import Path

from deploy.local import keys

PRODUCTION = {
    "IMPPLUS_MODE": "production",
    "SECRET_KEY": "a secret of the test",
    "SITE_URL": "https://impplus.example.test",
    "CARDS_URL": "https://cards.example.test",
    "CARDS_SECRET": "another secret of the test",
    "CARDS_WEBHOOK_SECRETS": "whsec_b2YgdGhlIHRlc3Q=",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPERATOR": "The ministry",
    "LOG_ORIGIN": "ministry.example.test/log",
}


def test_keys_are_their_owner_s_alone_to_read_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys.make_missing(folder)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    keys.make_missing(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made
    assert sorted(made) == ["authority.pem", "log.pem", "signer.crt.pem", "signer.pem"]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_production_starts_with_a_key_of_its_own_and_not_without(tmp_path: Path) -> None:
    own = tmp_path / "own"
    said = [refusal(tmp_path, **more) for more in ({}, {"KEYS_FOLDER": str(own)})]
    keys.make_missing(own)
    said.append(refusal(tmp_path, KEYS_FOLDER=str(own)))
    assert said == [
        "KEYS_FOLDER: production mode refuses to start on a stand-in.",
        "KEYS_FOLDER: production mode refuses to start without a key.",
        "",
    ]


def test_production_does_not_start_on_a_moved_clock(tmp_path: Path) -> None:
    own = tmp_path / "own"
    keys.make_missing(own)
    said = {refusal(tmp_path, KEYS_FOLDER=str(own), CLOCK_SHIFT=one) for one in ("1 day", "soon")}
    assert said == {"CLOCK_SHIFT: production mode refuses to start on a moved clock."}


def test_a_mistyped_mode_is_refused_and_not_taken_for_a_local_one(tmp_path: Path) -> None:
    said = [refusal(tmp_path, IMPPLUS_MODE=typed) for typed in ("Production", "prod", "")]
    assert said == [
        f'IMPPLUS_MODE: write "local" or "production", not {typed}.'
        for typed in ("'Production'", "'prod'", "''")
    ]


def refusal(var: Path, **more: str) -> str:
    """Why the settings refuse to be read, or nothing."""
    run = subprocess.run(
        [sys.executable, "-c", "import impplus.settings"],
        env=os.environ | PRODUCTION | {"IMPPLUS_VAR": str(var)} | more,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr.strip().rpartition("ImproperlyConfigured: ")[2]
