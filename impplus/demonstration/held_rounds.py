"""Rounds that one officer of the ministry announces and draws, and another releases: the worker's part of it here and now."""

from datetime import timedelta

from django.db.models import F

from impplus.actions import batches, rounds
from impplus.actions.round_letters import LETTERS
from impplus.demonstration.accounts import open_account
from impplus.queries import clock, round_criteria
from impplus.records.models import Batch, Round, User
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme

PUBLIC_DRAW = "Loto-Exemple"


def another(by: User) -> User:
    """Another officer of the ministry."""
    others = User.objects.filter(role=Role.QUEBEC.value, demo=by.demo).exclude(pk=by.pk)
    found = others.order_by("pk").first()
    address, name = "genevieve@example.test", "Geneviève Lavoie"
    return found or open_account(address, name, Role.QUEBEC, "fr", demo=by.demo)


def announced(programme: Programme, *, size: int, by: User, secret: str = "") -> Round:
    """A round announced with a public draw, an invented one, of the first day that it may have."""
    first = round_criteria.first_draw(programme, clock.today(programme))
    return rounds.announce(
        programme, size=size, public_draw=PUBLIC_DRAW, draws_on=first, by=by, secret=secret
    )


def due(made: Round) -> Round:
    """An announced round moved back in time, so that today is the day of its public draw."""
    on = clock.today(made.programme)
    back = made.draws_on - on if made.draws_on else timedelta(0)
    columns = {"draws_on": on, "announced_at": F("announced_at") - back}
    Round.objects.filter(pk=made.pk).update(**columns)
    made.refresh_from_db()
    return made


def drawn(programme: Programme, *, size: int, seed: str, by: User) -> Round:
    """A round that waits for its release."""
    made = due(announced(programme, size=size, by=by))
    rounds.draw(made, words=seed, by=by)
    made.refresh_from_db()
    return made


def drop_waiting(programme: Programme, *, by: User) -> None:
    """End the round that waits, so that another one can be announced."""
    for made in Round.objects.filter(programme=programme, status__in=("announced", "drawn")):
        rounds.drop(made, reason="Une autre ronde la remplace.", by=by)


def ask_draw(programme: Programme, *, size: int, seed: str, by: User) -> Batch:
    """The letters of a round that the worker is to issue."""
    return rounds.release(drawn(programme, size=size, seed=seed, by=by), by=another(by))


def draw(programme: Programme, *, size: int, seed: str, by: User) -> Round:
    """A round whose letters are issued."""
    return _issued(ask_draw(programme, size=size, seed=seed, by=by))


def held(made: Round, *, seed: str, by: User) -> Round:
    """An announced round drawn on its day, and its letters issued."""
    rounds.draw(made, words=seed, by=by)
    made.refresh_from_db()
    return _issued(rounds.release(made, by=another(by)))


def _issued(asked: Batch) -> Round:
    return Round.objects.get(batch=batches.finish(asked, LETTERS))
