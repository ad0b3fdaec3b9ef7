"""The programs that run beside each other on one machine: started, watched, and stopped together."""

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
class Parts:
    """The running programs, in the order in which they were started."""

    environment: Mapping[str, str]
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str | Path]) -> None:
        """Start one program in a session of its own, so that Ctrl-C reaches us alone."""
        self.logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Where the system can do it, a part does not outlive us, even if we are killed.
        tied = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        with self._log(name).open("ab") as log:
            self.running[name] = subprocess.Popen(
                [*tied, *command],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
            )

    def wait_for(self, name: str, address: str, patience: float = 60) -> None:
        """Wait until the part answers at its address."""
        deadline = time.monotonic() + patience
        while not _answers(address):
            self.must_all_live()
            if time.monotonic() > deadline:
                raise Stopped(f"The {name} does not answer at {address}. {self._last_words(name)}")
            time.sleep(0.1)

    def wait_for_end(self, name: str) -> None:
        """Wait until a part has done its work, while the others must live."""
        while self.running[name].poll() != 0:
            self.must_all_live()
            time.sleep(0.2)
        del self.running[name]

    def must_all_live(self) -> None:
        for name, process in self.running.items():
            code = process.poll()
            if code is not None:
                raise Stopped(f"The {name} ended by itself ({code}). {self._last_words(name)}")

    def stop(self) -> None:
        """Ask all to end, the last one started first; after the grace, end them."""
        for process in reversed(self.running.values()):
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in reversed(self.running.values()):
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
