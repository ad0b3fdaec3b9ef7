"""Lucie proposes another price, and it counts only once Leïla consented."""

import pytest

from impplus.actions import prices
from impplus.practice.models import PriceChange, Retainer
from impplus.queries.refusals import WrongMoment
from impplus.queries.retainers import fee_in_force
from impplus.records.models import Firm, User
from tests.agreed import cleared, offered, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(firm: Firm, lucie: User) -> Retainer:
    return offered(cleared(firm, lucie), lucie)


def test_a_price_changes_only_with_consent(sent: Retainer, lucie: User) -> None:
    signed(sent)
    first = prices.propose(sent, cents=300_000, reason="Un appel de plus.", by=lucie)
    assert fee_in_force(sent) == 250_000
    prices.answer(first, consents=False, name="Leïla Haddad")
    assert fee_in_force(sent) == 250_000
    second = prices.propose(sent, cents=280_000, reason="Un appel de plus.", by=lucie)
    prices.answer(second, consents=True, name="Leïla Haddad")
    assert fee_in_force(sent) == 280_000
    with pytest.raises(WrongMoment):
        prices.answer(second, consents=False, name="Leïla Haddad")
    rows = PriceChange.objects.values_list("status", "before_cents", "name")
    assert list(rows) == [
        ("declined", 250_000, "Leïla Haddad"),
        ("consented", 250_000, "Leïla Haddad"),
    ]
