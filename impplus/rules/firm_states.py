"""The rows of the state table for what firms keep apart from the programme: enquiries, who works there, e-mails."""

from impplus.rules.matter_states import MOVES_OF_MATTERS, STATUSES_OF_MATTERS
from impplus.rules.roles import Role
from impplus.rules.state_rows import Move, Status, move as _move, status as _status

# fmt: off
_R, _S, _P = Role.REPRESENTATIVE, Role.SYSTEM, Role.PUBLIC

STATUSES_AT_FIRMS: tuple[Status, ...] = (
    _status("enquiry", "new", _R),
    _status("enquiry", "triaged", _R),
    _status("enquiry", "conflict-checked", _R),
    _status("enquiry", "booked", _R),
    _status("enquiry", "engaged", None, closed=True),
    _status("enquiry", "declined", None, closed=True),
    _status("enquiry", "lapsed", None),
    _status("mail", "owed", _S), _status("mail", "sent", None, closed=True),
    _status("mail", "bounced", None), _status("mail", "given-up", None),
    _status("colleague", "active", None), _status("colleague", "left", None, closed=True),
    *STATUSES_OF_MATTERS,
)
_UNDER_WAY = ("new", "triaged", "conflict-checked", "booked")

MOVES_AT_FIRMS: tuple[Move, ...] = (
    _move("enquiry", "request", (), "new", (_P,)),
    _move("enquiry", "triage", ("new",), "triaged", (_R,)),
    _move("enquiry", "answer", (*_UNDER_WAY, "engaged", "declined", "lapsed"), None, (_R,)),
    _move("enquiry", "check-conflicts", ("new", "triaged"), "conflict-checked", (_R,)),
    _move("enquiry", "book", ("conflict-checked",), "booked", (_P, _R)),
    _move("enquiry", "cancel", ("booked",), "conflict-checked", (_P, _R)),
    _move("enquiry", "engage", ("conflict-checked", "booked"), "engaged", (_R,)),
    _move("enquiry", "decline", _UNDER_WAY, "declined", (_R,)),
    _move("enquiry", "lapse", ("new", "triaged", "conflict-checked"), "lapsed", (_S,)),
    _move("enquiry", "resume", ("lapsed",), "triaged", (_R,)),
    _move("mail", "owe", (), "owed", (_S,), private=True),
    _move("mail", "send", ("owed",), "sent", (_S,), private=True),
    _move("mail", "bounce", ("owed",), "bounced", (_S,), private=True),
    _move("mail", "give-up", ("owed",), "given-up", (_S,), private=True),
    _move("mail", "retry", ("owed", "bounced", "given-up"), "owed", (_R,), private=True),
    _move("colleague", "add", (), "active", (_R, _S)),
    _move("colleague", "end", ("active",), "left", (_R, _S)),
    *MOVES_OF_MATTERS,
)
# fmt: on

NOUNS_OF_FIRMS = frozenset(row.noun for row in STATUSES_AT_FIRMS)
