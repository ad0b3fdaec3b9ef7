"""Rounds that one officer of the ministry announces and draws, and another releases: the worker's part of it here and now."""

from impplus.actions import batches, rounds
from impplus.actions.round_letters import LETTERS
from impplus.demonstration.accounts import open_account
from impplus.queries import clock
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
    """A round announced with a public draw, an invented one, of the same day."""
    on = clock.today(programme)
    return rounds.announce(
        programme, size=size, public_draw=PUBLIC_DRAW, draws_on=on, by=by, secret=secret
    )


def drawn(programme: Programme, *, size: int, seed: str, by: User, secret: str = "") -> Round:
    """A round that waits for its release."""
    made = announced(programme, size=size, by=by, secret=secret)
    rounds.draw(made, words=seed, by=by)
    made.refresh_from_db()
    return made


def ask_draw(programme: Programme, *, size: int, seed: str, by: User, secret: str = "") -> Batch:
    """The letters of a round that the worker is to issue."""
    made = drawn(programme, size=size, seed=seed, by=by, secret=secret)
    return rounds.release(made, by=another(by))


def draw(programme: Programme, *, size: int, seed: str, by: User, secret: str = "") -> Round:
    """A round whose letters are issued."""
    asked = ask_draw(programme, size=size, seed=seed, by=by, secret=secret)
    return Round.objects.get(batch=batches.finish(asked, LETTERS))
