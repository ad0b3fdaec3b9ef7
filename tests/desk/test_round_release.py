"""Before a round is released, the second officer sees who gets no letter any more, and that the list is the announced one."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import batches, candidates, rounds, withdrawals
from impplus.actions.round_letters import LETTERS
from impplus.demonstration import held_rounds
from impplus.outside import store
from impplus.programmes import IMP_PLUS
from impplus.queries.refusals import AlreadyDone, WrongMoment
from impplus.queries.round_release import kept_of
from impplus.records.models import Batch, Candidate, Round, User
from tests.people import as_csv, row, signed_in
from tests.public_draw import public_draw

SURE = {"looked_up": "on", "read": "on"}


@pytest.fixture
def announced(mathieu: User, this_day: object) -> Round:
    """A round of three of five, announced by Mathieu."""
    candidates.import_csv(as_csv(*[row(n, this_day) for n in range(1, 6)]), by=mathieu)
    return held_rounds.announced(IMP_PLUS, size=3, by=mathieu)


@pytest.fixture
def drawn(announced: Round, mathieu: User) -> Round:
    """The same, drawn by him."""
    rounds.draw(held_rounds.due(announced), words="12 34 56", by=mathieu)
    announced.refresh_from_db()
    return announced


@pytest.fixture
def other(mathieu: User) -> Client:
    """The browser of another officer of the ministry."""
    return signed_in(held_rounds.another(mathieu))


def address(made: Round, name: str = "release-round") -> str:
    return reverse(f"desk:{name}", args=[made.year, made.number])


def test_whoever_was_withdrawn_after_the_draw_is_named_with_who_and_why_and_not_counted(
    drawn: Round, other: Client, mathieu: User
) -> None:
    first = rounds.drawn_again(drawn)[0]
    gone = Candidate.objects.get(reference=first)
    withdrawals.withdraw(gone, reason="Moved away.", by=mathieu)
    shown = other.get(address(drawn))
    assert (shown.context["letters"], [one.candidate for one in shown.context["without"]]) == (
        2,
        [gone],
    )
    assert f"{mathieu.name}: Moved away." in " ".join(shown.content.decode().split())
    other.post(address(drawn), SURE)
    batches.finish(Batch.objects.get(kind="draw"), LETTERS)
    number, first_ones = kept_of(Round.objects.get())
    assert (number, [reference for reference, _ in first_ones]) == (1, [first])
    page = other.get(address(drawn, "round")).content.decode()
    assert "Drawn, without a letter" in page
    assert drawn.invitations.count() == 2


def test_a_round_whose_list_is_not_the_announced_one_is_not_released(
    drawn: Round, other: Client, mathieu: User
) -> None:
    another = store.put(BytesIO(b"C0000001\nC0000002"))
    Round.objects.update(digest=f"sha256:{another}")
    drawn.refresh_from_db()
    assert "Not the same" in other.get(address(drawn)).content.decode()
    answer = other.post(address(drawn), SURE)
    assert answer.status_code == 409
    assert "The list that is kept is not the one that was announced." in answer.content.decode()
    assert Round.objects.get().status == "drawn"


def test_before_the_draw_the_release_says_that_nothing_is_drawn(
    announced: Round, other: Client
) -> None:
    for answer in (other.get(address(announced)), other.post(address(announced), SURE)):
        assert answer.status_code == 409
        assert "This round is not drawn yet" in answer.content.decode()
    with pytest.raises(WrongMoment) as refused:
        rounds.release(announced, by=User.objects.get(pk=other.session["_auth_user_id"]))
    assert refused.value.text == rounds.NOT_DRAWN


def test_of_ones_own_round_nothing_else_is_asked_before_it_is_refused(
    drawn: Round, ministry: Client
) -> None:
    answer = ministry.post(address(drawn), {})
    said = answer.content.decode()
    assert (answer.status_code, "Another officer of the ministry must release it." in said) == (
        422,
        True,
    )
    assert "Look up the result of the public draw first." not in said


def test_the_same_round_announced_once_more_by_the_same_officer_is_done_already(
    announced: Round, mathieu: User, ministry: Client
) -> None:
    said = {"size": 3, "public_draw": announced.public_draw, "draws_on": announced.draws_on}
    with pytest.raises(AlreadyDone):
        rounds.announce(IMP_PLUS, **said, by=mathieu)
    with pytest.raises(WrongMoment) as another:
        rounds.announce(IMP_PLUS, **said, by=held_rounds.another(mathieu))
    assert type(another.value) is WrongMoment
    sent = {**public_draw(), "size": "3", "sure": "1"}
    assert ministry.post(reverse("desk:announce"), sent).headers["Location"] == address(
        announced, "round"
    )
