"""The one state table: which verb moves what, from where to where, by whom, with which letter."""

from collections.abc import Iterator, Mapping

from impplus.rules.firm_states import (
    MOVES_AT_FIRMS,
    NOUNS_OF_FIRMS as NOUNS_OF_FIRMS,  # noqa: PLC0414 - asked for here
    STATUSES_AT_FIRMS,
)
from impplus.rules.rest_states import MOVES_OF_THE_REST, STATUSES_OF_THE_REST
from impplus.rules.roles import ROLES as ROLES, Role as Role  # noqa: PLC0414 - asked for here
from impplus.rules.state_rows import (
    NOUNS as NOUNS,  # noqa: PLC0414 - asked for here, as are rows
    Move as Move,  # noqa: PLC0414
    Status as Status,  # noqa: PLC0414
    move as _move,
    status as _status,
)
from impplus.rules.verbs import Verb as Verb  # noqa: PLC0414 - asked for here

UNSTORED = frozenset({"intake"})  # its status follows from the clock and from queries/places.py

# fmt: off
_A, _R, _S, _F, _Q = Role.APPLICANT, Role.REPRESENTATIVE, Role.SYSTEM, Role.FEDERAL, Role.QUEBEC
_B, _M = Role.BORDER, Role.MANAGER
_WHOLE, _WORKED = ("submitted", "in-review", "processing"), ("in-review", "processing", "part-decided")
_OPEN, _PENDING, _ALLOWED = (*_WHOLE, "part-decided"), (*_WHOLE, "part-decided", "suspended"), ("approved", "part-decided")
_INTAKE = ("before", "open", "nearly-full", "full", "closed")
_FILED = (*_PENDING, "approved", "refused", "returned", "withdrawn", "terminated")

STATUSES: tuple[Status, ...] = (
    _status("application", "draft", _A), _status("application", "submitted", _F),
    _status("application", "in-review", _F), _status("application", "processing", _F),
    *STATUSES_OF_THE_REST,
    _status("application", "suspended", None),
    _status("application", "approved", None, closed=True), _status("application", "refused", None, closed=True),
    _status("application", "returned", None, closed=True), _status("application", "withdrawn", None, closed=True),
    _status("application", "terminated", None, closed=True),
    _status("application", "destroyed", None, closed=True),
    _status("invitation", "issued", _A),
    _status("invitation", "used", None, closed=True), _status("invitation", "revoked", None, closed=True),
    _status("round", "announced", _Q), _status("round", "drawn", _Q),
    _status("round", "released", None, closed=True), _status("round", "dropped", None, closed=True),
    _status("batch", "under-way", _S),
    _status("batch", "done", None, closed=True),
    _status("batch", "failed", _Q),
    _status("batch", "dropped", None, closed=True),
    _status("intake", "before", _F), _status("intake", "open", None),
    _status("intake", "nearly-full", None), _status("intake", "full", None),
    _status("intake", "closed", None), _status("intake", "elsewhere", None, closed=True),
    _status("proposal", "proposed", _F),
    _status("proposal", "confirmed", None, closed=True),
    _status("proposal", "dropped", None, closed=True),
    _status("execution", "proposed", _M), _status("execution", "under-way", _S),
    _status("execution", "done", None, closed=True), _status("execution", "dropped", None, closed=True),
    _status("payment", "open", _A),
    _status("payment", "paid", None),
    _status("payment", "failed", _A, closed=True),
    _status("payment", "refund-owed", _S),
    _status("payment", "refunded", None, closed=True),
    _status("question", "open", _A),
    _status("question", "answered", _F, closed=True),
    _status("question", "closed", None, closed=True), _status("question", "withdrawn", None, closed=True),
    _status("correspondence", "waiting", _F),
    _status("correspondence", "answered", None, closed=True),
    _status("correspondence", "sent", None, closed=True),
    _status("translation", "asked", _F), _status("translation", "added", None, closed=True),
    _status("report", "declared", _F), _status("report", "noted", None, closed=True),
    _status("tick", "set", None), _status("tick", "dropped", None, closed=True),
    _status("evidence", "held", None), _status("evidence", "dropped", None, closed=True),
    _status("kinship", "declared", None), _status("kinship", "dropped", None, closed=True),
    _status("countersignature", "asked", _F), _status("countersignature", "given", None, closed=True),
    _status("countersignature", "sent-back", None, closed=True), _status("countersignature", "dropped", None, closed=True),
    _status("reopening", "asked", _F),
    _status("reopening", "given", None, closed=True), _status("reopening", "dropped", None, closed=True),
    _status("reconsideration", "asked", _F),
    _status("reconsideration", "kept", None, closed=True), _status("reconsideration", "granted", None, closed=True),
    _status("exemption", "recorded", None), _status("exemption", "ended", None, closed=True),
    _status("assistance", "arrived", _F), _status("assistance", "signed", None, closed=True),
    _status("absence", "declared", None), _status("absence", "ended", None, closed=True),
    _status("introduction", "issued", None),
    _status("introduction", "used", None, closed=True), _status("introduction", "refused", None, closed=True),
    _status("introduction", "cancelled", None, closed=True),
    _status("permit", "valid", None),
    _status("permit", "suspended", _F),
    _status("permit", "cancelled", None, closed=True),
    _status("permit", "replaced", None, closed=True),
    _status("mandate", "active", None), _status("mandate", "ended", None, closed=True),
    _status("assignment", "active", None), _status("assignment", "ended", None, closed=True),
    _status("delegation", "offered", _A),
    _status("delegation", "accepted", None),
    _status("delegation", "ended", None, closed=True),
    _status("letter", "owed", _S), _status("letter", "sent", None, closed=True),
    _status("recovery", "waiting", _S),
    _status("recovery", "ready", _A),
    _status("recovery", "done", None, closed=True), _status("recovery", "dropped", None, closed=True),
    _status("message", "owed", _S), _status("message", "sent", None, closed=True),
    _status("message", "bounced", None), _status("message", "given-up", None),
    *STATUSES_AT_FIRMS,
)

