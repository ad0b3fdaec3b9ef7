"""What a record in a status must hold besides, for what is tried move by move."""

from datetime import UTC, datetime
from typing import Any

from impplus.records.clock import Now
from impplus.rules.lifecycle import STATUSES

SOON = datetime(2026, 1, 2, tzinfo=UTC)
KEPT_WITH: dict[
    tuple[str, str], dict[str, Any]
] = {  # what a record in that status must hold besides
    **{("application", one.key): {"received_at": Now()} for one in STATUSES if one.key != "draft"},
    ("mandate", "ended"): {"ended_at": Now()},
    ("assignment", "ended"): {"until": Now()},
    ("assistance", "signed"): {"signature": "Alice", "signed_at": Now()},
    ("introduction", "issued"): {"permit": None, "arrived_on": None},
    ("delegation", "accepted"): {"accepted_at": Now()},
    ("letter", "sent"): {"file_en": "e", "file_fr": "f", "due_at": None},
    ("translation", "asked"): {"asked_at": SOON},
    ("translation", "added"): {"added_at": SOON, "text": "?", "translator": "T"},
    ("message", "owed"): {"due_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ("message", "sent"): {"due_at": None, "sent_at": Now()},
    ("message", "bounced"): {"due_at": None},
    ("message", "given-up"): {"due_at": None},
    ("payment", "refund-owed"): {"refund_amount": 1, "refund_why": {}},
    ("payment", "refunded"): {"refund_amount": 1, "refund_why": {}},
}
