"""What a firm’s e-mails to visitors and clients bring, by the kind of what is owed (practice.Mail)."""

from collections.abc import Mapping

from impplus.words.text import Text

MAILED: Mapping[str, Text] = {
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
