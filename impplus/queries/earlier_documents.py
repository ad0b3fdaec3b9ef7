"""Documents of an earlier application of the same person, offered for those of a draft: none is there before it is used again."""

from collections.abc import Iterable
from datetime import date

from impplus.queries.earlier import befores
from impplus.queries.passports import zone_of
from impplus.records.models import Delegation, Document, Person
from impplus.rules.dated import months_later, newest_rows
from impplus.rules.law import DocumentRule

type Place = tuple[int, str]  # whose document it is, and its key


def offered_for(person: Person, key: str, on: date) -> list[Document]:
    """What was sent for the same thing then and may be sent again on a day, in its order; nothing once its bytes are here."""
    return offered_in([person], on).get((person.pk, key), [])


def offered_in(people: Iterable[Person], on: date) -> dict[Place, list[Document]]:
    """The same of several people of one application, by whose it is and its key.

    Never what is too old or expired by then, nor a form, which is filled in and signed for one application.
    """
    drafts = [one for one in people if one.application.status == "draft"]
    earlier = {then.pk: now for now, then in befores(drafts)}
    found = dict[Place, list[Document]]()
    if not earlier:
        return found
    rules = {one.key: one for one in newest_rows(drafts[0].application.programme.documents, on)}
    here = Document.objects.filter(person__in=earlier.values(), removed_at=None)
    taken = set(here.values_list("person", "key", "content"))
    private = Delegation.objects.filter(person__in=earlier, status="accepted", private=True)
    then = Document.objects.filter(person__in=earlier, question=None, removed_at=None, found="")
    then = then.exclude(rendition="").exclude(person__in=private.values("person"))
    for one in then.select_related("application"):
        now, rule = earlier[one.person_id], rules.get(one.key)
        if (
            rule
            and not rule.form
            and (now.pk, one.key, one.content) not in taken
            and _holds(one, rule, on)
        ):
            found.setdefault((now.pk, one.key), []).append(one)
    return found


def _holds(document: Document, rule: DocumentRule, on: date) -> bool:
    """Whether a document is neither too old nor expired on a day, as far as the rules and its machine-readable zone say."""
    sent_on = document.application.programme.day_of(document.sent_at)
    if rule.photo is not None and months_later(sent_on, rule.photo.most_months) <= on:
        return False
    zone = zone_of(document, on)
    return zone is None or zone.expires is None or zone.expires >= on
