"""How a letter of invitation goes out: Mathieu imports a list, announces a round and draws it, and another officer releases it."""

from collections.abc import Callable
from datetime import date, timedelta

from django.urls import reverse

from impplus.demonstration import held_rounds
from impplus.records.models import Round, User
from tests import people
from tests.walk import errands
from tests.walk.visitor import Visitor


def a_letter_goes_out(visitor: Visitor, mathieu: User, on: date, work: Callable[[], None]) -> None:
    """Mathieu looks at what a list would change, imports it, looks how far the worker is, and holds a round."""
    errands.signs_in(visitor, mathieu)
    visitor.follow("import")
    listed = people.as_csv(
        people.row(1, on, email=errands.EMAIL, language=visitor.language),
        people.row(2, on, born="1990-02-31"),
    )
    visitor.page.locator("main input[type=file]").set_input_files(
        {"name": "candidates.csv", "mimeType": "text/csv", "buffer": listed}
    )
    visitor.send()
    work()
    visitor.press("main a.button")
    visitor.says("1990-02-31")
    visitor.press('main form[action*="import"] button')
    work()
    errands.opens(visitor, "desk:announce")
    visitor.fill(
        {"size": 1, "public_draw": held_rounds.PUBLIC_DRAW, "draws_on": on + timedelta(days=1)}
    )
    visitor.send()
    visitor.press("main button[name=sure]")
    made = held_rounds.due(Round.objects.get(status="announced"))
    errands.opens(visitor, "desk:draw", made.year, made.number)
    visitor.fill({"words": "03 11 19"})
    visitor.send()
    visitor.press("main button[name=sure]")
    releases(visitor, held_rounds.another(mathieu))
    work()
    visitor.context.close()


def releases(visitor: Visitor, other: User) -> None:
    """Another officer of the ministry checks the draw and releases the letters."""
    made = Round.objects.get(status="drawn")
    page = reverse("desk:release-round", args=[made.year, made.number])
    assert people.signed_in(other).post(page, {"looked_up": "on", "read": "on"}).status_code == 302
