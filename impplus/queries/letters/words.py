"""The words around a letter's paragraphs: labels and headings, in both languages."""

from impplus.words import labels
from impplus.words.text import Text

NOTICE = Text(
    en="Demonstration: invented people, no legal value",
    fr="Démonstration\u00a0: personnes inventées, aucune valeur juridique",
)
# Beside what an officer wrote, by its language.
WRITTEN_IN = {
    "en": Text(
        en="(The officer wrote this in English.)",
        fr="(Ce texte a été écrit en anglais par l’agente ou l’agent. Il n’est pas traduit.)",
    ),
    "fr": Text(
        en="(The officer wrote this in French. It is not translated.)",
        fr="(Ce texte a été écrit en français par l’agente ou l’agent.)",
    ),
}
# Before the translation of it that a human made, into the other language.
TRANSLATED = {
    "en": Text(
        en="(The officer wrote this in English, and that text is the one that counts. Translation by {name}:)",
        fr="(Ce texte a été écrit en anglais par l’agente ou l’agent, et c’est lui qui fait foi. Traduction par {name}\u00a0:)",
    ),
    "fr": Text(
        en="(The officer wrote this in French, and that text is the one that counts. Translation by {name}:)",
        fr="(Ce texte a été écrit en français par l’agente ou l’agent, et c’est lui qui fait foi. Traduction par {name}\u00a0:)",
    ),
}
LIMITS = {
    "duration": Text(en="the maximum length of a permit", fr="la durée maximale d’un permis"),
    "passport": Text(en="the expiry of the passport", fr="l’expiration du passeport"),
    "letter": Text(
        en="the maximum length of a letter of introduction",
        fr="la durée maximale d’une lettre d’introduction",
    ),
    "biometrics": Text(
        en="the end of the validity of biometrics", fr="la fin de validité des données biométriques"
    ),
    "officer": Text(
        en="a decision that changed an earlier permit",
        fr="une décision qui a modifié un permis antérieur",
    ),
}
WORDS = {
    "born": Text(en="Date of birth", fr="Date de naissance"),
    "nationality": Text(en="Nationality", fr="Nationalité"),
    "passport": Text(en="Passport", fr="Passeport"),
    "employer": Text(en="Employer", fr="Employeur"),
    "institution": Text(en="Institution", fr="Établissement"),
    "not-known": Text(
        en="Not known when the permit was issued", fr="Inconnu à la délivrance du permis"
    ),
    "place": Text(en="Place of work", fr="Lieu de travail"),
    "limit": Text(en="Last day set by", fr="Dernier jour fixé par"),
    "arrive": Text(en="Last day to arrive", fr="Dernier jour pour arriver"),
    "permit-to-come": Text(en="Permit to be made", fr="Permis à établir"),
    "replaces": Text(en="Replaces permit", fr="Remplace le permis"),
    "conditions": Text(en="Conditions", fr="Conditions"),
    "conditions-to-come": Text(
        en="Conditions of the permit to be made", fr="Conditions du permis à établir"
    ),
    "changed": Text(en="What has changed", fr="Ce qui a changé"),
    "before": Text(en="before", fr="auparavant"),
    "no-longer": Text(
        en="Conditions that no longer hold", fr="Conditions qui ne s’appliquent plus"
    ),
    "new-conditions": Text(en="New conditions", fr="Nouvelles conditions"),
    "from": Text(en="Valid from", fr="Valide à compter du"),
    "until": Text(en="Valid until", fr="Valide jusqu’au"),
    "number": Text(en="Number", fr="Numéro"),
    "permits": Text(en="Permits and letters issued", fr="Permis et lettres délivrés"),
    "introduction-for": Text(
        en="Letter of introduction – {kind}", fr="Lettre d’introduction – {kind}"
    ),
    "outcomes": Text(en="Decision on each person", fr="Décision pour chaque personne"),
    "wanted": Text(en="Documents asked for", fr="Documents demandés"),
    "missing": Text(en="What is missing", fr="Ce qui manque"),
    "findings": Text(en="Reasons, condition by condition", fr="Motifs, condition par condition"),
    "no-permit": Text(
        en="No permit is issued for {name}", fr="Aucun permis n’est délivré pour {name}"
    ),
    "officer": Text(en="Officer’s reason", fr="Motif de l’agente ou de l’agent"),
    "signatures": Text(en="Signed by", fr="Signé par"),
    "explanations": Text(
        en="Answers that do not go together, and why they are right",
        fr="Réponses qui ne concordent pas, et pourquoi elles sont exactes",
    ),
    "explanation": Text(
        en="Both facts, and the explanation", fr="Les deux faits, et l’explication"
    ),
    "answers": Text(en="Answers received", fr="Réponses reçues"),
    "files": Text(en="Files received", fr="Fichiers reçus"),
    "fees": Text(en="Fees paid", fr="Frais payés"),
    "fees-due": Text(
        en="Fees due, of which nothing is paid yet", fr="Frais dus, dont rien n’est encore payé"
    ),
    "total": Text(en="Total", fr="Total"),
    "refund": labels.BACK,
    "source": labels.SOURCE,
    "pages": Text(en="Pages", fr="Pages"),
    "file": Text(en="File", fr="Fichier"),
    "document": Text(en="Document", fr="Document"),
    "fingerprint": Text(en="Fingerprint (SHA-256)", fr="Empreinte (SHA-256)"),
    "question": Text(en="Question", fr="Question"),
    "answer": Text(en="Answer", fr="Réponse"),
    "check": Text(
        en="The QR code holds the same facts, signed: scan it at the first address below, where it is checked even without a network. Or look the document up at the second, or there with this code.",
        fr="Le code QR contient les mêmes renseignements, signés\u00a0: balayez-le à la première adresse ci-dessous, où il est vérifié même sans réseau. Ou consultez le document à la seconde, ou sur ce site à l’aide de ce code.",
    ),
    "code": Text(
        en="QR code. It holds the facts of this document, signed, for the page that checks them; they are all in the text.",
        fr="Code QR. Il contient, signés, les renseignements de ce document pour la page qui les vérifie; ils figurent tous dans le texte.",
    ),
}
