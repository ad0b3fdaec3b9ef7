"""How what happens is logged: one line of JSON an event, with the number of the request that it belongs to."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# The request that is being answered; on its page of error, so that whoever asks for help can name it.
request_number: ContextVar[str] = ContextVar("request_number", default="")
# No line says which process, thread or place of the code it is from: Python need not look for them.
logging.logProcesses = logging.logThreads = False
logging.logMultiprocessing = False
logging.logAsyncioTasks = False  # type: ignore[attr-defined]
logging._srcfile = None
_write = json.JSONEncoder(ensure_ascii=False, default=str).encode
_PATH = re.compile(r" /\S*")
# PostgreSQL quotes the row at fault, which may be somebody's.
_ROWS = re.compile(r"^(DETAIL|CONTEXT): .*\n?", re.MULTILINE)


class LogLine(logging.Formatter):
    """Says a record on one line; `facts`, given as `extra`, stand beside the event."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            "event": _event(record),
            **getattr(record, "facts", {}),
        }
        if number := request_number.get():
            said["request"] = number
        if record.exc_info:
            said["fault"] = _ROWS.sub("", self.formatException(record.exc_info))
        return _write(said)


def _event(record: logging.LogRecord) -> str:
    """What happened; of a page that failed while it was sent, the server names the address, which may hold a code."""
    said = record.getMessage()
    return _PATH.sub("", said) if record.name == "waitress" else said
