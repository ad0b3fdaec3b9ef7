"""Candidates for the rules to judge: many, each a little different, and the same in every run."""

import random
from datetime import date, timedelta
from typing import Any

COUNTRIES = ("MAR", "FRA", "DZA", "TUN", "SEN", "CMR", "COL", "BRA", "PHL", "IND")
ODDS = 15  # most qualify: about one in so many fails on a given point


def singles(count: int) -> list[dict[str, Any]]:
    """So many cases of one person, in the public format, with every fact that a condition needs."""
    chance = random.Random(1)
    return [_case(chance, "single") for _ in range(count)]


def families(count: int) -> list[dict[str, Any]]:
    """So many cases of four people: a spouse who asks to work, two children who ask to study."""
    chance = random.Random(2)
    return [_case(chance, "married") | {"family": _family(chance)} for _ in range(count)]


def _case(chance: random.Random, relationship: str) -> dict[str, Any]:
    on = date(2026, 1, 15) + timedelta(days=chance.randrange(340))
    principal = {
        "born": _near(chance, date(1990, 1, 1), 4000),
        "nationality": chance.choice(COUNTRIES),
        "intends_quebec": not _seldom(chance),
        "passport_expires": _ends(chance, on),
        "csq": {
            "programme": "BUSINESS" if _seldom(chance) else "PRTQ",
            "issued": _near(chance, on - timedelta(days=400), 40),
            "expires": _ends(chance, on),
        },
        "permanent_residence": _residence(chance, on),
        "invitation": {
            "issued": _near(chance, on - timedelta(days=40), 30),
            "state": "used" if _seldom(chance) else "issued",
        },
        "medical_exam": chance.random() < 0.5,
        "health_or_child_care": chance.random() < 0.2,
        "relationship": relationship,
        **_home(chance, on),
    }
    if chance.random() < 0.5:
        given = _near(chance, on - timedelta(days=2000), 1900)
        principal["biometrics"] = {"given": given, "for": "temporary", "pending": False}
    return {"on": on.isoformat(), "principal": principal, "represented": False}


def _home(chance: random.Random, on: date) -> dict[str, Any]:
    if chance.random() < 0.6:
        return {"lives_in": {"country": chance.choice(COUNTRIES)}}
    province = "QC" if _seldom(chance) else "ON"
    status = "visitor" if _seldom(chance) else "worker"
    until = (on + timedelta(days=chance.randrange(30, 700))).isoformat()
    return {
        "lives_in": {"country": "CAN", "province": province},
        "in_canada": {"status": status, "until": until},
    }


def _residence(chance: random.Random, on: date) -> dict[str, Any]:
    if chance.random() < 0.5:
        return {"applied": False}
    applied = _near(chance, on - timedelta(days=200), 150)
    return {"applied": applied, "decision": "refused" if _seldom(chance) else "pending"}


def _family(chance: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "relation": "spouse",
            "born": _near(chance, date(1991, 1, 1), 2000),
            "applies_for": "work-permit",
            **_travels(chance),
        },
        *(
            {
                "relation": "child",
                "born": _near(chance, date(born, 1, 1), 300),
                "applies_for": "study-permit",
                "studies": "secondary" if born < 2014 else "primary",
                "other_parent_consents": True,
                **_travels(chance),
            }
            for born in (2012, 2016)
        ),
    ]


def _travels(chance: random.Random) -> dict[str, Any]:
    return {
        "nationality": chance.choice(COUNTRIES),
        "passport_expires": _near(chance, date(2030, 1, 1), 900),
        "together": True,
    }


def _ends(chance: random.Random, on: date) -> str:
    """An end that is still to come, and seldom one that has passed."""
    days = -chance.randrange(1, 300) if _seldom(chance) else chance.randrange(1, 2000)
    return (on + timedelta(days=days)).isoformat()


def _near(chance: random.Random, day: date, days: int) -> str:
    return (day + timedelta(days=chance.randint(-days, days))).isoformat()


def _seldom(chance: random.Random) -> bool:
    return chance.randrange(ODDS) == 0