MOVES: tuple[Move, ...] = (
    _move("application", "start", (), "draft", (_A, _F)),
    _move("application", "save", ("draft",), None, (_A, _R), private=True),
    _move("application", "add-member", ("draft",), None, (_A, _R)),
    _move("application", "remove-member", ("draft",), None, (_A, _R)),
    _move("application", "upload", ("draft", *_PENDING), None, (_A, _R, _F)),
    _move("application", "remove-document", ("draft",), None, (_A, _R)),
    _move("application", "find-virus", ("draft", *_FILED), None, (_A, _R, _S), private=True),
    _move("application", "find-same-file", ("draft", *_FILED), None, (_S,), private=True),
    _move("application", "submit", ("draft",), "submitted", (_A, _F), letter="receipt"),
    _move("application", "over-cap", ("draft",), None, (_S,)),
    _move("application", "refund", ("draft",), None, (_S,), letter="not-submitted"),
    _move("application", "destroy", ("draft",), "destroyed", (_A, _S), private=True),
    _move("application", "withdraw", (*_WHOLE, "suspended"), "withdrawn", (_A,), letter="withdrawn"),
    _move("application", "take", ("submitted",), "in-review", (_F,)),
    _move("application", "assign", ("submitted",), "in-review", (_M,)),
    _move("application", "take-over", (*_WORKED, "approved"), None, (_F,), private=True),
    _move("application", "hand-over", _WORKED, None, (_F, _M), private=True),
    _move("application", "release", _WORKED, None, (_F,), private=True),
    _move("application", "skip", _OPEN, None, (_F,), private=True),
    _move("application", "complete", ("in-review",), "processing", (_F,), letter="acknowledgement"),
    _move("application", "return", ("in-review",), "returned", (_F,), letter="returned"),
    _move("application", "ask", _WORKED, None, (_F,), letter="question"),
    _move("application", "put-concern", ("processing", "part-decided"), None, (_F,), letter="fairness"),
    _move("application", "answer", (*_WORKED, "suspended"), None, (_A, _R)),
    _move("application", "type-in", _OPEN, None, (_F,), private=True),
    _move("application", "correct", _PENDING, None, (_A, _R, _F), private=True),
    _move("application", "correct-paper", _ALLOWED, None, (_F,), private=True),
    _move("application", "renew-passport", (*_ALLOWED, "suspended"), None, (_A, _R), private=True),
    _move("application", "upload-passport", (*_ALLOWED, "suspended"), None, (_A, _R)),
    _move("application", "upload-to-reconsider", ("refused", "returned"), None, (_A, _R)),
    _move("application", "request-biometrics", ("processing", "part-decided"), None, (_F,), letter="biometrics"),
    _move("application", "record-biometrics", ("processing", "part-decided"), None, (_F,)),
    _move("application", "approve", ("processing",), "approved", (_F,), letter="approval"),
    _move("application", "refuse", ("processing",), "refused", (_F,), letter="refusal"),
    _move("application", "reopen", (*_ALLOWED, "refused"), "processing", (_F,), letter="reopened"),
    _move("application", "reopen-check", ("returned",), "in-review", (_F,), letter="reopened"),
    _move("application", "suspend", _OPEN, "suspended", (_M,), letter="suspended"),
    _move("application", "resume", ("suspended",), "processing", (_M,), letter="resumed"),
    _move("application", "resume-check", ("suspended",), "in-review", (_M,), letter="resumed"),
    _move("application", "resume-wait", ("suspended",), "submitted", (_M,), letter="resumed"),
    _move("application", "terminate", (*_WHOLE, "suspended"), "terminated", (_M,), letter="terminated"),
    _move("application", "look", _FILED, None, (_F,), private=True),
    _move("candidate", "import", (), None, (_Q,)),
    _move("candidate", "change", (), None, (_Q,)),
    _move("candidate", "withdraw", (), None, (_Q,)),
    _move("candidate", "resume", (), None, (_Q,)),
    _move("round", "announce", (), "announced", (_Q,)),
    _move("round", "draw", ("announced",), "drawn", (_Q,)),
    _move("round", "release", ("drawn",), "released", (_Q,)),
    _move("round", "drop", ("announced", "drawn"), "dropped", (_Q,)),
    _move("round", "look", ("announced", "drawn", "released", "dropped"), None, (_Q,), private=True),
    _move("batch", "request", (), "under-way", (_Q,), private=True),
    _move("batch", "end", ("under-way",), "done", (_S,), private=True),
    _move("batch", "fail", ("under-way",), "failed", (_S,), private=True),
    _move("batch", "retry", ("failed",), "under-way", (_Q,), private=True),
    _move("batch", "drop", ("failed",), "dropped", (_Q,), private=True),
    _move("batch", "remove-list", ("done", "dropped"), None, (_S,), private=True),
    _move("batch", "look", ("under-way", "done", "failed", "dropped"), None, (_Q,), private=True),
    _move("invitation", "issue", (), "issued", (_Q,), letter="invitation"),
    _move("invitation", "record", (), "issued", (_R,)),
    _move("invitation", "bind", ("issued",), "used", (_A, _F)),
    _move("invitation", "release", ("used",), "issued", (_A, _F, _S)),
    _move("invitation", "revoke", ("issued",), "revoked", (_Q,)),
    _move("invitation", "open", ("issued", "used", "revoked"), None, (_S,), private=True),
    _move("invitation", "set-aside", ("issued", "used"), None, (_Q,)),
    _move("invitation", "look", ("issued", "used", "revoked"), None, (_Q,), private=True),
    _move("intake", "open", (), None, (_F, _S)),
    _move("intake", "plan", _INTAKE, None, (_F, _S)),
    _move("intake", "release", _INTAKE, None, (_F,)),
    _move("proposal", "propose", (), "proposed", (_F,)),
    _move("proposal", "confirm", ("proposed",), "confirmed", (_F,)),
    _move("proposal", "drop", ("proposed",), "dropped", (_F,)),
    _move("execution", "propose", (), "proposed", (_M,), private=True),
    _move("execution", "sign", ("proposed",), "under-way", (_M,), private=True),
    _move("execution", "drop", ("proposed",), "dropped", (_M,), private=True), _move("execution", "end", ("under-way",), "done", (_S,), private=True),
    _move("payment", "start", (), "open", (_A, _R), private=True),
    _move("payment", "pay", ("open", "failed"), "paid", (_S,)), _move("payment", "fail", ("open",), "failed", (_S,)),
    _move("payment", "pay-surplus", ("open", "failed"), "refund-owed", (_S,)),
    _move("payment", "owe-refund", ("paid", "refund-owed", "refunded"), "refund-owed", (_A, _R, _F, _M, _S)),
    _move("payment", "refund", ("refund-owed",), "refunded", (_S,)), _move("payment", "record-surplus", (), "refund-owed", (_F,)),
    _move("payment", "record", (), "paid", (_F,)), _move("payment", "repay", ("refund-owed",), "refunded", (_F,)),
    _move("question", "ask", (), "open", (_F,), private=True),
    _move("question", "remove-document", ("open",), None, (_A, _R)),
    _move("question", "answer", ("open",), "answered", (_A, _R), private=True),
    _move("question", "ask-more-time", ("open",), None, (_A, _R)),
    _move("question", "give-more-time", ("open",), None, (_F,)),
    _move("question", "refuse-more-time", ("open",), None, (_F,)),
    _move("question", "withdraw", ("open",), "withdrawn", (_F,)),
    _move("question", "close", ("open",), "closed", (_A, _F, _M), private=True),
    _move("correspondence", "write", (), "waiting", (_A, _R)),
    _move("correspondence", "reply", (), "sent", (_F,)),
    _move("correspondence", "answer", ("waiting",), "answered", (_F,), private=True),
    _move("translation", "request", (), "asked", (_A, _R)),
    _move("translation", "add", ("asked",), "added", (_F,)),
    _move("translation", "write", (), "added", (_F,)),
    _move("countersignature", "request", (), "asked", (_F,), private=True),
    _move("countersignature", "sign", ("asked",), "given", (_F,), private=True),
    _move("countersignature", "send-back", ("asked",), "sent-back", (_F,), private=True),
    _move("countersignature", "drop", ("asked",), "dropped", (_F,), private=True),
    _move("reopening", "request", (), "asked", (_F,), private=True),
    _move("reopening", "sign", ("asked",), "given", (_F,), private=True),
    _move("reopening", "drop", ("asked",), "dropped", (_F,), private=True),
    _move("reconsideration", "request", (), "asked", (_A, _R)),
    _move("reconsideration", "refuse", ("asked",), "kept", (_F,), letter="reconsidered"),
    _move("reconsideration", "grant", ("asked",), "granted", (_F,), private=True),
    _move("exemption", "declare", (), "recorded", (_F,), letter="exempted", private=True),
    _move("exemption", "end", ("recorded",), "ended", (_F,), letter="exemption-ended", private=True),
    _move("assistance", "arrive", (), "arrived", (_F,)),
    _move("assistance", "read-back", ("arrived",), None, (_F,)), _move("assistance", "sign", ("arrived",), "signed", (_A, _F)),
    _move("absence", "declare", (), "declared", (_F,), private=True),
    _move("absence", "end", ("declared",), "ended", (_F,), private=True),
    _move("report", "declare", (), "declared", (_A, _R)),
    _move("report", "note", ("declared",), "noted", (_F,)),
    _move("tick", "add", (), "set", (_F,), private=True),
    _move("tick", "drop", ("set",), "dropped", (_F,), private=True),
    _move("evidence", "add", (), "held", (_F,), private=True),
    _move("evidence", "drop", ("held",), "dropped", (_F,), private=True),
    _move("remark", "write", (), None, (_F,), private=True), _move("interview", "write", (), None, (_F,)),
    _move("visit", "open", (), None, (_F,), private=True),
    _move("kinship", "declare", (), "declared", (_F,), private=True),
    _move("kinship", "drop", ("declared",), "dropped", (_F,), private=True),
    _move("introduction", "issue", (), "issued", (_F,), letter="introduction"),
    _move("introduction", "request-passport", ("issued",), None, (_F,), letter="passport-request"),
    _move("introduction", "arrive", ("issued",), "used", (_B,)),
    _move("introduction", "refuse-entry", ("issued",), "refused", (_B,), letter="entry-refused"),
    _move("introduction", "undo-arrival", ("used",), "issued", (_B,)),
    _move("introduction", "cancel", ("issued",), "cancelled", (_F,), letter="letter-cancelled"),
    _move("introduction", "miss", (), None, (_B,), private=True),
    _move("introduction", "look", ("issued", "used", "refused", "cancelled"), None, (_B,), private=True),
    _move("permit", "issue", (), "valid", (_F, _B), letter="permit"),
    _move("permit", "suspend", ("valid",), "suspended", (_F,), letter="permit-suspended"),
    _move("permit", "resume", ("suspended",), "valid", (_F, _S), letter="permit-resumed"),
    _move("permit", "cancel", ("valid", "suspended"), "cancelled", (_F, _S), letter="permit-cancelled"),
    _move("permit", "undo", ("valid",), "cancelled", (_B,), letter="permit-cancelled"),
    _move("permit", "replace", ("valid",), "replaced", (_F,), letter="permit-replaced"),
    _move("mandate", "give", (), "active", (_A,), letter="mandate"),
    _move("mandate", "end", ("active",), "ended", (_A, _R, _S)),
    _move("assignment", "assign", (), "active", (_R, _S)),
    _move("assignment", "end", ("active",), "ended", (_R, _S)),
    _move("delegation", "offer", (), "offered", (_A, _R)),
    _move("delegation", "send", ("offered",), None, (_A, _R)),
    _move("delegation", "accept", ("offered",), "accepted", (_A,)),
    _move("delegation", "keep-private", ("accepted",), None, (_A,), private=True),
    _move("delegation", "share", ("accepted",), None, (_A,), private=True),
    _move("delegation", "refuse", ("accepted",), None, (_F,), letter="no-permit", private=True),
    _move("delegation", "copy", ("accepted",), None, (_S,), letter="own-copy", private=True),
    _move("delegation", "end", ("offered", "accepted"), "ended", (_A, _R, _S)),
    _move("signature", "sign", (), None, (_A, _R)),
    _move("letter", "owe", (), "owed", (_A, _R, _F, _Q, _B, _M, _S), private=True),
    _move("letter", "send", ("owed",), "sent", (_S,), private=True),
    _move("letter", "retry", ("owed",), None, (_F, _Q), private=True),
    _move("message", "owe", (), "owed", (_S,), private=True),
    _move("message", "send", ("owed",), "sent", (_S,), private=True),
    _move("message", "bounce", ("owed",), "bounced", (_S,), private=True),
    _move("message", "give-up", ("owed",), "given-up", (_S,), private=True),
    _move("message", "retry", ("owed", "bounced", "given-up"), "owed", (_F, _Q), private=True),
    _move("page", "look", (), None, (_F, _Q, _B, _M), private=True),
    _move("habits", "save", (), None, (_F,), private=True),
    _move("account", "delete", (), None, (_A,), private=True),
    _move("account", "release", (), None, (_S,), private=True),
    _move("recovery", "request", (), "waiting", (_S,), private=True),
    _move("recovery", "confirm", ("waiting",), "ready", (_S,), private=True),
    _move("recovery", "end", ("ready",), "done", (_S,), private=True),
    _move("recovery", "drop", ("waiting", "ready"), "dropped", (_S,), private=True),
    *MOVES_OF_THE_REST,
    *MOVES_AT_FIRMS,
)
# fmt: on

_MOVE_BY: Mapping[tuple[str, str], Move] = {(move.noun, move.verb): move for move in MOVES}
_STATUS_BY = {(status.noun, status.key): status for status in STATUSES}


def move_of(noun: str, verb: str) -> Move:
    """The row for this verb; KeyError when the table has none."""
    return _MOVE_BY[noun, verb]


def status_of(noun: str, key: str) -> Status:
    """The status under this key; KeyError when the table has none."""
    return _STATUS_BY[noun, key]


def acts_next(status: str, *, asked: bool) -> Role | None:
    """Who acts next in an application; an open question waits for the applicant in any status."""
    return Role.APPLICANT if asked else status_of("application", status).actor


def may(noun: str, verb: Verb, status: str, role: Role) -> bool:
    """Whether a role may make this move from a status."""
    move = move_of(noun, verb)
    return status in move.start and role in move.who


def verbs_for(noun: str, status: str, role: Role) -> Iterator[Move]:
    """The moves that a role may make from a status: its buttons."""
    return (m for m in MOVES if m.noun == noun and status in m.start and role in m.who)
