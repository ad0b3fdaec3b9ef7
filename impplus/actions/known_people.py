"""Whom a firm knows, kept up to date for its conflict searches: by what enquiries say, by its clients' files, and by hand."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Greatest

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.known_person import CLIENT, ENQUIRED, FAMILY, OF_A_MATTER, OPPOSING
from impplus.practice.models import Enquiry, KnownPerson, Matter
from impplus.practice.routing import keeps_for_firms
from impplus.queries.alike import Identity
from impplus.queries.conflicts import keys_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.delegation import OPEN
from impplus.records.models import Delegation, Firm, Person, User
from impplus.words.text import Text

AT_ONCE = 5_000


def remember_enquiry(enquiry: Enquiry) -> None:
    """Know whoever enquired, from now on."""
    one = Identity(enquiry.name, email=enquiry.email, phone=enquiry.phone)
    _remember(enquiry.firm, ENQUIRED, str(enquiry.pk), one, demo=enquiry.demo)


def remember_matter(matter: Matter) -> None:
    """Know the client of a matter and the family, as the firm wrote them down."""
    about = f"{OF_A_MATTER}{matter.pk}"
    one = Identity(matter.name, email=matter.email, phone=matter.phone)
    _remember(matter.firm, CLIENT, about, one, number=matter.number, demo=matter.demo)
    for line, name in enumerate(matter.family.splitlines(), 1):
        _remember(
            matter.firm,
            FAMILY,
            f"{about}-{line}",
            Identity(name.strip()),
            number=matter.number,
            demo=matter.demo,
        )


def add_opposing(one: Identity, *, number: str, note: str, by: User) -> KnownPerson:
    """Know somebody who stands on the other side; AlreadyDone where the same was written before."""
    if not access.may_search(by) or by.firm is None:
        raise NotYours
    if not one.name.strip():
        raise NotUnderstood(Text(en="Enter the name.", fr="Inscrivez le nom."))
    said = {"name": one.name, "born": one.born, "number": number, "note": note}
    if KnownPerson.objects.filter(firm=by.firm.pk, kind=OPPOSING, **said).exists():
        raise AlreadyDone
    person = KnownPerson(firm=by.firm.pk, kind=OPPOSING, demo=by.firm.demo, **said)
    person.keys = keys_of(by.firm.pk, one)
    moves.move_at_firm(person, "add", by=by)
    return person


def remember_clients() -> int:
    """Know the people of each represented file as they are now; how many were read.

    Of a file whose appointment has ended nothing more is read: what the firm knew of it stays.
    """
    if not keeps_for_firms():
        return 0
    return sum(_remember_of(firm) for firm in Firm.objects.all())


def _remember_of(firm: Firm) -> int:
    people = list(_changed_in(firm)[:AT_ONCE])
    private = set(
        Delegation.objects.filter(person__in=people, private=True, status__in=OPEN).values_list(
            "person", flat=True
        )
    )
    for person in people:
        kind = CLIENT if person.relation == "principal" else FAMILY
        _remember(
            firm.pk,
            kind,
            str(person.pk),
            _as_known(person, private=person.pk in private),
            number=person.application.number,
            as_of=vars(person)["as_of"],
            demo=firm.demo,
        )
    return len(people)


def _changed_in(firm: Firm) -> QuerySet[Person]:
    """The people with a name in files that the firm represents, and that changed since they were read last; the first change first."""
    represented = Q(
        application__mandates__status="active", application__mandates__lawyer__firm=firm
    )
    changed = Greatest("application__changed_at", "application__mandates__given_at")
    people = Person.objects.filter(represented).exclude(family_name="", given_names="")
    people = people.annotate(as_of=changed).select_related("application").order_by("as_of", "pk")
    of_files = KnownPerson.objects.filter(firm=firm.pk, kind__in=(CLIENT, FAMILY))
    of_files = of_files.exclude(about__startswith=OF_A_MATTER)
    last = of_files.aggregate(last=Max("as_of"))["last"]
    return people.filter(as_of__gte=last) if last else people


def _as_known(person: Person, *, private: bool) -> Identity:
    """A member of the family who keeps answers private is known by name alone."""
    if private:
        return Identity(person.name)
    return Identity(person.name, person.born, person.passport_number, person.csq_number)


def _remember(
    firm: int,
    kind: str,
    about: str,
    one: Identity,
    *,
    number: str = "",
    as_of: datetime | None = None,
    demo: bool = False,
) -> None:
    known: dict[str, Any] = {
        "name": one.name,
        "born": one.born,
        "passport": one.passport,
        "csq": one.csq,
        "email": one.email,
        "phone": one.phone,
        "number": number,
        "keys": keys_of(firm, one),
        "demo": demo,
    }
    if as_of:
        known["as_of"] = as_of
    KnownPerson.objects.update_or_create(firm=firm, kind=kind, about=about, defaults=known)
