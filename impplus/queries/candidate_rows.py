"""What a list of candidates would change: each row against the list as it stands, and against its own earlier rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.queries import candidate_faults
from impplus.queries.candidate_lists import Line
from impplus.queries.list_columns import COLUMNS, WITHDRAW
from impplus.records.models import Candidate, Invitation
from impplus.words import searched
from impplus.words.text import Text

type Kind = Literal["new", "changed", "withdrawn", "same", "held", "refused"]
KINDS: tuple[Kind, ...] = ("new", "changed", "withdrawn", "same", "held", "refused")
NAMES = ("family_name", "given_names")
_ALIKE = (*NAMES, "csq_number", "reference")
LONGEST_REASON = 1_000  # characters of a cell
ON_ITS_WAY = Text(
    en="This candidate was drawn in a round whose letters are being issued. Wait until they are, or until the round is dropped.",
    fr="Cette candidature a été tirée dans une ronde dont les lettres sont en cours de délivrance. Attendez qu’elles le soient ou que la "
    "ronde soit abandonnée.",
)
_NOBODY = Text(
    en="No candidate on the list has this reference number, or the CSQ number is another one’s: nobody is withdrawn.",
    fr="Aucune candidature de la liste ne porte ce numéro de référence, ou le numéro de CSQ est celui d’une autre\u00a0: aucune n’est retirée.",
)
_LONG_REASON = Text(
    en="The reason for the withdrawal is longer than 1,000 characters.",
    fr="Le motif du retrait dépasse 1\u00a0000 caractères.",
)
_NO_REASON = Text(
    en="Write why this candidate is withdrawn from the list.",
    fr="Inscrivez pourquoi cette candidature est retirée de la liste.",
)
WITHDRAWN = Text(
    en="This candidate was withdrawn from the list. Put the candidate back first, on the page of the candidates.",
    fr="Cette candidature a été retirée de la liste. Remettez-la d’abord dans la liste, à la page des candidatures.",
)


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


def judged(
    some: Sequence[Read],
    *,
    today: date,
    apart: set[int] | None,
    called: Mapping[str, str] = MappingProxyType({}),
) -> list[Judgement]:
    """What becomes of each of some rows; those of lines `apart` are said to be other people.

    `apart=None` says so of every row; `called` is what the list calls its columns.
    """
    known = _Known([row for _, row, _ in some], alike=apart is not None)
    return [
        _verdict(row, twin, known, (today, called), others=apart is None or line in apart)
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
        leave = [row["reference"] for row in rows if row[WITHDRAW]]
        self.awaiting = set(letters_to_come().filter(reference__in=leave)) if leave else set()
        self.by_sign = dict[tuple[str, str, str], Candidate]()
        if alike:
            births = {row["born"] for row in rows}
            days = [one for one in map(candidate_faults.first_day, births) if one]
            for one in Candidate.objects.filter(born__in=days):
                said = {column: getattr(one, column) for column in _ALIKE}
                for sign in _signs({**said, "born": _birth(one)}):
                    self.by_sign.setdefault(sign, one)


def _verdict(
    row: dict[str, str],
    twin: Twin | None,
    known: _Known,
    read: tuple[date, Mapping[str, str]],
    *,
    others: bool,
) -> Judgement:
    """`read` is the day on which the list is read, and what it calls its columns."""
    today, called = read
    if row[WITHDRAW]:
        return _withdrawal(row, twin, known)
    if WITHDRAW in called and not called.keys() >= set(COLUMNS):  # a list of withdrawals alone
        return Judgement("refused", _NO_REASON)
    reason = candidate_faults.fault(row, today, called) or _number_fault(row, twin, known)
    if reason:
        return Judgement("refused", reason)
    before = known.by_reference.get(row["reference"])
    if before:
        return _against(before, row)
    if twin and not others:
        return Judgement("held", _like_a_line(twin.line))
    signs = () if others else _signs(row)
    alike = next((known.by_sign[one] for one in signs if one in known.by_sign), None)
    return Judgement("held", _like(alike)) if alike else Judgement("new")


def _withdrawal(row: dict[str, str], twin: Twin | None, known: _Known) -> Judgement:
    """A row that takes a candidate off the list, with the reason; what else it says must not be of another one."""
    if twin and twin.column == "reference":
        return Judgement("refused", _same_reference(twin.line))
    before = known.by_reference.get(row["reference"])
    number = _number(row["csq_number"])
    if before is None or (number and number != _number(before.csq_number)):
        return Judgement("refused", _NOBODY)
    if before.withdrawn_at:
        return Judgement("same", candidate=before)
    if before in known.awaiting:
        return Judgement("refused", ON_ITS_WAY)
    if len(row[WITHDRAW]) > LONGEST_REASON:
        return Judgement("refused", _LONG_REASON)
    return Judgement("withdrawn", candidate=before, changes=((WITHDRAW, "", row[WITHDRAW]),))


def letters_to_come() -> QuerySet[Candidate]:
    """The candidates who were drawn in a round and whose letters are not issued yet."""
    invited = Candidate.objects.filter(invited=True)
    letters = Invitation.objects.filter(candidate=OuterRef("pk"), set_aside_at=None)
    return invited.filter(~Exists(letters.filter(status__in=("issued", "used"))))


def _number_fault(row: dict[str, str], twin: Twin | None, known: _Known) -> Text | None:
    if twin and twin.column == "reference":
        return _same_reference(twin.line)
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
    old = {column: str(getattr(before, column)) for column in COLUMNS}
    old["born"] = _birth(before)
    if before.withdrawn_at:
        return Judgement("refused", WITHDRAWN)
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


def _signs(row: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """What two rows have in common that may be one person: the birth with the name or a number, however these are spelt."""
    name = person_of(row["family_name"], row["given_names"])
    numbers = ((key, _number(row[key])) for key in ("csq_number", "reference"))
    return tuple((row["born"], key, sign) for key, sign in (("name", name), *numbers))


def _same_reference(line: int) -> Text:
    return Text(
        en=f"Line {line} of this list has the same individual reference number.",
        fr=f"La ligne {line} de cette liste porte le même numéro de référence individuel.",
    )


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
