"""The addresses of the databases: the programme's, and that of what firms keep, each by a role of its own (docs/decisions/database.md).

`environment` are the variables of an installation, `var` is the folder in which the embedded PostgreSQL leaves its addresses.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_WHERE = ("HOST", "PORT", "NAME")
_NOBODYS = "postgres:///impplus"  # until one is there
type Variables = Mapping[str, str]


def address(environment: Variables, var: Path) -> str:
    """The site's address, or its owner's for what the owner alone may do."""
    return _given(environment, "DATABASE") or _embedded(environment, var, "site") or _NOBODYS


def firms_address(environment: Variables, var: Path) -> str:
    """The address for what firms keep; "" where an installation keeps nothing for firms."""
    if environment.get("FIRM_DATABASE_URL"):
        return _given(environment, "FIRM_DATABASE")
    if environment.get("DATABASE_URL") or environment.get("IMPPLUS_MODE") == "production":
        return ""
    return _embedded(environment, var, "firm") or _NOBODYS


def connections(environment: Variables, var: Path) -> dict[str, dict[str, Any]]:
    """What Django is told of each connection."""
    found = {"default": address(environment, var)}
    if firms := firms_address(environment, var):
        found["firm"] = firms
    return {name: _connection(url, environment) for name, url in found.items()}


def lie_apart(known: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether what firms keep lies in another database than the programme's, and not only under another role."""
    firms = known.get("firm")
    return firms is not None and any(firms.get(one) != known["default"].get(one) for one in _WHERE)


def _is_owner(environment: Variables) -> bool:
    return environment.get("DATABASE_ROLE") == "owner"


def _given(environment: Variables, name: str) -> str:
    owner = f"{name}_OWNER_URL" if _is_owner(environment) else ""
    return environment.get(owner) or environment.get(f"{name}_URL") or ""


def _embedded(environment: Variables, var: Path, role: str) -> str:
    suffix = {"site": "", "firm": ".firm"}[role] if not _is_owner(environment) else ".owner"
    kept = var / f"postgres{suffix}.url"
    return kept.read_text("utf-8").strip() if kept.exists() else ""


def _connection(url: str, environment: Variables) -> dict[str, Any]:
    """One connection; a statement that comes often is prepared, so that the database plans it once."""
    made: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=600)}
    made |= {"ENGINE": "impplus.records.postgresql", "CONN_HEALTH_CHECKS": True}
    made.setdefault("OPTIONS", {}).update(
        server_side_binding=True, prepare_threshold=2, connect_timeout=5
    )
    if shift := _shift(environment.get("CLOCK_SHIFT", "")):
        made["OPTIONS"]["options"] = f"-c impplus.clock_shift={shift}"
    return made


def _shift(said: str) -> str:
    """How far the one clock is moved, as "30 days"."""
    found = re.fullmatch(r"(-?\d{1,5}) (minutes?|hours?|days?)", said)
    if said and found is None:
        raise ImproperlyConfigured(
            'CLOCK_SHIFT: write a number of minutes, hours or days, such as "2 hours".'
        )
    return f"{found[1]}\\ {found[2]}" if found else ""
