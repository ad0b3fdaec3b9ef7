"""A document of an earlier application, used again in a draft: as a new file, which is scanned, checked and made a clean copy of anew."""

from impplus.actions import received_files
from impplus.actions.documents import SentFor
from impplus.actions.lost_files import read_stored
from impplus.queries import clock
from impplus.queries.access import must_see_person
from impplus.queries.earlier_documents import offered_for
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Document, Person, User


def use(person: Person, key: str, *, earlier: str, by: User) -> Document | None:
    """Send a document of then (`earlier`, its key as a page names it) for the same thing of a person of a draft; None where it waits to be checked.

    Raises NotYours, WrongMoment where it is not offered, or no more, and as `received_files.take`.
    """
    must_see_person(person, by)
    offered = offered_for(person, key, clock.today(person.application.programme))
    found = next((one for one in offered if str(one.pk) == earlier), None)
    if found is None:
        raise WrongMoment
    with read_stored(found.content) as content:
        to = SentFor(person.application, person, key)
        return received_files.take(to, name=found.name, content=content, by=by)
