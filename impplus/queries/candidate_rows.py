"""What a list of candidates would change: each row against the list as it stands, and against its own earlier rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from django.db.models import Q

from impplus.queries import candidate_faults
from impplus.queries.candidate_lists import Line
from impplus.records.models import Candidate
from impplus.words import searched
from impplus.words.text import Text

type Kind = Literal["new", "changed", "same", "held", "refused"]
KINDS: tuple[Kind, ...] = ("new", "changed", "same", "held", "refused")
NAMES = ("family_name", "given_names")


class Twin(NamedTuple):
    """The first earlier line of a list with the same in a column; "born" for the same person."""

    line: int
    column: str


type Read = tuple[int, dict[str, str], Twin | None]


@dataclass(frozen=True)
class Judgement:
    """What becomes of a row: why not, whom it changes, and of each changed column the value before and after."""

    kind: Kind
    reason: Text | None = None
    candidate: Candidate | None = None
    changes: tuple[tuple[str, str, str], ...] = ()


def with_twins(lines: Iterator[Line]) -> Iterator[Read]:
    """The rows of a list, each with the earlier one that is alike; of the earlier ones a number each is remembered."""
    seen: dict[str, dict[int, int]] = {"reference": {}, "csq_number": {}, "born": {}}
    for line, row in lines:
        signs = {
            "reference": _sign(row["reference"]),
            "csq_number": _sign(row["csq_number"]),
            "born": hash((person_of(row["family_name"], row["given_names"]), row["born"])),
        }
        found = (Twin(seen[key][sign], key) for key, sign in signs.items() if sign in seen[key])
        yield line, row, next(found, None)
        for key, sign in signs.items():
            seen[key].setdefault(sign, line)


def person_of(family_name: str, given_names: str) -> str:
    """A name whatever the order of its words, its accents, capitals, spaces and marks: its letters in order."""
    return "".join(sorted(filter(str.isalnum, searched.folded(family_name + given_names))))


def _sign(number: str) -> int:
    return hash(_number(number))


def _number(written: str) -> str:
    return "".join(filter(str.isalnum, written.casefold()))


def judged(some: Sequence[Read], *, today: date, apart: set[int] | None) -> list[Judgement]:
    """What becomes of each of some rows; those of lines `apart` are said to be other people.

    `apart=None` says so of every row.
    """
    known = _Known([row for _, row, _ in some], alike=apart is not None)
    return [
        _verdict(row, twin, known, today=today, others=apart is None or line in apart)
        for line, row, twin in some
    ]


class _Known:
    """The candidates that rows may name or be."""

    def __init__(self, rows: Sequence[dict[str, str]], *, alike: bool) -> None:
        named = Q(reference__in=[row["reference"] for row in rows])
        named |= Q(csq_number__in=[row["csq_number"] for row in rows])
        found = list(Candidate.objects.filter(named))
        self.by_reference = {one.reference: one for one in found}
        self.by_csq = {one.csq_number: one for one in found}
        self.by_birth = dict[str, list[Candidate]]()
        if alike:
            births = {row["born"] for row in rows}
            days = [one for one in map(candidate_faults.first_day, births) if one]
            for one in Candidate.objects.filter(born__in=days):
                self.by_birth.setdefault(_birth(one), []).append(one)


def _verdict(
    row: dict[str, str], twin: Twin | None, known: _Known, *, today: date, others: bool
) -> Judgement:
    reason = candidate_faults.fault(row, today) or _number_fault(row, twin, known)
    if reason:
        return Judgement("refused", reason)
    before = known.by_reference.get(row["reference"])
    if before:
        return _against(before, row)
    if twin and not others:
        return Judgement("held", _like_a_line(twin.line))
    alike = None if others else _alike(row, known.by_birth.get(row["born"], []))
    return Judgement("held", _like(alike)) if alike else Judgement("new")


def _number_fault(row: dict[str, str], twin: Twin | None, known: _Known) -> Text | None:
    if twin and twin.column == "reference":
        return Text(
            en=f"Line {twin.line} of this list has the same individual reference number.",
            fr=f"La ligne {twin.line} de cette liste porte le même numéro de référence individuel.",
        )
    if twin and twin.column == "csq_number":
        return Text(
            en=f"Line {twin.line} of this list has the same CSQ number.",
            fr=f"La ligne {twin.line} de cette liste porte le même numéro de CSQ.",
        )
    owner = known.by_csq.get(row["csq_number"])
    if owner and owner.reference != row["reference"]:
        return Text(
            en=f"This CSQ number already belongs to the candidate {owner.reference}.",
            fr=f"Ce numéro de CSQ appartient déjà à la candidature {owner.reference}.",
        )
    return None


def _against(before: Candidate, row: dict[str, str]) -> Judgement:
    """A row with the reference number of a candidate: that one changed, or somebody else."""
    old = {column: str(getattr(before, column)) for column in row if column}
    old["born"] = _birth(before)
    changes = tuple((key, old[key], row[key]) for key in old if old[key] != row[key])
    same_name = person_of(*(old[key] for key in NAMES)) == person_of(*(row[key] for key in NAMES))
    if old["born"] != row["born"] and not same_name:
        text = Text(
            en="This individual reference number belongs to a candidate with another name and another date of birth.",
            fr="Ce numéro de référence individuel appartient à une candidature qui porte un autre nom et une autre "
            "date de naissance.",
        )
        return Judgement("refused", text)
    return Judgement("changed" if changes else "same", candidate=before, changes=changes)


def _alike(row: dict[str, str], born_then: Sequence[Candidate]) -> Candidate | None:
    """The candidate born on the same day who has the same name or a number of the row, spelt otherwise."""
    name = person_of(row["family_name"], row["given_names"])
    for one in born_then:
        numbers = ((one.csq_number, row["csq_number"]), (one.reference, row["reference"]))
        if person_of(one.family_name, one.given_names) == name or any(
            _number(old) == _number(new) for old, new in numbers
        ):
            return one
    return None


def _birth(one: Candidate) -> str:
    written = one.born.isoformat()
    return written[: {"": 10, "month": 7, "year": 4}[one.born_shown]]


def _like(one: Candidate) -> Text:
    return Text(
        en=f"This may be the candidate {one.reference}: born on the same day, with the same name or number however "
        "it is spelt.",
        fr=f"Il peut s’agir de la candidature {one.reference}\u00a0: même date de naissance, et même nom ou même "
        "numéro à une graphie près.",
    )


def _like_a_line(line: int) -> Text:
    return Text(
        en=f"This may be the person of line {line}: born on the same day, with the same name however it is spelt.",
        fr=f"Il peut s’agir de la personne de la ligne {line}\u00a0: même date de naissance et même nom à une graphie "
        "près.",
    )
