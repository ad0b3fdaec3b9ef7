"""News of payments and refunds: a subject, to the applicant, to the representative; never an amount."""

from collections.abc import Mapping

from impplus.words.text import Text

# How a fee is paid otherwise than by card.
MEANS: Mapping[str, Text] = {
    "draft": Text(en="Bank draft", fr="Traite bancaire"),
    "money-order": Text(en="Money order", fr="Mandat"),
    "cheque": Text(en="Certified cheque", fr="Chèque certifié"),
    "bank": Text(en="Paid at a bank, with its receipt", fr="Payé dans une banque, avec son reçu"),
}
PAID: Mapping[str, tuple[Text, Text, Text]] = {
    "payment-made": (
        Text(en="The fees of an application were paid", fr="Les frais d’une demande ont été payés"),
        Text(
            en="A payment for your application was received. The page of the fees says how much, and for what. Paying does not submit the "
            "application.",
            fr="Un paiement pour votre demande a été reçu. La page des frais en indique le montant et le détail. Payer ne suffit pas à "
            "soumettre la demande.",
        ),
        Text(
            en="A payment for the application of one of your clients was received. The page of the fees says how much, and for what. Paying "
            "does not submit the application.",
            fr="Un paiement pour la demande de l’une des personnes que vous représentez a été reçu. La page des frais en indique le montant "
            "et le détail. Payer ne suffit pas à soumettre la demande.",
        ),
    ),
    "payment-recorded": (
        Text(
            en="A payment for an application was recorded",
            fr="Un paiement pour une demande a été enregistré",
        ),
        Text(
            en="The office recorded a payment for your application that did not come by card. The page of the fees says how much, for what, "
            "and whether any of it goes back.",
            fr="Le bureau a enregistré un paiement pour votre demande qui n’a pas été fait par carte. La page des frais en indique le montant "
            "et le détail, et si une partie vous est remboursée.",
        ),
        Text(
            en="The office recorded a payment for the application of one of your clients that did not come by card. The page of the fees says "
            "how much, for what, and whether any of it goes back.",
            fr="Le bureau a enregistré un paiement pour la demande de l’une des personnes que vous représentez, qui n’a pas été fait par "
            "carte. La page des frais en indique le montant et le détail, et si une partie est remboursée.",
        ),
    ),
    "payment-refunded": (
        Text(en="A payment was refunded", fr="Un paiement a été remboursé"),
        Text(
            en="Money that was paid for your application went back, in full or in part: to the card, or by a cheque to your postal address if "
            "the payment was not made by card. The page of the fees says how much, and why. It may take a few days until you see it.",
            fr="De l’argent payé pour votre demande a été remboursé, en tout ou en partie\u00a0: sur la carte, ou par un chèque envoyé à votre "
            "adresse postale si le paiement n’a pas été fait par carte. La page des frais en indique le montant et la raison. Il peut s’écouler "
            "quelques jours avant que vous le receviez.",
        ),
        Text(
            en="Money that was paid for the application of one of your clients went back, in full or in part: to the card, or by a cheque to "
            "the client’s postal address if the payment was not made by card. The page of the fees says how much, and why.",
            fr="De l’argent payé pour la demande de l’une des personnes que vous représentez a été remboursé, en tout ou en partie\u00a0: sur "
            "la carte, ou par un chèque envoyé à l’adresse postale de cette personne si le paiement n’a pas été fait par carte. La page des "
            "frais en indique le montant et la raison.",
        ),
    ),
    "refund-waits": (
        Text(
            en="A refund could not be made yet",
            fr="Un remboursement n’a pas encore pu être fait",
        ),
        Text(
            en="The payment service did not make a refund that is due for your application. The money stays owed to you, and we try again. You "
            "have nothing to do. If it takes longer than a few days, write to us; the help page says how.",
            fr="Le service de paiement n’a pas effectué un remboursement dû pour votre demande. La somme vous reste due et nous réessayons. "
            "Vous n’avez rien à faire. Si l’attente dépasse quelques jours, écrivez-nous; la page d’aide indique comment.",
        ),
        Text(
            en="The payment service did not make a refund that is due for the application of one of your clients. The money stays owed, and we "
            "try again.",
            fr="Le service de paiement n’a pas effectué un remboursement dû pour la demande de l’une des personnes que vous représentez. La "
            "somme reste due et nous réessayons.",
        ),
    ),
}
