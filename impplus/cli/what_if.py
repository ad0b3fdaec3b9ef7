"""`impplus what-if`: who would flip under a changed copy of a programme's folder, by condition."""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from impplus.cli import changed_folder
from impplus.cli.assess import content
from impplus.cli.parser import BAD_USE
from impplus.cli.programmes import programme_named
from impplus.rules.answer import Judged, fingerprint
from impplus.rules.case import BadCase, Case
from impplus.rules.case_json import problem, read_case, write
from impplus.rules.programme import Programme
from impplus.telling.what_if import VERDICTS, Flip, Part, flips, titles
from impplus.words import formats, labels
from impplus.words.text import Text

type Cases = Callable[[Programme], Iterator[tuple[str, Case | BadCase]]]

IN_JSON = {("eligible", "met"): "yes", ("eligible", "not-met"): "no"}
OTHERS: tuple[Part, ...] = ("fees", "documents", "permits")


@dataclass
class Tally:
    """How many cases were judged, and how many of them make each flip; their names where asked."""

    programme: Programme
    changed: Programme
    folder: str
    named: bool
    cases: int = 0
    counts: defaultdict[Flip, int] = field(default_factory=lambda: defaultdict(int))
    names: defaultdict[Flip, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, found: tuple[Flip, ...]) -> None:
        self.cases += 1
        for flip in found:
            self.counts[flip] += 1
            if self.named:
                self.names[flip].append(name)

    def flips(self, part: Part) -> list[Flip]:
        """The flips of a part, in the order of the conditions, then of the verdicts."""
        keys, verdicts = list(titles(self.programme, self.changed)), list(WORDS)
        found = [flip for flip in self.counts if flip.part == part]
        return sorted(
            found,
            key=lambda flip: (
                keys.index(flip.key) if flip.key else 0,
                verdicts.index(flip.before),
                verdicts.index(flip.after),
            ),
        )


def run(asked: argparse.Namespace, lang: str) -> int:
    """Count over the files that are named."""
    return compare(asked, lang, lambda programme: _written(asked.files, programme))


def compare(asked: argparse.Namespace, lang: str, cases: Cases) -> int:
    """Judge every case by both versions and print the counts; none where any cannot be read."""
    changed = changed_folder.read(asked.folder)
    programme = programme_named(asked.programme or changed.code)
    tally = Tally(programme, changed, asked.folder, asked.named)
    folder, status = Path(asked.folder), 0
    for name, case in cases(programme):
        if isinstance(case, BadCase):
            _tell(case, name, lang, as_json=asked.json)
            status = BAD_USE
            continue
        with changed_folder.InWords(folder, name):
            found = flips(Judged(programme, case), Judged(changed, case))
        tally.add(name, found)
    if status == 0:
        print(json.dumps(_json(tally), ensure_ascii=False) if asked.json else _said(tally, lang))
    return status


def _written(files: list[str], programme: Programme) -> Iterator[tuple[str, Case | BadCase]]:
    for name in files:
        try:
            yield name, read_case(content(name), {programme.code: programme})[1]
        except BadCase as bad:
            yield name, bad


def _tell(bad: BadCase, name: str, lang: str, *, as_json: bool) -> None:
    """Which case cannot be judged, and everything that is wrong with it."""
    if as_json:
        print(write(problem(bad, name, lang)).decode())
        return
    faults = "; ".join(f"{at or THIS.say(lang)} {text.say(lang)}" for at, text in bad.faults)
    print(f"{name}{formats.colon(lang)} {faults}. {UNCOUNTED.say(lang)}", file=sys.stderr)


def _json(tally: Tally) -> dict[str, Any]:
    def counted(flip: Flip) -> dict[str, Any]:
        names = {"names": tally.names[flip]} if tally.named else {}
        return {"count": tally.counts.get(flip, 0), **names}

    def turned(flip: Flip) -> dict[str, Any]:
        before, after = (IN_JSON.get((flip.part, one), one) for one in (flip.before, flip.after))
        return {"from": before, "to": after, **counted(flip)}

    return {
        "programme": tally.programme.code,
        "before": {"rules": fingerprint(tally.programme)},
        "after": {"rules": fingerprint(tally.changed), "folder": tally.folder},
        "cases": tally.cases,
        "conditions": [{"key": flip.key, **turned(flip)} for flip in tally.flips("conditions")],
        "eligible": [turned(flip) for flip in tally.flips("eligible")],
        **{part: counted(Flip(part)) for part in OTHERS},
    }


def _said(tally: Tally, lang: str) -> str:
    return "\n".join(_lines(tally, lang))


def _lines(tally: Tally, lang: str) -> Iterator[str]:
    colon = formats.colon(lang)
    named = titles(tally.programme, tally.changed)

    def counted(label: str, flip: Flip, indent: str) -> Iterator[str]:
        count = formats.count(tally.counts.get(flip, 0), lang)
        yield f"{indent}{label}{colon} {count}"
        yield from (f"{indent}    {name}" for name in tally.names.get(flip, ()))

    yield f"{CASES.say(lang)}{colon} {formats.count(tally.cases, lang)}"
    yield f"{NOW.say(lang)}{colon} {fingerprint(tally.programme)}"
    yield f"{CHANGED.say(lang)} {tally.folder}{colon} {fingerprint(tally.changed)}"
    yield ""
    turning: tuple[tuple[Part, Mapping[str, Text], Text], ...] = (
        ("conditions", WORDS, CONDITIONS),
        ("eligible", ELIGIBLES, ELIGIBLE),
    )
    for part, words, heading in turning:
        found = tally.flips(part)
        yield f"{heading.say(lang)}{colon}" + ("" if found else f" {NOBODY.say(lang)}")
        for flip in found:
            turn = f"{words[flip.before].say(lang)} → {words[flip.after].say(lang)}"
            about = f"{flip.key} ({named[flip.key].say(lang)}), " if flip.key else ""
            yield from counted(about + turn, flip, "  ")
    for part in OTHERS:
        yield from counted(OTHER[part].say(lang), Flip(part), "")


THIS = Text(en="this", fr="ceci")
UNCOUNTED = Text(en="Nothing is counted.", fr="Rien n’est compté.")
CASES = Text(en="Cases judged", fr="Cas jugés")
NOW = Text(en="Rules as they are", fr="Règles actuelles")
CHANGED = Text(en="Rules of", fr="Règles de")
CONDITIONS = Text(en="Would flip, by condition", fr="Basculeraient, par condition")
ELIGIBLE = Text(en="Eligible", fr="Admissibles")
NOBODY = Text(en="nobody", fr="personne")
OTHER = {
    "fees": Text(en="Another total of fees", fr="Autre total des frais"),
    "documents": Text(en="Other documents", fr="Autres documents"),
    "permits": Text(en="Other permits", fr="Autres permis"),
}
WORDS: Mapping[str, Text] = {verdict: labels.FOUND[met] for met, verdict in VERDICTS.items()} | {
    "absent": Text(en="not in force", fr="pas en vigueur"),
    "": NOBODY,
}
ELIGIBLES: Mapping[str, Text] = {verdict: labels.ANSWERED[met] for met, verdict in VERDICTS.items()}
