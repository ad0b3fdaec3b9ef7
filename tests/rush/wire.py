"""The line between the site and its database, which a test can cut at COMMIT, before or after it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from django.db import connection, connections

type Cut = Literal["before", "after"]
COMMIT = b"COMMIT"


@contextmanager
def through(folder: Path, decide: Callable[[], Cut | None]) -> Iterator[None]:
    """Inside, every new connection to the database goes over a line that `decide` may cut at a COMMIT.

    "before" is before the database hears of it, "after" is once it has answered, and nobody hears the answer.
    """
    held = connections.settings["default"]["OPTIONS"]
    host, port = held["host"], int(held["port"])
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / f".s.PGSQL.{port}"))
        listening.listen(300)
        target = f"{host}/.s.PGSQL.{port}"
        threading.Thread(target=_accept, args=(listening, target, decide), daemon=True).start()
        connection.close()
        held["host"] = str(folder)
        try:
            yield
        finally:
            connection.close()
            held["host"] = host


def _accept(listening: socket.socket, target: str, decide: Callable[[], Cut | None]) -> None:
    with suppress(OSError):  # the test is over
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_carry, args=(client, target, decide), daemon=True).start()


def _carry(client: socket.socket, target: str, decide: Callable[[], Cut | None]) -> None:
    with client, socket.socket(socket.AF_UNIX) as server:
        server.connect(target)
        deaf = threading.Event()
        back = threading.Thread(target=_answers, args=(server, client, deaf), daemon=True)
        back.start()
        with suppress(OSError):
            while said := client.recv(65_536):
                cut = decide() if COMMIT in said else None
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
            if deaf.is_set():  # the database has answered to COMMIT, and nobody is told
                break
            client.sendall(said)
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)
