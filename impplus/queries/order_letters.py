"""The letter that an order sends to each applicant, as whoever signs the order reads it before."""

from datetime import date
from typing import Any

from impplus.queries import examples
from impplus.queries.letters.page import Composed
from impplus.queries.orders import told_order
from impplus.rules.lifecycle import move_of
from impplus.rules.orders import Order, OrderAct

_REFUND = ("paid", "refund", "refund_why", "refund_cite", "refund_lines")


def letter_of(order: Order, act: OrderAct, on: date, language: str) -> Composed:
    """The letter of an act with the words of the order, dated a day; whose it is, and days and amounts, are invented."""
    kind = move_of("application", act).letter
    says = told_order(order) | {"issued": {"day": on.isoformat()}} | _of(order, act)
    return examples.letter(str(kind), language, says)


def _of(order: Order, act: OrderAct) -> dict[str, Any]:
    """What the letter of an act says otherwise than its example."""
    match act:
        case "suspend":
            return {"until": {"day": order.until.isoformat()} if order.until else None}
        case "resume":
            lifted = order.effect == "resumed"
            return {"lifted": "1" if lifted else "", "over": "" if lifted else "1"}
        case "terminate":
            return {} if order.fees_repaid else {**dict.fromkeys(_REFUND), "kept": "1"}
