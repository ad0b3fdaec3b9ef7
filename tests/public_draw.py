"""What the form of an announcement asks about its public draw."""

from impplus.demonstration.held_rounds import PUBLIC_DRAW
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.round_criteria import first_draw


def public_draw() -> dict[str, str]:
    """The name and the first possible day of a public draw, as the form asks them."""
    on = first_draw(IMP_PLUS, today(IMP_PLUS))
    days = {"draws_on_0": str(on.year), "draws_on_1": str(on.month), "draws_on_2": str(on.day)}
    return {"public_draw": PUBLIC_DRAW, **days}
