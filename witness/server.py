"""The HTTP face of a witness: POST /add-checkpoint, and GET /<hash of the origin>/checkpoint."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from witness.book import Answer, Book

MOST_BYTES = 100_000
PATIENCE = 10  # seconds that a caller may take


class Witness(ThreadingHTTPServer):
    """Serves one book."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], book: Book) -> None:
        super().__init__(address, _Caller)
        self.book = book


class _Caller(BaseHTTPRequestHandler):
    server: Witness
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            self.close_connection = True
            self._say(Answer(400))
            return
        body = self.rfile.read(int(length))
        if self.path != "/add-checkpoint":
            self._say(Answer(404))
            return
        try:
            self._say(self.server.book.add(body.decode()))
        except UnicodeDecodeError:
            self._say(Answer(400))

    def do_GET(self) -> None:
        _, origin_hash, *rest = [*self.path.split("/"), "", ""][:4]
        kept = self.server.book.last(origin_hash) if rest == ["checkpoint", ""] else None
        self._say(Answer(200, kept) if kept else Answer(404))

    def _say(self, answer: Answer) -> None:
        held = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(held)))
        self.end_headers()
        self.wfile.write(held)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: what was cosigned is in the book."""
