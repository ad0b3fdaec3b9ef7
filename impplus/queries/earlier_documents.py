"""Documents of an earlier application of the same person, offered for those of a draft: none is there before it is used again."""

from datetime import date

from impplus.queries.earlier import before
from impplus.queries.facts import keeps_private
from impplus.queries.passports import zone_of
from impplus.records.models import Document, Person
from impplus.rules.dated import months_later, newest_rows
from impplus.rules.law import DocumentRule


def offered_for(person: Person, key: str, on: date) -> list[Document]:
    """What was sent for the same thing then and may be sent again on a day, in its order; nothing once its bytes are here.

    Never what is too old or expired by then, nor a form, which is filled in and signed for one application.
    """
    application = person.application
    earlier = before(person) if application.status == "draft" else None
    rules = newest_rows(application.programme.documents, on)
    rule = next((one for one in rules if one.key == key), None)
    if earlier is None or rule is None or rule.form or keeps_private(earlier):
        return []
    sent = earlier.documents.filter(key=key, question=None, removed_at=None, found="")
    here = person.documents.filter(key=key, removed_at=None).values_list("content", flat=True)
    usable = sent.exclude(rendition="").exclude(content__in=list(here))
    return [one for one in usable if _holds(one, rule, on)]


def _holds(document: Document, rule: DocumentRule, on: date) -> bool:
    """Whether a document is neither too old nor expired on a day, as far as the rules and its machine-readable zone say."""
    sent_on = document.application.programme.day_of(document.sent_at)
    if rule.photo is not None and months_later(sent_on, rule.photo.most_months) <= on:
        return False
    zone = zone_of(document, on)
    return zone is None or zone.expires is None or zone.expires >= on
