"""What a firm keeps for its packages: its blanks, maps and portals, and how far each filing is."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from impplus.practice import access
from impplus.practice.models import Filing, Supply
from impplus.practice.supply import MAP, PORTALS
from impplus.programmes.imm_forms import FormMap, map_in, maps_of
from impplus.programmes.portals import Portals, portals_in, portals_of
from impplus.queries.packages.checks import LastCheck
from impplus.queries.packages.made import FilledForm, MadeFile
from impplus.records.models import Application, User
from impplus.words.text import Text


def maps_for(user: User, programme: str) -> list[FormMap]:
    """The maps that come with a program, then those of somebody's firm, which go before."""
    own = access.supplies(user).filter(kind=MAP)
    return [*maps_of(programme), *(map_in(bytes(one.content), one.form) for one in own)]


def portals_for(user: User, programme: str, on: date) -> Portals:
    """The portals of somebody's firm, else those that come with a program."""
    own = access.supplies(user).filter(kind=PORTALS).first()
    return portals_in(bytes(own.content), on) if own else portals_of(programme, on)


def filing_of(application: Application, user: User) -> Filing | None:
    """How far somebody's firm is with filing an application; None before it begins."""
    return access.filings(user).filter(application=application.pk).first()


def supplies_of(user: User) -> Sequence[Supply]:
    """What somebody's firm supplies and uses now."""
    return list(access.supplies(user).defer("content"))


def written(
    files: Sequence[MadeFile], forms: Sequence[FilledForm], checks: Sequence[LastCheck], size: int
) -> dict[str, Any]:
    """What came of a package as JSON keeps it, with the bytes of its ZIP."""
    return {
        "files": [asdict(one) for one in files],
        "forms": [asdict(one) for one in forms],
        "checks": [asdict(one) for one in checks],
        "size": size,
    }


def files_in(made: dict[str, Any]) -> list[MadeFile]:
    """The files of a package that was made."""
    return [
        MadeFile(
            **{
                **one,
                "slot": Text(**one["slot"]),
                "split": Text(**one["split"]) if one["split"] else None,
                "about": tuple(Text(**said) for said in one["about"]),
            }
        )
        for one in made.get("files", ())
    ]


def forms_in(made: dict[str, Any]) -> list[FilledForm]:
    """The forms that were filled in for it."""
    return [
        FilledForm(**{**one, "by_hand": tuple((path, Text(**why)) for path, why in one["by_hand"])})
        for one in made.get("forms", ())
    ]


def checks_in(made: dict[str, Any]) -> list[LastCheck]:
    """What was to be looked at."""
    return [LastCheck(Text(**one["text"]), one["right"]) for one in made.get("checks", ())]
