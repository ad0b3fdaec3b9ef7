"""The line between the site and its database, which a test can cut at COMMIT or another word, before or after it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from django.db import connection, connections

type Cut = Literal["before", "after"]
COMMIT = b"COMMIT"
PLACE = b"UPDATE records_place"  # of who takes one


@contextmanager
def through(folder: Path, decide: Callable[[], Cut | None], word: bytes = COMMIT) -> Iterator[None]:
    """Inside, every new connection to the database goes over a line that `decide` may cut at a COMMIT, or another word.

    "before" is before the database hears of it, "after" is once it has answered, and nobody hears the answer.
    """
    held = connections.settings["default"]["OPTIONS"]
    host, port = held["host"], int(held["port"])
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / f".s.PGSQL.{port}"))
        listening.listen(300)
        target = f"{host}/.s.PGSQL.{port}"
        args = (listening, target, decide, word)
        threading.Thread(target=_accept, args=args, daemon=True).start()
        connection.close()
        held["host"] = str(folder)
        try:
            yield
        finally:
            connection.close()
            held["host"] = host


def _accept(
    listening: socket.socket, target: str, decide: Callable[[], Cut | None], word: bytes
) -> None:
    with suppress(OSError):  # the test is over
        while True:
            client, _ = listening.accept()
            args = (client, target, decide, word)
            threading.Thread(target=_carry, args=args, daemon=True).start()


def _carry(
    client: socket.socket, target: str, decide: Callable[[], Cut | None], word: bytes
) -> None:
    with client, socket.socket(socket.AF_UNIX) as server:
        server.connect(target)
        deaf = threading.Event()
        back = threading.Thread(target=_answers, args=(server, client, deaf), daemon=True)
        back.start()
        with suppress(OSError):
            while said := client.recv(65_536):
                cut = decide() if word in said else None
                if cut == "before":
                    break
                if cut == "after":
                    deaf.set()
                server.sendall(said)
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR if not deaf.is_set() else socket.SHUT_RD)
        back.join()


def _answers(server: socket.socket, client: socket.socket, deaf: threading.Event) -> None:
    with suppress(OSError):
        while said := server.recv(65_536):
            if deaf.is_set():  # the database has answered, and nobody is told
                break
            client.sendall(said)
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
