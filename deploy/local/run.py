"""The whole line on this machine, on local stand-ins: what `make run` starts, watches and stops.

With --reload (`make dev`), one process serves the site, shows what led to an error and the SQL of each page,
and begins anew when Python, the law or a catalogue is saved; templates are read at each page.
"""

import fcntl
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from deploy.local import database, ready
from deploy.local.parts import Asked, Parts, stop_when_asked
from deploy.local.spare import PROJECT
from deploy.local.with_database import database_again, database_up
from deploy.local.words import Stopped, ending_in_words
from impplus.words.text import LANGUAGES

VAR = ready.VAR
BIN = Path(sys.executable).parent
WORLD = "invented world"
OUTBOX = "django.core.mail.backends.filebased.EmailBackend"  # as in settings.py


def main() -> None:
    site, cards = port_of("PORT", 8000), port_of("CARDS_PORT", 8001)
    stop_when_asked()
    try:
        with alone(site):
            if site == cards:
                raise Stopped(
                    f"PORT and CARDS_PORT are both {site}: choose another for one of them."
                )
            must_be_free("PORT", site)
            must_be_free("CARDS_PORT", cards)
            with database_up(stop_always=True) as addresses:
                environment = _environment(addresses, site, cards)
                if sys.argv[1:] == ["--reload"]:
                    environment["IMPPLUS_DEBUG"] = "1"
                _serve(environment, site, cards)
    except Asked:
        print("\nStopped. Nothing is lost: `make run` goes on from here.", flush=True)


def _serve(environment: dict[str, str], site: int, cards: int) -> None:
    parts = Parts(environment, VAR / "log")
    reload = environment.get("IMPPLUS_DEBUG") == "1"
    try:
        if not ready.is_ready():
            print("Bringing the tables, the messages and the style sheet up to date …", flush=True)
            _once(environment, "python", "-m", "deploy.local.prepare")
            ready.note()
        parts.start("card simulator", _python("standins.cards", "--port", cards))
        parts.start("site", site_command(site, reload=reload))
        parts.wait_for("card simulator", f"http://127.0.0.1:{cards}/")
        parts.wait_for("site", f"http://127.0.0.1:{site}/en/")
        said = _welcome(site, cards, environment) + (RELOADS if reload else "")
        print(said, WAIT, sep="", flush=True)
        # Beside the site and behind it: whoever opens the first pages waits for nothing.
        parts.start("worker", [BIN / "impplus", "worker"])
        parts.start(WORLD, ["nice", BIN / "impplus", "demo", "create", "--if-empty"], tries=3)
        print(import_module("deploy.local.fee_warnings").today(), end="", flush=True)
        while WORLD in parts.running:
            _keep(parts)
        _name_sign_ins(environment)
        while True:
            _keep(parts)
    finally:
        print("\nStopping …", flush=True)
        parts.stop()


def _name_sign_ins(environment: dict[str, str]) -> None:
    try:
        for lang in LANGUAGES:
            print(_once(environment, "impplus", "demo", "sign-ins", "--lang", lang), flush=True)
    except Stopped as stopped:
        print(stopped, flush=True)


def _keep(parts: Parts) -> None:
    """Start again whatever has ended by itself; half a second passes."""
    try:
        if database_again():
            print("PostgreSQL ended by itself, and was started again.", flush=True)
    except Stopped as stopped:
        print(f"PostgreSQL ended by itself, and is tried again. {stopped}", flush=True)
        time.sleep(5)
    parts.keep()
    time.sleep(0.5)


def _welcome(site: int, cards: int, environment: Mapping[str, str]) -> str:
    return f"""
IMP+ is up, in English and in French:

    http://localhost:{site}/

Everything here is a local stand-in, and every person in it is invented: the database is a folder
({VAR / "postgres"}), cards are simulated (http://127.0.0.1:{cards}/), and files and keys lie in {VAR}.
{mail(site, environment)}
What the parts say is in {VAR / "log"}.

Ctrl-C stops everything and loses nothing; `make demo-remove` takes the invented world away.
"""


def mail(site: int, environment: Mapping[str, str]) -> str:
    """Where the e-mails of this machine go, in one line."""
    backend = environment.get("EMAIL_BACKEND") or OUTBOX
    if backend != OUTBOX:
        return f"E-mail goes where EMAIL_BACKEND says ({backend}), and not to the local outbox."
    return f"No e-mail leaves this machine; each can be read at http://localhost:{site}/en/local-outbox/."


WAIT = """
The invented people and their applications are being made now, if nobody is here yet. It takes a
minute, or several on a busy machine, until one can sign in as one of them; their names follow here.
"""
RELOADS = """
What is saved shows by itself: Python, the law, catalogues and templates. Jobs run as they were started.
"""


def _environment(addresses: dict[str, str], site: int, cards: int) -> dict[str, str]:
    scratch = VAR / "tmp"
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "SITE_URL": f"http://localhost:{site}",
        "SECRET_KEY": _kept_secret("site"),
        "CARDS_URL": f"http://127.0.0.1:{cards}",
        "CARDS_SECRET": _kept_secret("cards"),
        "CARDS_WEBHOOK_SECRETS": _kept_secret("webhooks"),
        "CARDS_WEBHOOK_URL": f"http://127.0.0.1:{site}/api/v1/payments/webhook",
        "CARDS_STATE": str(VAR / "cards"),
        # The threads of a part share one arena: each of its own would keep what it once needed (docs/decisions/server.md).
        "MALLOC_ARENA_MAX": "1",
        **os.environ,
        **addresses,
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(scratch),
    }


def _kept_secret(name: str) -> str:
    """A secret of this installation, made once and kept; base64 too, as webhooks want theirs."""
    path = VAR / "keys" / f"{name}.secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        database.write_private(path, secrets.token_hex(48))
    return path.read_text().strip()


def site_command(port: int, *, reload: bool) -> list[str | Path]:
    """What serves the site at a port; with `reload`, whatever it reads once may be saved meanwhile."""
    if reload:
        return _python("deploy.local.reloaded", port)
    return [BIN / "impplus", "serve", "--port", str(port)]


def _python(module: str, *arguments: object) -> list[str | Path]:
    return [BIN / "python", "-m", module, *map(str, arguments)]


def _once(environment: dict[str, str], program: str, *arguments: str) -> str:
    """Run one command to its end; what it prints is the answer."""
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        umask=0o077,
        check=False,
    )
    if done.returncode:
        raise Stopped(f"`{program} {' '.join(arguments)}` failed: see above.")
    return done.stdout


@contextmanager
def alone(site: int) -> Iterator[None]:
    """One `make run` at a time in one folder."""
    try:
        VAR.mkdir(exist_ok=True)
        kept = (VAR / "run.lock").open("a+")
    except OSError as fault:
        raise Stopped(f"Nothing can be written in {VAR}: {fault.strerror}.") from None
    with kept as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Stopped(f"IMP+ already runs in this folder: {lock.read().strip()}.") from None
        lock.truncate(0)
        lock.write(f"http://localhost:{site}/, process {os.getpid()}, which Ctrl-C or kill stops")
        lock.flush()
        yield


def port_of(name: str, usual: int) -> int:
    given = os.environ.get(name) or str(usual)
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise Stopped(f"{name} must be a port between 1 and 65535, not {given!r}.")
    return int(given)


def must_be_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Stopped(
                f"Port {port} is in use by another program: stop that one, or choose another port, as"
                f" in `{name}={port + 100} make run`."
            ) from None


if __name__ == "__main__":
    ending_in_words(main)
