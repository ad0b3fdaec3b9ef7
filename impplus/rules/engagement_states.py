"""The rows of the state table for how a client engages a firm, and how that ends: agreements, prices, advances, closings."""

from impplus.rules.roles import Role
from impplus.rules.state_rows import Move, Status, move as _move, status as _status

# fmt: off
_R, _S, _P = Role.REPRESENTATIVE, Role.SYSTEM, Role.PUBLIC
_UNSIGNED = ("draft", "offered", "questioned")

STATUSES_OF_ENGAGEMENTS: tuple[Status, ...] = (
    _status("retainer", "draft", _R), _status("retainer", "offered", _P),
    _status("retainer", "questioned", _R), _status("retainer", "signed", None),
    _status("retainer", "declined", None, closed=True), _status("retainer", "withdrawn", None, closed=True),
    _status("retainer", "ended", None, closed=True),
    _status("pricechange", "proposed", _P), _status("pricechange", "consented", None, closed=True),
    _status("pricechange", "declined", None, closed=True), _status("pricechange", "withdrawn", None, closed=True),
    _status("advance", "noted", None), _status("advance", "corrected", None, closed=True),
    _status("formsignature", "signed", None), _status("formsignature", "replaced", None, closed=True),
    _status("closing", "under-way", _S), _status("closing", "made", None),
    _status("closing", "proposed", _R), _status("closing", "dropped", None, closed=True),
)

MOVES_OF_ENGAGEMENTS: tuple[Move, ...] = (
    _move("retainer", "start", (), "draft", (_R,)),
    _move("retainer", "change", _UNSIGNED, "draft", (_R,)),
    _move("retainer", "offer", ("draft", "questioned"), "offered", (_R,)),
    _move("retainer", "ask", ("offered",), "questioned", (_P,)),
    _move("retainer", "sign", ("offered",), "signed", (_P,)),
    _move("retainer", "decline", ("offered", "questioned"), "declined", (_P,)),
    _move("retainer", "withdraw", _UNSIGNED, "withdrawn", (_R,)),
    _move("retainer", "complete", ("signed", "ended"), None, (_S,), private=True),
    _move("retainer", "end", ("signed",), "ended", (_R,)),
    _move("pricechange", "propose", (), "proposed", (_R,)),
    _move("pricechange", "accept", ("proposed",), "consented", (_P,)),
    _move("pricechange", "decline", ("proposed",), "declined", (_P,)),
    _move("pricechange", "withdraw", ("proposed",), "withdrawn", (_R,)),
    _move("advance", "note", (), "noted", (_R,)),
    _move("advance", "correct", ("noted",), "corrected", (_R,)),
    _move("formsignature", "note", (), "signed", (_R,)),
    _move("formsignature", "replace", ("signed",), "replaced", (_R,)),
    _move("closing", "close", (), "under-way", (_R,)),
    _move("closing", "complete", ("under-way",), "made", (_S,)),
    _move("closing", "suspend", ("made", "proposed"), "made", (_R,)),
    _move("closing", "release", ("made", "proposed"), None, (_R,)),
    _move("closing", "hand-over", ("made",), None, (_R,)),
    _move("closing", "propose", ("made",), "proposed", (_R,)),
    _move("closing", "undo", ("proposed",), "made", (_R,)),
    _move("closing", "drop", ("under-way", "made"), "dropped", (_R,)),
    _move("destruction", "destroy", (), None, (_R,)),
)
# fmt: on
