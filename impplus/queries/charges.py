"""What became of payments by card, as people are told: declined, replaced, or not made yet."""

from collections.abc import Iterable

from impplus.records.models import Event, Payment
from impplus.words.text import Text

# Why an event says that a payment ended.
ANOTHER_AMOUNT = {"why": "another amount is due"}
DRAFT_DESTROYED = {"why": "the draft was destroyed"}

DECLINED = Text(en="Card declined. Nothing was charged.", fr="Carte refusée. Rien n’a été débité.")
REPLACED = Text(
    en="Not made, because another amount was due. Nothing was charged.",
    fr="Non effectué, car un autre montant était dû. Rien n’a été débité.",
)
NOT_BEGUN = Text(
    en="The payment page could not be opened. Nothing was charged.",
    fr="La page de paiement n’a pas pu s’ouvrir. Rien n’a été débité.",
)
NOT_MADE = Text(
    en="Not made yet. Nothing was charged.", fr="Pas encore effectué. Rien n’a été débité."
)


def said_of(payments: Iterable[Payment]) -> dict[int, Text]:
    """A sentence for each payment that charged nothing, by its key."""
    given = list(payments)
    failed = [str(one.pk) for one in given if one.status == "failed"]
    events = Event.objects.filter(noun="payment", verb="fail", about__in=failed) if failed else ()
    why = {event.about: _why(event) for event in events}
    said = {one.pk: why.get(str(one.pk), DECLINED) for one in given if one.status == "failed"}
    return said | {one.pk: NOT_MADE for one in given if one.status == "open"}


def _why(event: Event) -> Text:
    if event.detail == ANOTHER_AMOUNT:
        return REPLACED
    return NOT_BEGUN if "provider" in event.detail else DECLINED
