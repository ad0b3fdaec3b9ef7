"""A passport that is renewed after the decision: for which paper, and by which move its page comes."""

from datetime import date

from impplus.queries import clock
from impplus.queries.other_papers import TO_RECONSIDER
from impplus.records.models import Application, Introduction, Permit, Person, Report
from impplus.rules.lifecycle import Verb

PAGE = "passport"  # the key of the page of a passport among the documents


def verb_of_file(application: Application, person: Person, key: str) -> Verb:
    """By which move a file about a person comes: what comes with a request for reconsideration by one of its own, and once approved the
    page of a passport that its holder reported since."""
    if key == TO_RECONSIDER:
        return "upload-to-reconsider"
    if application.is_approved and key == PAGE and _is_renewed(person):
        return "upload-passport"
    return "upload"


def paper_held(person: Person, on: date) -> Permit | Introduction | None:
    """The permit that somebody holds on a day, suspended or not, or the letter of introduction; a renewed passport is reported for it."""
    held = Permit.objects.filter(person=person, status__in=["valid", "suspended"])
    letters = Introduction.objects.filter(person=person, status="issued", expires_on__gte=on)
    return held.filter(valid_until__gte=on).first() or letters.first()


def _is_renewed(person: Person) -> bool:
    """Whether somebody who holds a paper today reported a renewed passport since one was first issued."""
    papers = (Permit, Introduction)
    issued = [
        at
        for kind in papers
        for at in kind._default_manager.filter(person=person).values_list("issued_at", flat=True)
    ]
    if not issued or paper_held(person, clock.today(person.application.programme)) is None:
        return False
    told = Report.objects.filter(kind="passport", person=person, at__gte=min(issued))
    return told.exists()
