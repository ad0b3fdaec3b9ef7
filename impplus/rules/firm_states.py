"""The rows of the state table for what firms keep apart from the programme: enquiries, who works there, e-mails."""

from impplus.rules.engagement_states import MOVES_OF_ENGAGEMENTS, STATUSES_OF_ENGAGEMENTS
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
    _status("booking", "offered", Role.PUBLIC),
    _status("booking", "booked", _R),
    _status("booking", "cancelled", None), _status("booking", "missed", None, closed=True),
    _status("ownanswer", "kept", None), _status("ownanswer", "dropped", None, closed=True),
    _status("closure", "declared", None), _status("closure", "dropped", None, closed=True),
    _status("conflict", "clear", None, closed=True),
    _status("conflict", "consent-needed", _R),
    _status("conflict", "consented", None, closed=True),
    _status("conflict", "conflict", None, closed=True),
    _status("mail", "owed", _S), _status("mail", "sent", None, closed=True),
    _status("mail", "bounced", None), _status("mail", "given-up", None),
    _status("offer", "offered", _R), _status("offer", "accepted", None, closed=True),
    _status("offer", "ended", None, closed=True),
    _status("colleague", "active", None), _status("colleague", "left", None, closed=True),
    _status("supply", "kept", None), _status("supply", "dropped", None, closed=True),
    _status("filing", "preparing", _R), _status("filing", "filed", None),
    _status("filedletter", "open", _R), _status("filedletter", "settled", None, closed=True),
    *STATUSES_OF_MATTERS,
    *STATUSES_OF_ENGAGEMENTS,
)
UNDER_WAY = ("new", "triaged", "conflict-checked", "booked")

MOVES_AT_FIRMS: tuple[Move, ...] = (
    _move("enquiry", "request", (), "new", (_P,)),
    _move("enquiry", "triage", ("new",), "triaged", (_R,)),
    _move("enquiry", "answer", (*UNDER_WAY, "engaged", "declined", "lapsed"), None, (_R,)),
    _move("enquiry", "check-conflicts", ("new", "triaged"), "conflict-checked", (_R,)),
    _move("enquiry", "book", ("conflict-checked",), "booked", (_P, _R)),
    _move("enquiry", "cancel", ("booked",), "conflict-checked", (_P, _R)),
    _move("enquiry", "engage", ("conflict-checked", "booked"), "engaged", (_P, _R)),
    _move("enquiry", "decline", UNDER_WAY, "declined", (_R,)),
    _move("enquiry", "lapse", ("new", "triaged", "conflict-checked"), "lapsed", (_S,)),
    _move("enquiry", "look", (*UNDER_WAY, "engaged", "declined", "lapsed"), None, (_R,), private=True),
    _move("enquiry", "resume", ("lapsed",), "triaged", (_R,)),
    _move("officehours", "save", (), None, (_R,), private=True),
    _move("presentation", "save", (), None, (_R,), private=True),
    _move("ownanswer", "save", (), "kept", (_R,), private=True),
    _move("ownanswer", "change", ("kept",), None, (_R,), private=True),
    _move("ownanswer", "drop", ("kept",), "dropped", (_R,), private=True),
    _move("closure", "declare", (), "declared", (_R,), private=True),
    _move("closure", "drop", ("declared",), "dropped", (_R,), private=True),
    _move("booking", "offer", (), "offered", (_R,)),
    _move("booking", "book", ("offered", "cancelled"), "booked", (_P,)),
    _move("booking", "change", ("booked",), "booked", (_P,)),
    _move("booking", "sign", ("booked",), None, (_S,), private=True),
    _move("booking", "cancel", ("offered", "booked"), "cancelled", (_P, _R)),
    _move("booking", "miss", ("booked",), "missed", (_R,)),
    _move("conflict", "clear", (), "clear", (_R,)),
    _move("conflict", "ask", (), "consent-needed", (_R,)),
    _move("conflict", "accept", ("consent-needed",), "consented", (_R,)),
    _move("conflict", "decline", (), "conflict", (_R,)),
    _move("knownperson", "add", (), None, (_R,), private=True),
    _move("mail", "owe", (), "owed", (_S,), private=True),
    _move("mail", "send", ("owed",), "sent", (_S,), private=True),
    _move("mail", "bounce", ("owed",), "bounced", (_S,), private=True),
    _move("mail", "give-up", ("owed",), "given-up", (_S,), private=True),
    _move("mail", "retry", ("owed", "bounced", "given-up"), "owed", (_R,), private=True),
    _move("offer", "offer", (), "offered", (_R,)),
    _move("offer", "accept", ("offered",), "accepted", (_P,)),
    _move("offer", "end", ("offered",), "ended", (_R, _S)),
    _move("colleague", "change", ("active",), None, (_R,)),
    _move("colleague", "add", (), "active", (_R, _S)),
    _move("colleague", "end", ("active",), "left", (_R, _S)),
    _move("supply", "add", (), "kept", (_R,)),
    _move("supply", "drop", ("kept",), "dropped", (_R,)),
    _move("filing", "open", (), "preparing", (_R,)),
    _move("filing", "save", ("preparing", "filed"), None, (_R,)),
    _move("filing", "complete", ("preparing", "filed"), None, (_R,)),
    _move("filing", "confirm", ("preparing", "filed"), None, (_R,)),
    _move("filing", "submit", ("preparing",), "filed", (_R,)),
    _move("filing", "undo", ("filed",), "preparing", (_R,)),
    _move("filedletter", "add", (), "open", (_R,)),
    _move("filedletter", "close", ("open",), "settled", (_R,)),
    *MOVES_OF_MATTERS,
    *MOVES_OF_ENGAGEMENTS,
)
# fmt: on

NOUNS_OF_FIRMS = frozenset(
    {row.noun for row in STATUSES_AT_FIRMS} | {row.noun for row in MOVES_AT_FIRMS}
)
