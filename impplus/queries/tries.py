"""What could not be done: why, in words, and when it is tried again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from impplus.words.text import Text

SOONEST, LATEST = timedelta(minutes=1), timedelta(hours=6)

# Why a letter could not be made, a message did not leave, and a list or round stopped.
FAILURES: Mapping[str, Text] = {
    "words": Text(
        en="Something that its text needs is missing.",
        fr="Il manque un élément nécessaire à son texte.",
    ),
    "paper": Text(
        en="Its text cannot be laid out as a PDF.",
        fr="Son texte ne peut pas être mis en page en PDF.",
    ),
    "signature": Text(en="It cannot be signed.", fr="Elle ne peut pas être signée."),
    "store": Text(
        en="The signed files cannot be stored.",
        fr="Les fichiers signés ne peuvent pas être conservés.",
    ),
    "unreachable": Text(
        en="The mail system is not accepting e-mails.",
        fr="Le système de courriel n’accepte pas les courriels.",
    ),
    "refused": Text(
        en="The recipient’s mail system refuses the address.",
        fr="Le système de courriel de la personne refuse l’adresse.",
    ),
    "deferred": Text(
        en="The recipient’s mail system is not accepting the e-mail for now.",
        fr="Le système de courriel de la personne n’accepte pas le courriel pour le moment.",
    ),
    "address": Text(
        en="No e-mail can be sent to this address.",
        fr="Aucun courriel ne peut être envoyé à cette adresse.",
    ),
    "gateway": Text(
        en="The gateway of text messages is not accepting them.",
        fr="La passerelle de textos ne les accepte pas.",
    ),
    "number": Text(
        en="No text message can be sent to this number.",
        fr="Aucun texto ne peut être envoyé à ce numéro.",
    ),
    "list": Text(
        en="The list cannot be read from the store of files.",
        fr="La liste ne peut pas être lue dans l’espace de stockage des fichiers.",
    ),
    "nobody": Text(
        en="No candidate could be invited any more.",
        fr="Plus aucune candidature ne pouvait être invitée.",
    ),
    "fault": Text(
        en="There was an error, which the log of the system shows.",
        fr="Une erreur s’est produite; elle figure dans le journal du système.",
    ),
}


def next_try(since: datetime, now: datetime) -> datetime:
    """When what is owed since an instant is tried next: after as long as it has waited.

    So the gaps double: one minute, two, four, and at most six hours.
    """
    return now + min(max(now - since, SOONEST), LATEST)
