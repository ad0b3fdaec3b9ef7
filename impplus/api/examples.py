"""Examples that the OpenAPI document shows; what is answered to a case is never written by hand."""

from typing import Any

from impplus.programmes import SERVED
from impplus.rules.case_json import MOST_BYTES

ALICE: dict[str, Any] = {
    "born": "1990-04-02",
    "nationality": "MAR",
    "lives_in": {"country": "MAR"},
    "intends_quebec": True,
    "passport_expires": "2033-05-01",
    "csq": {"programme": "PRTQ", "issued": "2025-06-01", "expires": "2027-06-01"},
    "permanent_residence": {"applied": False},
    "invitation": {"issued": "2026-01-15", "state": "issued"},
    "medical_exam": False,
    "health_or_child_care": False,
    "relationship": "single",
}
SPOUSE: dict[str, Any] = {
    "relation": "spouse",
    "born": "1992-01-10",
    "nationality": "MAR",
    "passport_expires": "2031-09-30",
    "applies_for": "work-permit",
}
CHILD: dict[str, Any] = {
    "relation": "child",
    "born": "2015-06-01",
    "nationality": "MAR",
    "passport_expires": "2030-02-14",
    "applies_for": "study-permit",
    "studies": "primary",
    "other_parent_consents": True,
    "married": False,
}
CASES: dict[str, dict[str, Any]] = {
    "single": {
        "summary": "One person, abroad – Une personne seule, à l’étranger",
        "value": {"on": "2026-03-02", "principal": ALICE, "represented": False},
    },
    "family": {
        "summary": "With a spouse and a child – Avec conjointe ou conjoint et enfant",
        "value": {
            "on": "2026-03-02",
            "principal": ALICE | {"relationship": "married"},
            "family": [SPOUSE, CHILD],
        },
    },
    "refused": {
        "summary": "Refunded after a refusal – Remboursé après un refus",
        "value": {
            "on": "2026-03-02",
            "decided_on": "2026-05-11",
            "principal": ALICE,
            "outcome": "refused",
        },
    },
    "not-known": {
        "summary": "A few facts only – Quelques faits seulement",
        "value": {
            "programme": SERVED.code,
            "on": "2026-03-02",
            "principal": {"intends_quebec": True},
        },
    },
}
BAD_CASES: tuple[bytes, ...] = (
    b'{"on": "2026-03-02", ',
    b" " * (MOST_BYTES + 1),
    b'{"on": "2026-02-30", "principal": {"born": "1990-04-02", "born": "1991", "shoe": 42}}',
)
PLACES: dict[str, Any] = {
    "programme": SERVED.code,
    "year": 2026,
    "size": 7350,
    "taken": 1412,
    "left": 5938,
    "open": True,
    "state": "open",
    "opens_at": "2026-01-01T05:00:00Z",
    "closes_at": "2027-01-01T05:00:00Z",
    "at": "2026-03-02T15:04:05Z",
    "forecast": {
        "day": "2026-03-02",
        "early": "2026-10-05",
        "late": None,
        "held": 41,
        "settled": 50,
    },
}
FIGURES: dict[str, Any] = {
    "programme": SERVED.code,
    "fewest_shown": 5,
    "years": [
        {
            "year": 2026,
            "over": False,
            "last_day": "2026-02-28",
            "cap": 7350,
            "received": {"number": 1290, "exact": True},
            "returned": {"number": 12, "exact": True},
            "approved": {"number": 214, "exact": True},
            "refused": {"number": 10, "exact": False},
            "withdrawn": {"number": 0, "exact": True},
            "terminated": {"number": 0, "exact": True},
            "median_days": 51,
            "eighty_percent_days": 83,
        }
    ],
    "months": [
        {
            "month": "2026-02",
            "received": 640,
            "returned": 12,
            "approved": 214,
            "refused": None,
            "withdrawn": 0,
            "terminated": 0,
            "median_days": 51,
            "eighty_percent_days": 83,
        }
    ],
}
CLIENTS: dict[str, Any] = {
    "clients": [
        {"number": "W-02Y7-5Z60", "ready": True, "paid": True, "gaps": []},
        {
            "number": "W-1K3M-8Q2D",
            "ready": False,
            "paid": True,
            "gaps": [{"kind": "document", "text": "Alice Benali – Passport"}],
        },
    ],
    "next": None,
}
ASKED: dict[str, Any] = {
    "number": "W-02Y7-5Z60",
    "asked_on": "2026-03-02",
    "asked_at": "2026-03-02T15:04:05Z",
}
REPEAT = "2026-03-02-W-02Y7-5Z60"
VERIFIED: dict[str, Any] = {
    "state": "valid",
    "kind": "permit",
    "number": "P-7K2M-Q9XD",
    "initials": "A.N.",
    "permit": "open-work-permit",
    "valid_from": "2026-03-02",
    "valid_until": "2029-03-01",
    "province": "QC",
    "conditions": ["May work only in the province of Quebec."],
}
