"""News of payments and refunds: a subject, to the applicant, to the representative; never an amount."""

from collections.abc import Mapping

from impplus.words.text import Text

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
    "payment-refunded": (
        Text(en="A payment was refunded", fr="Un paiement a été remboursé"),
        Text(
            en="Money that was paid for your application went back to the card, in full or in part. The page of the fees says how much, and "
            "why. The bank may take a few days to show it.",
            fr="De l’argent payé pour votre demande a été remboursé sur la carte, en tout ou en partie. La page des frais en indique le "
            "montant et la raison. La banque peut mettre quelques jours à l’afficher.",
        ),
        Text(
            en="Money that was paid for the application of one of your clients went back to the card, in full or in part. The page of the fees "
            "says how much, and why.",
            fr="De l’argent payé pour la demande de l’une des personnes que vous représentez a été remboursé sur la carte, en tout ou en "
            "partie. La page des frais en indique le montant et la raison.",
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
