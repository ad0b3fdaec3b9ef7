"""Looking is remembered, and by officers alone."""

from impplus.actions import looks
from impplus.queries.timeline import timeline
from impplus.records.models import Application, User


def test_a_look_is_an_event_of_the_file_and_no_line_of_its_timeline(
    received: Application, olivia: User
) -> None:
    before = timeline(received)
    event = looks.look(received, page="desk:file", by=olivia)
    said = (event.noun, event.verb, event.role, event.by, event.application, event.detail)
    assert said == (
        "application",
        "look",
        olivia.role,
        olivia,
        received,
        {"page": "desk:file"},
    )
    assert timeline(received) == before


def test_a_look_at_a_list_is_about_no_single_record(olivia: User) -> None:
    event = looks.look(None, page="desk:queue", by=olivia)
    assert (event.noun, event.about, event.application) == ("page", "", None)
