"""The rows of the state table for a family that is decided in parts: who is left for later, and what becomes of them."""

from impplus.rules.roles import Role
from impplus.rules.state_rows import Move, Status, move as _move, status as _status

# fmt: off
_A, _F, _M = Role.APPLICANT, Role.FEDERAL, Role.MANAGER
_LEFT = ("part-decided", "suspended")  # suspended while somebody was left, as its halt says

STATUSES_OF_THE_REST: tuple[Status, ...] = (
    _status("application", "part-decided", _F),
    _status("deferral", "left", _F), _status("deferral", "decided", None, closed=True),
    _status("deferral", "withdrawn", None, closed=True), _status("deferral", "ended", None, closed=True),
)

MOVES_OF_THE_REST: tuple[Move, ...] = (
    _move("application", "approve-part", ("processing",), "part-decided", (_F,), letter="part-approval"),
    _move("application", "decide-members", ("part-decided",), None, (_F,), letter="members-decided"),
    _move("application", "withdraw-members", _LEFT, None, (_A,), letter="members-withdrawn"),
    _move("application", "end-rest", _LEFT, None, (_M,), letter="members-ended"),
    _move("application", "complete-decision", _LEFT, "approved", (_A, _F, _M)),
    _move("application", "resume-rest", ("suspended",), "part-decided", (_M,), letter="resumed"),
    _move("deferral", "leave", (), "left", (_F,), private=True),
    _move("deferral", "decide", ("left",), "decided", (_F,), private=True),
    _move("deferral", "withdraw", ("left",), "withdrawn", (_A,), private=True),
    _move("deferral", "end", ("left",), "ended", (_F, _M), private=True),
)
