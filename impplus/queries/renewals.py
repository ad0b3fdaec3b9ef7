"""A passport that is renewed after the decision: by which move its page comes."""

from impplus.queries import clock
from impplus.queries.reports import permit_held
from impplus.records.models import Application, Permit, Person, Report
from impplus.rules.lifecycle import Verb

PAGE = "passport"  # the key of the page of a passport among the documents


def verb_of_file(application: Application, person: Person, key: str) -> Verb:
    """By which move a file about a person comes: once approved, the page of a passport that its holder reported since by one of its own."""
    if application.status == "approved" and key == PAGE and _is_renewed(person):
        return "upload-passport"
    return "upload"


def _is_renewed(person: Person) -> bool:
    """Whether somebody who holds a permit today reported a renewed passport since one was first issued."""
    first = Permit.objects.filter(person=person).order_by("issued_at").first()
    if first is None or permit_held(person, clock.today(person.application.programme)) is None:
        return False
    return Report.objects.filter(kind="passport", person=person, at__gte=first.issued_at).exists()
