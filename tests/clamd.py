"""A virus scanner for tests: the real clamd with one signature of our own, and a stand-in that one contract test holds to it."""

import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from impplus.outside import scanner

# The test file of the European Institute for Computer Anti-Virus Research, in two parts, so that no scanner finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Eicar.Ours"
ENDS = b"% ends the scanner"  # in a content: the stand-in hangs up
CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
NO_CLAMD = "there is no clamd here (on Debian: apt-get install clamav-daemon)"
STARTS_WITHIN = 30


@contextmanager
def real() -> Iterator[str]:
    """The address of a clamd that knows EICAR alone."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as made:
        folder = Path(made)
        (folder / "signatures").mkdir()
        (folder / "signatures/ours.ndb").write_text(f"Eicar.Ours:0:*:{EICAR.hex()}\n", "utf-8")
        listens = folder / "clamd.ctl"
        (folder / "clamd.conf").write_text(
            f"LocalSocket {listens}\nDatabaseDirectory {folder / 'signatures'}\nForeground yes\n"
            "StreamMaxLength 26M\nMaxFileSize 26M\nAlertExceedsMax yes\nOfficialDatabaseOnly no\n",
            "utf-8",
        )
        log = (folder / "log").open("wb")
        command = [str(CLAMD), f"--config-file={folder / 'clamd.conf'}"]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            until = time.monotonic() + STARTS_WITHIN
            while not scanner.answers(str(listens)):
                said = (folder / "log").read_text("utf-8", "replace")
                assert process.poll() is None, said
                assert time.monotonic() < until, said
                time.sleep(0.05)
            yield str(listens)
        finally:
            process.terminate()
            process.wait(10)
            log.close()


class Fake:
    """It answers PING, and finds EICAR as it stands in what is sent; `held` makes it come to no verdict."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "clamd.ctl")
        self.held = threading.Event()
        self.asked = 0
        self.definitions = datetime.now(UTC)
        self._listening: socket.socket | None = None

    def start(self) -> None:
        Path(self.address).unlink(missing_ok=True)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(self.address)
        self._listening.listen()
        threading.Thread(target=self._serve, args=(self._listening,), daemon=True).start()

    def stop(self) -> None:
        if self._listening:
            self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
            self._listening = None
        Path(self.address).unlink(missing_ok=True)

    def _serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _from = listening.accept()
                threading.Thread(target=self._answer, args=(client,), daemon=True).start()

    def _answer(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as given, suppress(OSError):
            if (command := _word(given)) == b"zPING":
                client.sendall(b"PONG\0")
            elif command == b"zVERSION":
                client.sendall(f"ClamAV 1.4.3/27832/{self.definitions.ctime()}\0".encode())
            elif command == b"zINSTREAM":
                self.asked += 1
                content = bytearray()
                while length := int.from_bytes(given.read(4)):
                    content += given.read(length)
                if ENDS in content:
                    return
                if self.held.is_set():
                    time.sleep(5)
                said = f"{NAME}.UNOFFICIAL FOUND" if EICAR in content else "OK"
                client.sendall(f"stream: {said}".encode() + b"\0")


def _word(given: object) -> bytes:
    word = b""
    while (one := given.read(1)) not in (b"\0", b""):  # type: ignore[attr-defined]
        word += one
    return word


@contextmanager
def fake() -> Iterator[Fake]:
    """A stand-in that listens."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        made = Fake(Path(folder))
        made.start()
        try:
            yield made
        finally:
            made.stop()
