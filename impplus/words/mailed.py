"""What a firm’s e-mails bring, by the kind of what is owed (practice.Mail): to visitors and clients, and to others."""

from impplus.words.text import Text

MAILED: dict[str, Text] = {
    "acknowledgement": Text(
        en="Copy and what happens next, by e-mail", fr="Copie et suite à prévoir, par courriel"
    ),
    "booking-offered": Text(
        en="Offer of a consultation, by e-mail", fr="Offre de consultation, par courriel"
    ),
    "booking-confirmed": Text(
        en="Time and signed agreement, by e-mail", fr="Heure et contrat signé, par courriel"
    ),
    "booking-cancelled": Text(
        en="Cancelled consultation, by e-mail", fr="Consultation annulée, par courriel"
    ),
    "booking-day": Text(
        en="Reminder a day before, by e-mail", fr="Rappel un jour avant, par courriel"
    ),
    "booking-hour": Text(
        en="Reminder an hour before, by e-mail", fr="Rappel une heure avant, par courriel"
    ),
    "reply": Text(en="Answer, by e-mail", fr="Réponse, par courriel"),
    "client-asked": Text(
        en="What the client was asked, by e-mail",
        fr="Ce qui a été demandé à la cliente ou au client, par courriel",
    ),
    "client-chase": Text(
        en="Asked again of the silent client, by e-mail",
        fr="Rappel de ce qui a été demandé, faute de réponse, par courriel",
    ),
    "client-reminder": Text(
        en="Reminder of what is lacking, by e-mail", fr="Rappel de ce qui manque, par courriel"
    ),
    "agreement-offered": Text(
        en="Service agreement to sign, by e-mail", fr="Contrat de service à signer, par courriel"
    ),
    "agreement-signed": Text(
        en="Signed service agreement, by e-mail", fr="Contrat de service signé, par courriel"
    ),
    "agreement-ended": Text(
        en="Letter of the end of the agreement, by e-mail",
        fr="Lettre de fin du contrat, par courriel",
    ),
    "price-proposed": Text(
        en="Another price to consent to, by e-mail",
        fr="Nouveau prix à accepter, par courriel",
    ),
}

# To the firm’s own people, to whom it invites, and to a client whose file lies here.
MAILED_BESIDES: dict[str, Text] = {
    "enquiry-came": Text(
        en="Notice of a new enquiry", fr="Avis d’une nouvelle demande de renseignements"
    ),
    "client-answered": Text(
        en="Notice that the client answered", fr="Avis d’une réponse de la cliente ou du client"
    ),
    "agreement-asked": Text(
        en="Notice of a question about the agreement", fr="Avis d’une question sur le contrat"
    ),
    "agreement-declined": Text(
        en="Notice that the agreement was declined", fr="Avis du refus du contrat"
    ),
    "price-answered": Text(
        en="Notice of the answer to another price", fr="Avis de la réponse au nouveau prix"
    ),
    "client-signs": Text(
        en="Request to sign, pay and submit", fr="Demande de signer, de payer et de soumettre"
    ),
    "client-begins": Text(en="Code to begin the application", fr="Code pour commencer la demande"),
    "offer": Text(en="Invitation to the team", fr="Invitation à se joindre à l’équipe"),
    "webhook-off": Text(
        en="Notice that a webhook was switched off", fr="Avis de désactivation d’un webhook"
    ),
}
