"""Who may act: the roles of the state table, and what each is called."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from impplus.words.text import Text

_WORDS = tomllib.loads(Path(__file__).with_name("lifecycle.toml").read_text("utf-8"))["roles"]


class Role(StrEnum):
    """Who may act; SYSTEM is the worker, PUBLIC is a visitor without an account."""

    APPLICANT = "applicant"
    REPRESENTATIVE = "representative"
    FEDERAL = "federal-officer"
    QUEBEC = "quebec-officer"
    BORDER = "border-officer"
    MANAGER = "manager"
    PUBLIC = "public"
    SYSTEM = "system"


ROLES: Mapping[Role, Text] = {role: Text(**_WORDS[role.value]) for role in Role}
