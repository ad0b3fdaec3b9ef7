"""Tasks that come back in many matters, each so many days after the day on which they are planned, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from impplus.words.text import Text


@dataclass(frozen=True)
class TaskTemplate:
    """What is to be done, and within how many days. `set` is the group that is planned together."""

    text: Text
    days: int
    set: str


SETS: Mapping[str, Text] = {
    "opening": Text(en="Opening a matter", fr="Ouverture d’un dossier"),
    "filing": Text(en="Filing an application", fr="Dépôt d’une demande"),
    "question": Text(en="Answering a question", fr="Réponse à une question"),
    "closing": Text(en="Closing a matter", fr="Fermeture d’un dossier"),
}
TEMPLATES: Mapping[str, TaskTemplate] = {
    "identity": TaskTemplate(Text(en="Confirm the client’s identity", fr="Confirmer l’identité de la cliente ou du client"), 3, "opening"),
    "other-representative": TaskTemplate(
        Text(en="Ask whether another representative acts, and whether that ended in writing", fr="Demander si une autre personne agit comme représentante et si ce mandat a pris fin par écrit"), 3, "opening"
    ),
    "agreement": TaskTemplate(Text(en="Have the service agreement signed", fr="Faire signer le contrat de services"), 7, "opening"),
    "imm-5476": TaskTemplate(Text(en="Have IMM 5476 signed by both", fr="Faire signer l’IMM 5476 par les deux parties"), 7, "opening"),
    "collect": TaskTemplate(Text(en="Ask for the documents of the whole family", fr="Demander les documents de toute la famille"), 7, "opening"),
    "validity": TaskTemplate(Text(en="Check the ends of passports and of the CSQ", fr="Vérifier l’échéance des passeports et du CSQ"), 7, "filing"),
    "lawyers-check": TaskTemplate(Text(en="Lawyer’s check before signing", fr="Vérification de l’avocate ou de l’avocat avant la signature"), 10, "filing"),
    "client-signs": TaskTemplate(Text(en="Have the client sign and pay", fr="Faire signer et payer la cliente ou le client"), 14, "filing"),
    "tell-client": TaskTemplate(Text(en="Tell the client in writing what was asked", fr="Informer par écrit la cliente ou le client de ce qui est demandé"), 1, "question"),
    "gather-answer": TaskTemplate(Text(en="Gather the answer and its proof", fr="Réunir la réponse et ses preuves"), 10, "question"),
    "originals": TaskTemplate(Text(en="Give back originals", fr="Rendre les originaux"), 30, "closing"),
    "account": TaskTemplate(Text(en="Send the final account, and repay what is left", fr="Envoyer le compte final et rembourser le solde"), 30, "closing"),
    "tell-department": TaskTemplate(Text(en="Tell the department that the mandate ended", fr="Informer le ministère de la fin du mandat"), 10, "closing"),
}  # fmt: skip


def text_of(template: str, typed: str) -> Text:
    """What a task of a template asks, in both languages; what was typed where there is no such template any more."""
    found = TEMPLATES.get(template)
    return found.text if found else Text(en=typed, fr=typed)
