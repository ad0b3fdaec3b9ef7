"""What `make run` starts is watched and stopped together, and what stands in its way is said."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from deploy.local import fee_warnings, run
from deploy.local.parts import Parts
from deploy.local.words import Stopped
from impplus.programmes import IMP_PLUS
from impplus.rules import fees
from tests.rules.ending import AFTER, ENDING

LIVES = (sys.executable, "-c", "import time; time.sleep(60)")
ENDS = (sys.executable, "-c", "print('no card today'); raise SystemExit(3)")


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    started = Parts(dict(os.environ), tmp_path / "log")
    yield started
    started.stop()


def test_a_part_that_ends_while_all_is_started_is_named_with_its_last_words(parts: Parts) -> None:
    parts.start("worker", LIVES)
    parts.start("card simulator", ENDS)
    parts.running["card simulator"].process.wait()
    with pytest.raises(Stopped) as stopped:
        parts.must_all_live()
    log = parts.logs / "card-simulator.log"
    assert str(stopped.value) == (
        f"The card simulator ended by itself (3). The end of {log}:\nno card today"
    )


def test_a_part_that_is_killed_starts_again_beside_the_others(
    parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    parts.start("site", LIVES)
    parts.start("worker", LIVES)
    site, worker = (part.process for part in parts.running.values())
    parts.keep()
    worker.kill()
    worker.wait()
    parts.keep()
    assert parts.running["site"].process is site
    assert parts.running["worker"].process.poll() is None
    assert capsys.readouterr().out == "The worker ended by itself (-9), and starts again.\n"


def test_a_part_that_keeps_ending_is_started_after_growing_gaps_and_says_why(
    parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    parts.start("card simulator", ENDS)
    gaps = []
    for _ in range(7):
        parts.running["card simulator"].process.wait()
        began = time.monotonic()
        parts.keep()
        due = parts.running["card simulator"].due
        gaps.append(round(due - began) if due else 0)
        parts.running["card simulator"].due = began if due else None
        parts.keep()
    assert gaps == [0, 1, 2, 4, 8, 16, 30]
    log = parts.logs / "card-simulator.log"
    said = capsys.readouterr().out.splitlines()
    assert said[:4] == [
        "The card simulator ended by itself (3), and starts again.",
        f"The card simulator ended by itself (3), and starts again in 1 s. The end of {log}:",
        "no card today",
        "no card today",
    ]


def test_a_log_that_has_grown_long_begins_anew_beside_the_one_before(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.parts.LONGEST_LOG", 100)
    parts.start(
        "site", (sys.executable, "-c", "print('x' * 100, flush=True); import time; time.sleep(60)")
    )
    while (parts.logs / "site.log").stat().st_size < 101:
        time.sleep(0.1)
    parts.keep()
    assert (parts.logs / "site.log").read_text() == ""
    assert (parts.logs / "site.before.log").read_text() == "x" * 100 + "\n"


@pytest.mark.parametrize(("code", "starts"), [("pass", 1), ("print(1); exit(3)", 3)])
def test_a_part_with_something_to_do_leaves_when_it_is_done_or_has_failed_often(
    parts: Parts, code: str, starts: int
) -> None:
    parts.start("site", LIVES)
    parts.start("invented world", (sys.executable, "-c", code), tries=3)
    begun = set()
    while world := parts.running.get("invented world"):
        begun.add(world.process.pid)
        world.process.wait()
        world.due = world.due and 0
        parts.keep()
    assert (len(begun), list(parts.running)) == (starts, ["site"])


def test_stopping_stops_every_part(parts: Parts) -> None:
    parts.start("site", LIVES)
    parts.start("worker", LIVES)
    parts.stop()
    alive = [part.process.poll() is None for part in parts.running.values()]
    assert alive == [False, False]


def test_a_site_that_never_answers_is_said(parts: Parts) -> None:
    parts.start("site", LIVES)
    with pytest.raises(Stopped, match=r"The site does not answer at http://127\.0\.0\.1:1/"):
        parts.wait_for("site", "http://127.0.0.1:1/", patience=0.2)


def test_a_fault_that_is_saved_is_a_page_of_make_dev_and_not_its_end(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = Parts({**os.environ, "CLOCK_SHIFT": "soon"}, tmp_path / "log")
    site.start("site", run.site_command(port, reload=True))
    try:
        with pytest.raises(HTTPError) as shown:
            _first_answer(site, f"http://127.0.0.1:{port}/en/")
    finally:
        site.stop()
    assert shown.value.code == 500
    assert "ImproperlyConfigured: CLOCK_SHIFT: write a number" in shown.value.read().decode()


def _first_answer(site: Parts, address: str) -> None:
    while True:
        site.must_all_live()
        try:
            urlopen(address, timeout=10)
        except HTTPError:
            raise
        except (URLError, ConnectionError):
            time.sleep(0.1)


def test_a_port_in_use_is_said() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Stopped) as stopped:
            run.must_be_free("PORT", port)
    assert str(stopped.value) == (
        f"Port {port} is in use by another program: stop that one, or choose another port, as in"
        f" `PORT={port + 100} make run`."
    )


@pytest.mark.parametrize("given", ["abc", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("PORT", given)
    with pytest.raises(Stopped) as stopped:
        run.port_of("PORT", 8000)
    assert str(stopped.value) == f"PORT must be a port between 1 and 65535, not {given!r}."


def test_a_second_run_in_the_same_folder_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "VAR", tmp_path)
    with run.alone(8000), pytest.raises(Stopped) as stopped, run.alone(8100):
        raise AssertionError
    assert str(stopped.value) == (
        "IMP+ already runs in this folder:"
        f" http://localhost:8000/, process {os.getpid()}, which Ctrl-C or kill stops."
    )
    with run.alone(8100):
        assert (tmp_path / "run.lock").exists()


def test_a_folder_in_which_nothing_can_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = []
    (tmp_path / "a file").touch()
    for var in (tmp_path / "a file", Path("/proc")):
        monkeypatch.setattr(run, "VAR", var)
        with pytest.raises(Stopped) as stopped, run.alone(8000):
            raise AssertionError
        said.append(str(stopped.value).partition(f"Nothing can be written in {var}: ")[2] != "")
    assert said == [True, True]


def test_one_port_for_the_site_and_the_cards_is_refused_at_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "VAR", tmp_path)
    monkeypatch.setattr(run, "stop_when_asked", lambda: None)
    monkeypatch.setenv("PORT", "8100")
    monkeypatch.setenv("CARDS_PORT", "8100")
    with pytest.raises(Stopped) as stopped:
        run.main()
    assert str(stopped.value) == (
        "PORT and CARDS_PORT are both 8100: choose another for one of them."
    )


def test_what_the_rules_warn_of_is_said_in_both_languages() -> None:
    soon = fees.warnings(ENDING, on=AFTER)
    assert fee_warnings.said(soon).splitlines() == ["", f"⚠ {soon[0].en}", f"⚠ {soon[0].fr}"]
    assert fee_warnings.said(fees.warnings(IMP_PLUS, on=date(2026, 3, 2))) == ""


@pytest.mark.parametrize(
    ("backend", "there"), [(None, True), ("", True), (run.OUTBOX, True), ("anymail.ses", False)]
)
def test_where_e_mail_goes_is_said_in_one_line_and_the_outbox_is_named_only_where_there_is_one(
    backend: str | None, there: bool
) -> None:
    said = run.mail(8000, {} if backend is None else {"EMAIL_BACKEND": backend})
    assert ("/en/local-outbox/" in said, "anymail.ses" in said) == (there, not there)
    assert "\n" not in said
