"""Who signs an application: each adult for himself or herself, and a parent for the minors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from impplus.queries.answers import answer_of, given_by, plain
from impplus.queries.file import File
from impplus.records.models import Application, Document, Person, Signature
from impplus.records.prepared import pointing_at
from impplus.rules.canonical import digest
from impplus.rules.dated import age

# The answers on a child's parents by which it is the spouse's or partner's alone.
PARTNERS_OWN = (("partner-and-another", ""), ("one", "partner"))
PERMITS = ("work-permit", "study-permit")
# The key under which the scan of a signed declaration lies, which no rule asks for as a document.
ON_PAPER = "signed-declaration"
DECLARATION = (
    1  # the version of what is declared (words/declaration.py), which is part of what is signed
)


@dataclass(frozen=True)
class Signing:
    """Somebody who signs, the signature that counts, and whether an earlier one no longer does.

    `wards` are the minors for whom this person signs too.
    """

    person: Person
    signature: Signature | None
    again: bool
    wards: tuple[Person, ...] = ()

    @property
    def on_paper(self) -> bool:
        """Whether it was signed by hand."""
        return self.signature is not None and self.signature.document_id is not None


def signers(file: File) -> tuple[Person, ...]:
    """The members of the family who sign for themselves: adults who ask for a permit."""
    asking = _asking(file)
    years = _adult_age(file) if asking else None
    return tuple(one for one in asking if years and _is_of_age(file, one, years))


def guarded(file: File) -> tuple[Person, ...]:
    """The minors who ask for a permit, for whom the principal applicant signs."""
    return wards_of(file, file.principal)


def covered(file: File) -> tuple[Person, ...]:
    """The members for whom the principal applicant declares: all but those who sign, and minors for whom another does."""
    alone = signers(file)
    others = [one for one in minors(file) if guardian_of(file, one) != file.principal]
    return tuple(one for one in file.members if one not in alone and one not in others)


def wards_of(file: File, person: Person) -> tuple[Person, ...]:
    """The minors who ask for a permit, for whom this person signs."""
    return tuple(one for one in minors(file) if guardian_of(file, one) == person)


def minors(file: File) -> tuple[Person, ...]:
    """The minors who ask for a permit."""
    alone = signers(file)
    return tuple(one for one in _asking(file) if one.born and one not in alone)


def guardian_of(file: File, minor: Person) -> Person:
    """Who signs for a minor: the spouse or partner, who signs too, for a child of theirs alone; else the principal applicant."""
    given, partner = given_by(minor), file.people.get("partner")
    alone = (given.get("parents"), given.get("only_parent") or "") in PARTNERS_OWN
    return partner if partner and alone and partner in signers(file) else file.principal


def is_adult(file: File, person: Person) -> bool:
    """Whether a member is of age on the day of the file; not where the day of birth is not known."""
    years = _adult_age(file)
    return years is not None and _is_of_age(file, person, years)


def digest_of(person: Person, sent: Iterable[Document], wards: Iterable[Person] = ()) -> str:
    """The hash of what a person signs: every answer, every file, and the declaration; the same of each of the `wards`.

    Another answer, another file or another declaration is another hash, and wants a new signature.
    """
    sent = tuple(sent)
    signed = {"declaration": DECLARATION, **_stands(person, sent)}
    minors_too = [_stands(one, sent) for one in wards]
    return digest({**signed, "wards": minors_too} if minors_too else signed)


def _stands(person: Person, sent: tuple[Document, ...]) -> dict[str, Any]:
    files = sorted([one.key, one.content] for one in sent if is_signed(one, person))
    given = {key: plain(value) for key, value in given_by(person).items()}
    return {"answers": given, "files": files}


def code_of(hashed: str) -> str:
    """The twelve characters that stand on the paper, by which a scan is known to be of what stands now."""
    code = hashed.removeprefix("sha256:")[:12].upper()
    return "-".join(code[n : n + 4] for n in (0, 4, 8))


def signings(file: File, sent: Iterable[Document]) -> tuple[Signing, ...]:
    """Everybody who signs for himself or herself, with what was signed of what stands now."""
    people = signers(file)
    if not people:
        return ()
    sent, made = tuple(sent), list[Signature](pointing_at(file.application, "signatures"))
    return tuple(_signing(one, made, sent, wards_of(file, one)) for one in people)


def sent_on_paper(application: Application) -> frozenset[str]:
    """The keys of the signatures of which somebody sent in the paper, as events have them."""
    made: list[Signature] = pointing_at(application, "signatures")
    return frozenset(str(one.pk) for one in made if one.document_id)


def kept_of(signing: Signing, names: Mapping[int, str]) -> dict[str, Any]:
    """A signature as a receipt keeps it: whose, in which name, how, when, and the hash of what was signed.

    `names` are those that rules give people. For whom somebody signed besides is kept where there is anybody.
    """
    one = signing.signature
    if one is None:
        raise ValueError("a receipt keeps no signature that is missing")
    wards = [names[ward.pk] for ward in signing.wards]
    return {
        "person": names[signing.person.pk],
        "name": one.name,
        "how": "paper" if signing.on_paper else "account",
        "at": one.at.isoformat(),
        "sha256": one.digest.removeprefix("sha256:"),
        **({"signed_for": wards} if wards else {}),
    }


def _signing(
    person: Person,
    made: Iterable[Signature],
    sent: tuple[Document, ...],
    wards: tuple[Person, ...],
) -> Signing:
    there = {one.pk for one in sent}
    mine = [
        one
        for one in made
        if one.person_id == person.pk and (one.document_id is None or one.document_id in there)
    ]
    now = digest_of(person, sent, wards)
    found = next((one for one in reversed(mine) if one.digest == now), None)
    return Signing(person, found, again=bool(mine) and found is None, wards=wards)


def is_signed(document: Document, person: Person) -> bool:
    """Whether a file is among what a person signs: it is the person's, no answer to an officer, and no declaration."""
    mine = document.person_id == person.pk and not document.question_id
    return mine and document.key != ON_PAPER


def _asking(file: File) -> list[Person]:
    return [one for one in file.members if answer_of(one, "applies_for") in PERMITS]


def _adult_age(file: File) -> int | None:
    """From which age somebody signs; None where a programme knows no such age."""
    said = file.programme.settings.numbers(file.on).get("adult-age")
    return int(said) if said else None


def _is_of_age(file: File, person: Person, years: int) -> bool:
    return person.born is not None and age(person.born, file.on) >= years
