"""`impplus rehearse`: an intake of its own, pressed by invented people while its parts are killed."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from impplus.cli.numbers import between
from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

# name: what it is, and the least and the most that it may be
FIGURES: Mapping[str, tuple[Text, int, int]] = {
    "applicants": (
        Text(en="invented people who come", fr="personnes inventées qui se présentent"),
        1,
        100_000,
    ),
    "cap": (Text(en="places", fr="places"), 1, 100_000),
    "kills": (
        Text(en="how often a part is killed", fr="nombre d’arrêts brutaux d’une partie"),
        0,
        10_000,
    ),
    "seed": (
        Text(
            en="seed of the random choices, to repeat the same rehearsal",
            fr="valeur de départ (germe) des choix au hasard, pour refaire la même répétition",
        ),
        0,
        99_999_999,
    ),
}
REPORT = Text(en="folder for the report", fr="dossier du rapport")
NOT_HERE = Text(
    en="A rehearsal is run from the project’s folder: the installed package does not hold it.",
    fr="Une répétition se fait depuis le dossier du projet\u00a0: le paquet installé ne la contient pas.",
)


def _takes(takes: Callable[..., None]) -> None:
    shown = Text(en="NUMBER", fr="NOMBRE")
    for name, (about, least, most) in FIGURES.items():
        takes(f"--{name}", about, type=between(least, most), shown=shown)
    takes("--report", REPORT, shown=Text(en="FOLDER", fr="DOSSIER"))


OF_THE_REHEARSAL: Mapping[str, tuple[Text, Callable[[Callable[..., None]], None]]] = {
    "rehearse": (
        Text(
            en="rehearse an opening on a stack of its own, killing parts of it; status 1 where something did not hold",
            fr="répéter une ouverture sur une installation à part, dont des parties sont arrêtées brutalement; code 1 si une règle n’a pas été respectée",
        ),
        _takes,
    )
}


def run(asked: argparse.Namespace, lang: str) -> int:
    """Become the rehearsal, a program of its own beside the package; NotUnderstood where it is not there."""
    if find_spec("rehearsal") is None:
        raise NotUnderstood(NOT_HERE)
    numbers = {name: getattr(asked, name) for name in FIGURES}
    words = [f"--{name}={number}" for name, number in numbers.items() if number is not None]
    if asked.report is not None:
        words.append(f"--report={Path(asked.report).absolute()}")
    program = [sys.executable, "-m", "rehearsal", f"--lang={lang}", *words]
    os.execv(sys.executable, program)  # noqa: S606
