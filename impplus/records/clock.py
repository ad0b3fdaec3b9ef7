"""The one clock as a column reads it: the database's instant, moved where somebody has moved it."""

from django.db.models import DateTimeField, Func


class Now(Func):
    """The instant of the statement, by the clock of queries/clock.py.

    A column takes the statement's instant and not the transaction's, so that what one action does
    keeps its order. Django's own `Now` reads the same clock, but knows nothing of its being moved.
    """

    function = "impplus_now"
    arity = 0
    output_field = DateTimeField()


class Begun(Func):
    """The instant at which the transaction began, by the same clock: the same for all that it asks."""

    template = "now() + impplus_clock_shift()"
    arity = 0
    output_field = DateTimeField()
