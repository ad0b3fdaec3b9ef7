"""The line between a browser and the site, which a test cuts and mends: a lost network, or a killed server."""

import socket
import threading
from contextlib import suppress


class Line:
    """An address of its own that leads to the site's as long as it is not cut."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.listener: socket.socket | None = None
        self.open: list[socket.socket] = []
        self.here = 0
        self.mend()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.here}"

    def mend(self) -> None:
        """Lead to the site, at the same address as before."""
        self.listener = socket.create_server(("127.0.0.1", self.here))
        self.here = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=[self.listener], daemon=True).start()

    def cut(self) -> None:
        """Refuse what comes and break off what is under way."""
        if self.listener:
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None
        for one in self.open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                browser, _ = listener.accept()
                site = socket.create_connection(("127.0.0.1", self.port))
                self.open += [browser, site]
                for ends in ((browser, site), (site, browser)):
                    threading.Thread(target=_carry, args=ends, daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while said := source.recv(65536):
            target.sendall(said)
        target.shutdown(socket.SHUT_WR)
