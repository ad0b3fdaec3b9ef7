"""The site of `make dev`: begins anew when something that it reads once is saved.

What cannot be loaded is a page that says why, until it is mended.
"""

import socket
import sys
import time
import traceback
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.exceptions import ImproperlyConfigured

from deploy.local.spare import PROJECT
from impplus.serve import answer, child, end_when_asked

# What is read once; a template is read at each page.
READ_ONCE = ("*.py", "*.toml", "*.mo", "*.typ")
# What a wrong row, a misspelt name or a wrong setting raises while the site is loaded.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def main() -> None:
    end_when_asked()
    with socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=1024) as listening:
        while True:
            saved = _saved()
            site = child(_serve, listening)
            while site.is_alive() and _saved() == saved:
                time.sleep(0.5)
            site.terminate()
            site.join()


def _saved() -> dict[Path, int]:
    """When each file that is read once was saved."""
    kinds = (path for kind in READ_ONCE for path in (PROJECT / "impplus").rglob(kind))
    return {path: path.stat().st_mtime_ns for path in kinds if path.exists()}


def _serve(listening: socket.socket) -> None:
    try:
        site = resolve_name("impplus.wsgi:application")
    except FAULTS as fault:
        site = partial(_fault, "".join(traceback.format_exception(fault)))
    answer(site, listening)


def _fault(said: str, _request: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """The page of what cannot be loaded, which asks to be read anew each second."""
    start("500 Not loaded", [("Content-Type", "text/plain; charset=utf-8"), ("Refresh", "1")])
    return [said.encode()]


if __name__ == "__main__":
    main()
