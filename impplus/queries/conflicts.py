"""The conflict search: who among the people that a firm knows may be somebody, or stand close to somebody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from impplus.practice.conflict import CLEARED
from impplus.practice.known_person import ENQUIRED
from impplus.practice.models import Conflict, Enquiry, KnownPerson
from impplus.queries.alike import Identity, Likeness, filed_under, likeness, sought_under
from impplus.queries.refusals import Refusal
from impplus.words.text import Text

MOST_SHOWN = 50


class NotSearched(Refusal):
    """A firm takes nobody on before it looked for conflicts of interest and said what it found."""

    text = Text(
        en="Search for conflicts of interest and record your finding first: without one, no consultation can be booked and no matter opened.",
        fr="Cherchez d’abord les conflits d’intérêts et consignez votre constat\u00a0: sans lui, aucune consultation ne peut être réservée et aucun dossier ne peut être ouvert.",
    )


@dataclass(frozen=True)
class Found:
    """Somebody whom the firm knows, and whom of those looked for that person is like."""

    person: KnownPerson
    sought: Identity
    like: Likeness

    @property
    def per_cent(self) -> int:
        """How alike the names are."""
        return round(self.like.score * 100)


def identity_of(person: KnownPerson) -> Identity:
    """What is known of a person, as it is compared."""
    one = person
    return Identity(one.name, one.born, one.passport, one.csq, one.email, one.phone)


def keys_of(firm: int, one: Identity) -> list[str]:
    """The keys under which a firm keeps somebody."""
    return _of_firm(firm, filed_under(one))


def search(firm: int, sought: Sequence[Identity], *, but: Collection[int] = ()) -> list[Found]:
    """Everybody of a firm who may be one of those looked for: the sure ones first, each person once, at most MOST_SHOWN.

    `but` are keys of known people who are those looked for themselves.
    """
    keys = set(chain.from_iterable(_of_firm(firm, sought_under(one)) for one in sought))
    if not keys:
        return []
    beside = KnownPerson.objects.filter(firm=firm, keys__has_any_keys=sorted(keys))
    beside = beside.exclude(pk__in=but).defer("keys", "note")
    best: dict[int, Found] = {}
    for person in beside:
        known = identity_of(person)
        for one in sought:
            like = likeness(one, known)
            if like and (person.pk not in best or _rank(like) > _rank(best[person.pk].like)):
                best[person.pk] = Found(person, one, like)
    return sorted(best.values(), key=lambda found: _rank(found.like), reverse=True)[:MOST_SHOWN]


def found_for(enquiry: Enquiry, sought: Sequence[Identity]) -> list[Found]:
    """Whom the search shows for an enquiry, without the enquiry itself."""
    own = KnownPerson.objects.filter(firm=enquiry.firm, kind=ENQUIRED, about=str(enquiry.pk))
    return search(enquiry.firm, sought, but=set(own.values_list("pk", flat=True)))


def known_to(firm: int) -> int:
    """How many people a firm knows."""
    return KnownPerson.objects.filter(firm=firm).count()


def is_cleared(enquiry: Enquiry) -> bool:
    """Whether the firm searched, and may go on by what it found last."""
    last = Conflict.objects.filter(enquiry=enquiry).last()
    return last is not None and last.status in CLEARED


def _rank(like: Likeness) -> tuple[bool, int, float]:
    return like.sure, len(like.shared), like.score


def _of_firm(firm: int, keys: Collection[str]) -> list[str]:
    return sorted(f"{firm}:{key}" for key in keys)
