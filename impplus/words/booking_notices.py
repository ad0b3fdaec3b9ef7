"""What e-mails say about a first consultation, to the visitor and to whoever receives."""

from impplus.words.text import Text

OFFERED = Text(en="A consultation with {firm}", fr="Une consultation avec {firm}")
CONFIRMED = Text(
    en="Your consultation with {firm} on {when}", fr="Votre consultation avec {firm} le {when}"
)
CANCELLED = Text(
    en="The consultation with {firm} on {when} is cancelled",
    fr="La consultation avec {firm} le {when} est annulée",
)
REMINDER = Text(
    en="Reminder: your consultation with {firm} on {when}",
    fr="Rappel\u00a0: votre consultation avec {firm} le {when}",
)
BOOKED = Text(
    en="{client}: consultation booked for {when}",
    fr="{client}\u00a0: consultation réservée le {when}",
)
NO_LONGER = Text(
    en="{client}: the consultation on {when} is cancelled",
    fr="{client}\u00a0: la consultation du {when} est annulée",
)

OPEN = Text(
    en="{name} of {firm} offers you a consultation of {minutes} minutes{proposed}. {costs}\n\nOpen this link to choose a time, read the agreement and sign it, "
    "in one step. You need no account:\n\n{link}\n\nNothing is booked until you sign. You are not a client of the firm by this.",
    fr="{name}, de {firm}, vous offre une consultation de {minutes} minutes{proposed}. {costs}\n\nOuvrez ce lien pour choisir une heure, lire le contrat et le signer, en une "
    "seule étape. Vous n’avez pas besoin d’un compte\u00a0:\n\n{link}\n\nRien n’est réservé avant votre signature. Vous ne devenez pas ainsi cliente ou client du cabinet.",
)
PROPOSED = Text(en=", for example on {when}", fr=", par exemple le {when}")
YOURS = Text(
    en="Your consultation with {name} of {firm} is on {when} and takes {minutes} minutes.{video}\n\nThe agreement that you signed is attached, in French and in English, "
    "with a file for your calendar. To change the time or cancel, open this link:\n\n{link}",
    fr="Votre consultation avec {name}, de {firm}, a lieu le {when} et dure {minutes} minutes.{video}\n\nLe contrat que vous avez signé est joint, en français et en anglais, "
    "avec un fichier pour votre calendrier. Pour changer l’heure ou annuler, ouvrez ce lien\u00a0:\n\n{link}",
)
SOON = Text(
    en="Your consultation with {name} of {firm} is on {when} and takes {minutes} minutes.{video}\n\nIf you cannot come, open this link to change the time or cancel:\n\n{link}",
    fr="Votre consultation avec {name}, de {firm}, a lieu le {when} et dure {minutes} minutes.{video}\n\nSi vous ne pouvez pas venir, ouvrez ce lien pour changer l’heure ou "
    "annuler\u00a0:\n\n{link}",
)
VIDEO = Text(
    en="\n\nIt is by video, at this address: {video}",
    fr="\n\nElle se tient par vidéo, à cette adresse\u00a0: {video}",
)
GIVEN_UP = Text(
    en="The consultation with {name} of {firm} on {when} is cancelled. If you still wish to talk, write to {email}.",
    fr="La consultation avec {name}, de {firm}, le {when} est annulée. Si vous souhaitez encore un entretien, écrivez à {email}.",
)
FOR_THE_FIRM = Text(
    en="{client} booked a consultation on {when} ({minutes} minutes) and signed the agreement, which is attached.\n\nThe enquiry: {page}",
    fr="{client} a réservé une consultation le {when} ({minutes} minutes) et a signé le contrat, qui est joint.\n\nLa demande de renseignements\u00a0: {page}",
)
FOR_THE_FIRM_NO_LONGER = Text(
    en="The consultation with {client} on {when} is cancelled; the time is free again.\n\nThe enquiry: {page}",
    fr="La consultation avec {client} le {when} est annulée; l’heure est de nouveau libre.\n\nLa demande de renseignements\u00a0: {page}",
)
AGREEMENT_FILE = Text(en="consultation-agreement", fr="contrat-de-consultation")
EVENT = Text(en="Consultation: {client} and {firm}", fr="Consultation\u00a0: {client} et {firm}")
EVENT_TEXT = Text(
    en="{name} of {firm}, {minutes} minutes. To change the time or cancel: {link}",
    fr="{name}, de {firm}, {minutes} minutes. Pour changer l’heure ou annuler\u00a0: {link}",
)
