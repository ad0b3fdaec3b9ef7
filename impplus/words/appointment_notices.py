"""The e-mails that say that somebody no longer represents an applicant, to one and to the other."""

from impplus.words.text import Text

NO_LONGER = Text(
    en="The appointment of a representative was cancelled",
    fr="La désignation d’une représentante ou d’un représentant a été annulée",
)
NO_LONGER_REPRESENTED = Text(
    en="The appointment of your representative was cancelled: this person can no longer open your file. Sign in to see it:"
    "\n\n{page}\n\nWe never ask for money or a password by e-mail.",
    fr="La désignation de la personne qui vous représentait a été annulée\u00a0: elle ne peut plus ouvrir votre dossier. Ouvrez une "
    "session pour le consulter\u00a0:\n\n{page}\n\nNous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
NO_LONGER_REPRESENTS = Text(
    en="You no longer represent the person who makes application {number}: your appointment was cancelled, and you can no longer open the file. "
    "Sign in to see the files of your other clients:\n\n{page}\n\nWe never ask for money or a password by e-mail.",
    fr="Vous ne représentez plus la personne qui présente la demande {number}\u00a0: votre désignation a été annulée, et vous ne pouvez "
    "plus ouvrir ce dossier. Ouvrez une session pour voir vos autres dossiers\u00a0:\n\n{page}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
