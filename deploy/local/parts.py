"""The programs that run beside each other on one machine: started, kept running, and stopped together."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from deploy.local.spare import PROJECT
from deploy.local.words import Stopped

GRACE = 15  # seconds to finish a request or a job
STEADY = 30  # seconds after which an earlier end no longer counts
LONGEST_LOG = 5_000_000  # bytes
FIRST_GAP, LONGEST_GAP = 1, 30  # seconds between two starts of a part that keeps ending


class Asked(BaseException):
    """Somebody asked us to stop: Ctrl-C, a closed terminal, or a polite kill."""


def stop_when_asked() -> None:
    """From here on Ctrl-C, a closed terminal and a polite kill all raise Asked, once."""

    def asked(_number: int, _frame: object) -> NoReturn:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        raise Asked

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, asked)


@dataclass
class Part:
    """One program that runs beside the others, and how it has fared."""

    command: Sequence[str | Path]
    process: subprocess.Popen[bytes]
    began: float
    tries: (
        int | None
    )  # None: it is to run for good; else it has something to do, which may fail so often
    gap: float = 0  # seconds to wait before it is started the next time
    due: float | None = None  # when it is started again, once it has ended


@dataclass
class Parts:
    """The running programs, in the order in which they were started."""

    environment: Mapping[str, str]
    logs: Path
    running: dict[str, Part] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str | Path], *, tries: int | None = None) -> None:
        """Start one program; with `tries` it has something to do, and may fail so often."""
        self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.running[name] = Part(command, self._launched(name, command), time.monotonic(), tries)

    def _launched(self, name: str, command: Sequence[str | Path]) -> subprocess.Popen[bytes]:
        """Start it in a session of its own, so that Ctrl-C reaches us alone."""
        # Where the system can do it, a part does not outlive us, even if we are killed.
        tied = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        with self._log(name).open("ab") as log:
            return subprocess.Popen(
                [*tied, *command],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
            )

    def keep(self) -> None:
        """Start again each part that has ended, and say so: at once, then after growing gaps."""
        now = time.monotonic()
        for name, part in list(self.running.items()):
            if part.due is None and part.process.poll() is not None:
                self._note_end(name, part, now)
            self._shorten(self._log(name))
            if part.due is not None and part.due <= now:
                part.process, part.began, part.due = self._launched(name, part.command), now, None

    def _shorten(self, log: Path) -> None:
        """Begin a log anew that has grown long, beside the one before; whoever writes it goes on at its end."""
        if log.stat().st_size > LONGEST_LOG:
            shutil.copyfile(log, log.with_suffix(".before.log"))
            os.truncate(log, 0)

    def _note_end(self, name: str, part: Part, now: float) -> None:
        code = part.process.returncode
        if part.tries is not None:
            part.tries -= 1
            if code == 0 or part.tries == 0:
                del self.running[name]
                print(
                    f"The {name} failed ({code}). {self._last_words(name)}\n" if code else "",
                    end="",
                )
                return
        if now - part.began > STEADY:
            part.gap = 0
        part.due = now + part.gap
        when = f"again in {part.gap:.0f} s. {self._last_words(name)}" if part.gap else "again."
        print(f"The {name} ended by itself ({code}), and starts {when}", flush=True)
        part.gap = min(2 * part.gap or FIRST_GAP, LONGEST_GAP)

    def wait_for(self, name: str, address: str, patience: float = 60) -> None:
        """Wait until the part answers at its address."""
        deadline = time.monotonic() + patience
        while not _answers(address):
            self.must_all_live()
            if time.monotonic() > deadline:
                raise Stopped(f"The {name} does not answer at {address}. {self._last_words(name)}")
            time.sleep(0.1)

    def must_all_live(self) -> None:
        """Stopped where a part has ended: so long as nothing is up, the reason is all there is to say."""
        for name, part in self.running.items():
            code = part.process.poll()
            if code is not None:
                raise Stopped(f"The {name} ended by itself ({code}). {self._last_words(name)}")

    def stop(self) -> None:
        """Ask all to end, the last one started first; after the grace, end them."""
        processes = [part.process for part in reversed(self.running.values())]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in processes:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _log(self, name: str) -> Path:
        return self.logs / f"{name.replace(' ', '-')}.log"

    def _last_words(self, name: str) -> str:
        lines = self._log(name).read_text(errors="replace").splitlines()[-15:]
        return "\n".join([f"The end of {self._log(name)}:", *lines])


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5):  # noqa: S310 (our own address)
            return True
    except HTTPError as error:
        return error.code < 500
    except (URLError, ConnectionError, TimeoutError):
        return False
