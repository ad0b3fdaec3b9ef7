"""Examples that the OpenAPI document shows."""

from typing import Any

CASE: dict[str, Any] = {
    "on": "2026-03-02",
    "principal": {
        "born": "1990-04-02",
        "nationality": "MAR",
        "lives_in": {"country": "MAR"},
        "intends_quebec": True,
        "passport_expires": "2033-05-01",
        "csq": {"programme": "PRTQ", "issued": "2025-06-01", "expires": "2027-06-01"},
        "permanent_residence": {"applied": False},
        "invitation": {"issued": "2026-01-15", "state": "issued"},
        "relationship": "married",
    },
    "family": [
        {
            "relation": "spouse",
            "born": "1992-01-10",
            "nationality": "MAR",
            "applies_for": "work-permit",
        }
    ],
}
ANSWER: dict[str, Any] = {
    "programme": "imp-plus",
    "on": "2026-03-02",
    "rules": "sha256:" + "0" * 64,
    "eligible": True,
    "findings": [
        {
            "key": "outside-quebec",
            "met": True,
            "title": "Lives outside Quebec",
            "text": "Lives outside Quebec: abroad, or in another province or a territory.",
            "remedy": None,
            "source": {"cite": "IRCC / A76", "title": "…", "url": "https://www.canada.ca/"},
            "facts": {"lives_in": "MAR"},
        }
    ],
    "documents": [{"key": "csq", "person": "principal", "text": "…", "why": "…", "source": {}}],
    "fees": {
        "currency": "CAD",
        "total": "340.00",
        "lines": [{"key": "work-permit", "person": "principal", "amount": "155.00"}],
    },
    "biometrics": [{"person": "principal", "needed": True, "why": "…", "source": {}}],
    "permits": [
        {
            "person": "principal",
            "kind": "open-work-permit",
            "until": "2029-03-01",
            "limited_by": "duration",
            "province": "QC",
        }
    ],
    "cap": {"year": 2026, "size": 7350, "source": {}},
    "outcome": None,
}
PLACES: dict[str, Any] = {
    "programme": "imp-plus",
    "year": 2026,
    "size": 7350,
    "taken": 1412,
    "left": 5938,
    "open": True,
}
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
PROBLEM: dict[str, Any] = {
    "type": "about:blank",
    "title": "This case cannot be assessed.",
    "status": 422,
    "instance": "/api/v1/assess",
    "errors": [
        {"pointer": "/principal/born", "detail": "must be a day that exists, written as YYYY-MM-DD"}
    ],
}
