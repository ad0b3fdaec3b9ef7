"""The rows of the state table for a firm's matters: the matter, its deadlines, tasks and notes, and what its client is asked."""

from impplus.rules.roles import Role
from impplus.rules.state_rows import Move, Status, move as _move, status as _status

# fmt: off
_R, _S, _P = Role.REPRESENTATIVE, Role.SYSTEM, Role.PUBLIC

STATUSES_OF_MATTERS: tuple[Status, ...] = (
    _status("matter", "open", _R), _status("matter", "closed", None, closed=True),
    _status("deadline", "counted", _R), _status("deadline", "signed", _R),
    _status("deadline", "met", None, closed=True), _status("deadline", "dropped", None, closed=True),
    _status("task", "planned", _R), _status("task", "done", None, closed=True), _status("task", "dropped", None, closed=True),
    _status("wall", "up", None), _status("wall", "down", None, closed=True),
    _status("feed", "active", None), _status("feed", "revoked", None, closed=True),
    _status("firmkey", "active", None), _status("firmkey", "revoked", None, closed=True),
    _status("webhook", "active", None), _status("webhook", "suspended", _R), _status("webhook", "revoked", None, closed=True),
    _status("webhookcall", "owed", _S), _status("webhookcall", "sent", None, closed=True), _status("webhookcall", "given-up", None, closed=True),
    _status("askedsignature", "asked", None, closed=True),
    _status("boardview", "kept", None), _status("boardview", "dropped", None, closed=True),
    _status("clientlink", "active", None), _status("clientlink", "revoked", None, closed=True),
    _status("clientfile", "kept", None, closed=True),
    _status("wanted", "asked", _P), _status("wanted", "answered", _R),
    _status("wanted", "accepted", None, closed=True), _status("wanted", "withdrawn", None, closed=True),
)

MOVES_OF_MATTERS: tuple[Move, ...] = (
    _move("matter", "open", (), "open", (_R, _S)),
    _move("matter", "change", ("open",), None, (_R,)),
    _move("matter", "follow", ("open",), None, (_S,)),
    _move("matter", "assign", ("open",), None, (_R,)),
    _move("matter", "bind", ("open",), None, (_R,)),
    _move("matter", "note", ("open", "closed"), None, (_R,)),
    _move("matter", "remind", ("open",), None, (_R,)),
    _move("matter", "look", ("open", "closed"), None, (_R,), private=True),
    _move("matter", "close", ("open",), "closed", (_R,)),
    _move("matter", "resume", ("closed",), "open", (_R,)),
    _move("deadline", "add", (), "counted", (_R, _S)),
    _move("deadline", "change", ("counted", "signed"), "counted", (_R, _S)),
    _move("deadline", "sign", ("counted",), "signed", (_R,)),
    _move("deadline", "meet", ("signed",), "met", (_R, _S)),
    _move("deadline", "drop", ("counted", "signed"), "dropped", (_R, _S)),
    _move("deadline", "resume", ("met", "dropped"), "counted", (_R,)),
    _move("task", "plan", (), "planned", (_R,)),
    _move("task", "end", ("planned",), "done", (_R,)),
    _move("task", "drop", ("planned",), "dropped", (_R,)),
    _move("task", "resume", ("done", "dropped"), "planned", (_R,)),
    _move("wall", "add", (), "up", (_R,)),
    _move("wall", "end", ("up",), "down", (_R,)),
    _move("feed", "give", (), "active", (_R,), private=True),
    _move("feed", "revoke", ("active",), "revoked", (_R, _S), private=True),
    _move("firmkey", "give", (), "active", (_R,), private=True),
    _move("firmkey", "revoke", ("active",), "revoked", (_R, _S), private=True),
    _move("webhook", "give", (), "active", (_R,), private=True),
    _move("webhook", "suspend", ("active",), "suspended", (_S,), private=True),
    _move("webhook", "resume", ("suspended",), "active", (_R,), private=True),
    _move("webhook", "revoke", ("active", "suspended"), "revoked", (_R,), private=True),
    _move("webhookcall", "owe", (), "owed", (_S,), private=True),
    _move("webhookcall", "send", ("owed",), "sent", (_S,), private=True),
    _move("webhookcall", "give-up", ("owed",), "given-up", (_R, _S), private=True),
    _move("askedsignature", "ask", (), "asked", (_R,)),
    _move("boardview", "save", (), "kept", (_R,), private=True),
    _move("boardview", "change", ("kept",), None, (_R,), private=True),
    _move("boardview", "drop", ("kept",), "dropped", (_R,), private=True),
    _move("clientlink", "give", (), "active", (_R,)),
    _move("clientlink", "revoke", ("active",), "revoked", (_R, _S)),
    _move("clientfile", "add", (), "kept", (_P,)),
    _move("wanted", "ask", (), "asked", (_R,)),
    _move("wanted", "answer", ("asked", "answered"), "answered", (_P, _R)),
    _move("wanted", "send-back", ("answered",), "asked", (_R,)),
    _move("wanted", "accept", ("asked", "answered"), "accepted", (_R,)),
    _move("wanted", "withdraw", ("asked", "answered"), "withdrawn", (_R,)),
)
# fmt: on
