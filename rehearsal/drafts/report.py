"""What a rehearsal of drafts counted, and its lines for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from impplus.words import formats
from impplus.words.text import Text
from rehearsal import words
from rehearsal.drafts.checks import RULES, Rule, under_way
from rehearsal.drafts.evidence import SAVES, SENDS, WRITES, Evidence
from rehearsal.drafts.sender import KEPT, RECEIVED, REFUSED, WHOLE
from rehearsal.drafts.visitor import AGAIN
from rehearsal.drafts.writer import ADDED, SAVED
from rehearsal.faults import Fault
from rehearsal.figures import share

SHOWN = 5  # of what broke a rule
KILLS = Text(en="Kills", fr="Arrêts brutaux")
DURING_SAVES = Text(
    en="of them while an answer was being saved", fr="dont pendant l’enregistrement d’une réponse"
)
DURING_SENDS = Text(
    en="of them while a file was being sent", fr="dont pendant l’envoi d’un fichier"
)
ANSWERS = Text(en="Answers acknowledged", fr="Réponses dont l’enregistrement a été confirmé")
MEMBERS = Text(en="Members of the family acknowledged", fr="Membres de la famille confirmés")
PARTS = Text(en="Parts of files acknowledged", fr="Parties de fichiers confirmées")
FILES = Text(
    en="Files acknowledged: in parts, by form",
    fr="Fichiers confirmés : par parties, par formulaire",
)
PROBLEMS = Text(
    en="Sound files whose problem was said", fr="Fichiers sains dont un problème a été indiqué"
)
UNANSWERED = Text(
    en="Times that somebody had to send again", fr="Nombre de fois où il a fallu envoyer de nouveau"
)
WAITS = Text(
    en="Answer to a save, seconds: half, 95 of 100, longest",
    fr="Réponse à un enregistrement, en secondes : la moitié, 95 sur 100, la plus longue",
)
WHOLE_TIME = Text(en="Seconds in all", fr="Secondes en tout")


@dataclass(frozen=True)
class Outcome:
    """One rehearsal that is over; `whole` in seconds."""

    seen: Evidence
    kills: Sequence[Fault]
    whole: float
    machine: str
    command: str
    broken: tuple[tuple[Rule, tuple[str, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        found = tuple((one, tuple(one.broken(self.seen))) for one in RULES)
        object.__setattr__(self, "broken", found)

    @property
    def held(self) -> bool:
        """Whether everything held."""
        return not any(found for _rule, found in self.broken)


def lines(outcome: Outcome, language: str) -> Iterator[str]:
    """The verdicts and the figures."""
    yield (words.HELD if outcome.held else words.BROKEN).say(language)
    for rule, found in outcome.broken:
        yield f"{'✗' if found else '✓'} {rule.text.say(language)}"
        yield from (f"    {one}" for one in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"    … {formats.count(len(found), language)}"
    yield ""
    for name, figure in _figures(outcome, language):
        yield f"{name.say(language):<70}{figure}"
    yield ""
    yield outcome.command
    yield outcome.machine


def _figures(outcome: Outcome, language: str) -> Iterator[tuple[Text, str]]:
    notes, kills = list(outcome.seen.notes), outcome.kills
    kinds = Counter(one.kind for one in kills)
    by_kind = ", ".join(f"{name} {times}" for name, times in kinds.most_common())
    yield KILLS, f"{len(kills)} ({by_kind})"
    for text, did in ((DURING_SAVES, WRITES), (DURING_SENDS, SENDS)):
        yield text, str(sum(under_way(notes, one.at, did) for one in kills))
    told = Counter((note.did, note.told) for note in notes)
    yield ANSWERS, formats.count(sum(told[did, SAVED] for did in SAVES), language)
    yield MEMBERS, str(told["adds", ADDED])
    yield PARTS, formats.count(told["part", KEPT], language)
    yield FILES, f"{told['sends', WHOLE]}, {told['form', RECEIVED]}"
    yield PROBLEMS, _problems(outcome.seen)
    yield UNANSWERED, str(sum(note.told in AGAIN for note in notes))
    took = sorted(note.took for note in notes if note.did in SAVES and note.told == SAVED)
    shown = (share(took, percent) for percent in (50, 95, 100))
    yield WAITS, ", ".join(f"{one:.2f}" for one in shown)
    yield WHOLE_TIME, f"{outcome.whole:.0f}"


def _problems(seen: Evidence) -> str:
    """How many, and with which code where they came in parts."""
    sound = {
        note.about.split("/")[-2]
        for note in seen.notes
        if note.told == WHOLE and " good" in note.about
    }
    rows = (one for held in seen.held.values() for one in held.uploads)
    codes = Counter(one.refused for one in rows if one.refused and one.mark in sound)
    codes["form"] = sum(
        note.told == REFUSED and note.about.startswith("good") for note in seen.notes
    )
    return ", ".join(f"{code} {times}" for code, times in codes.most_common())
