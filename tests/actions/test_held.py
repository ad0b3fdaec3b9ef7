"""What an application seldom has is read with it, and asked for only where it is."""

from impplus.actions import reviews
from impplus.queries.held import SELDOM, held, may_hold
from impplus.queries.papers import questions_of
from impplus.records.models import Application, Question, User


def read(application: Application) -> Application:
    return Application.objects.annotate(**held()).get(pk=application.pk)


def test_a_page_that_changes_nothing_knows_what_is_there(
    received: Application, olivia: User
) -> None:
    assert [may_hold(read(received), kind) for kind in SELDOM] == [False] * len(SELDOM)
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    asked = reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)
    assert [kind for kind in SELDOM if may_hold(read(received), kind)] == [Question]
    assert questions_of(read(received)) == [asked]


def test_whoever_has_not_asked_reads_everything(received: Application, olivia: User) -> None:
    before = read(received)
    reviews.take_oldest(by=olivia)
    received.refresh_from_db()
    asked = reviews.ask(received, text="Votre diplôme?", document="", days=30, by=olivia)
    assert all(may_hold(received, kind) for kind in SELDOM)
    assert questions_of(received) == [asked]
    assert questions_of(before) == []
