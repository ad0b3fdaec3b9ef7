"""Why a payment was not begun: each is a sentence in both languages, and nothing was charged."""

from impplus.queries.refusals import Refusal
from impplus.words.text import Text


class NothingToPay(Refusal):
    """All that is due is paid."""

    text = Text(
        en="Nothing is left to pay. Your card was not charged again.",
        fr="Il ne reste rien à payer. Votre carte n’a pas été débitée une seconde fois.",
    )


class AlreadyPaid(Refusal):
    """Another amount was paid for other answers; it must be refunded first."""

    text = Text(
        en="You have already paid another amount, because your answers were different then. "
        "Ask for the full refund first, then pay the amount that is due now.",
        fr="Vous avez déjà payé un autre montant, parce que vos réponses étaient alors différentes. "
        "Demandez d’abord le remboursement complet, puis payez le montant dû maintenant.",
    )


class CardsDown(Refusal):
    """The payment service does not answer."""

    text = Text(
        en="The payment service does not answer. Your card was not charged. Your answers are saved; try again in a few minutes.",
        fr="Le service de paiement ne répond pas. Votre carte n’a pas été débitée. Vos réponses sont enregistrées; "
        "réessayez dans quelques minutes.",
    )
    status = 503
