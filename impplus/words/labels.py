"""The labels under which rules are told, and the words of the law that belong to no programme."""

from impplus.words.people import PEOPLE
from impplus.words.text import Text

# What a condition comes to, inside a sentence; and as a label of its texts.
FOUND = {
    True: Text(en="met", fr="remplie"),
    False: Text(en="not met", fr="non remplie"),
    None: Text(en="not known", fr="indéterminée"),
}
MET, NOT_MET, NOT_KNOWN = (word.capital for word in FOUND.values())
VERDICTS = {"met": MET, "not_met": NOT_MET, "not_known": NOT_KNOWN}
NOT_APPLICABLE = Text(en="Not applicable", fr="Sans objet")
REMEDY = Text(en="What one can do", fr="Que faire")
CONCERNS = Text(en="Concerns", fr="Personnes visées")
EFFECT = Text(en="If it is not met", fr="Si elle n’est pas remplie")
BARS = Text(en="no permit for that person", fr="aucun permis pour cette personne")
ADVISES = Text(
    en="a warning; it keeps nobody from a permit",
    fr="un avertissement, qui ne prive personne d’un permis",
)
AMOUNT = Text(en="Amount", fr="Montant")
MAXIMUM = Text(
    en="Most for a family that applies together",
    fr="Maximum pour une famille qui présente ses demandes ensemble",
)
WHO = Text(en="For whom", fr="Pour qui")
CANDIDATE = Text(en="the candidate", fr="la candidate ou le candidat")
ASKED_EMAIL = Text(
    en="Opening an account, confirming an address or choosing a new password",
    fr="Ouverture d’un compte, confirmation d’une adresse ou choix d’un nouveau mot de passe",
)
TEXT_MESSAGE = Text(en="Text message", fr="Texto")
FAMILY_MEMBER = Text(en="a family member", fr="un membre de la famille")
ASKED_OF = Text(en="Asked of", fr="Exigé de")
WHY = Text(en="Why", fr="Pourquoi")
HELD = Text(en="Nothing to send for", fr="Rien à envoyer pour")
FORM = Text(en="Form", fr="Formulaire")
WHERE_TO_GET = Text(en="where to get it", fr="où l’obtenir")
INSTEAD = Text(en="What replaces it", fr="Ce qui le remplace")
HAPPENS = Text(en="What happens", fr="Ce qui se passe")
BACK = Text(en="Refunded", fr="Remboursé")
NOTHING = Text(en="nothing", fr="rien")
COUNTS = Text(en="Counts against the cap", fr="Compte dans le plafond")
AGES = Text(en="Ages, on the day of receipt", fr="Âges, le jour de la réception")
EXEMPT = Text(en="Exempt nationals", fr="Nationalités dispensées")
SERVE = Text(en="Years for which they count", fr="Durée de validité, en années")
REASON = Text(en="Reason given", fr="Motif donné")
GIVEN_TO = Text(en="Given to", fr="Titulaires")
YEARS = Text(en="Maximum length", fr="Durée maximale")
PROVINCE = Text(en="Only in this province", fr="Dans cette province seulement")
EMPLOYER = Text(en="Employer", fr="Employeur")
PROVINCE_WHO = Text(en="This limit holds for", fr="Limite applicable à")
PRINTED_ON = Text(en="Printed on", fr="Imprimé sur")
TAKEN = Text(en="Applications taken in a year", fr="Demandes reçues en une année")
TARGET = Text(
    en="Another published figure, not enforced", fr="Autre nombre publié, mais non appliqué"
)
VALUE = Text(en="Value", fr="Valeur")
SOURCE = Text(en="Source", fr="Source")
CHECKED = Text(en="checked on", fr="vérifiée le")
NOTE = Text(en="Note", fr="Note")
TITLE = Text(en="Title", fr="Titre")
YES, NO = Text(en="yes", fr="oui"), Text(en="no", fr="non")
# What was answered, inside a sentence.
ANSWERED = {True: YES, False: NO, None: Text(en="not known", fr="inconnu")}
NOT_PROVIDED = Text(en="Not provided", fr="Non fourni")
BIOMETRICS_TITLE = Text(en="Who gives biometrics", fr="Qui fournit des données biométriques")
MEDICAL_TITLE = Text(en="Medical exam", fr="Examen médical")
CAP_TITLE = Text(en="Cap of a year", fr="Plafond d’une année")
PAYS_BIOMETRICS = Text(
    en="Each person who must give biometrics",
    fr="Toute personne qui doit fournir des données biométriques",
)
NEXT = Text(en="The next amount", fr="Le montant suivant")
PART = Text(en="a part, not known how much", fr="une partie, montant non connu")
BACK_UNLESS_GIVEN = Text(
    en="for those who have not given them", fr="pour les personnes qui ne les ont pas fournies"
)
# Whom a kind of permit answers, by the words of a case.
ASKED_BY = {
    "principal": PEOPLE["principal"],
    "work-permit": Text(
        en="a family member who applies for a work permit",
        fr="membre de la famille qui demande un permis de travail",
    ),
    "study-permit": Text(
        en="a family member who applies for a study permit",
        fr="membre de la famille qui demande un permis d’études",
    ),
}
PLACES = {
    True: Text(en="in Canada", fr="au Canada"),
    False: Text(en="outside Canada", fr="à l’extérieur du Canada"),
}
PLACE = Text(en="Place", fr="Endroit")
DECIDES = Text(en="Decides on applications", fr="Rend les décisions")
ALLOWS = Text(en="What may be done", fr="Ce qui peut être fait")
ENDINGS = {
    "cancel": Text(en="cancel the permit", fr="annuler le permis"),
    "suspend": Text(en="suspend the permit", fr="suspendre le permis"),
    "replace": Text(en="replace the permit", fr="remplacer le permis"),
    "refuse-entry": Text(en="refuse entry", fr="refuser l’entrée"),
    "undo-arrival": Text(en="take an arrival back", fr="annuler une arrivée"),
    "cancel-letter": Text(
        en="cancel the letter of introduction", fr="annuler la lettre d’introduction"
    ),
}
EFFECTS = {
    "not-accepted": Text(
        en="Applications received in these days are not accepted.",
        fr="Les demandes reçues pendant cette période ne sont pas acceptées.",
    ),
    "suspended": Text(
        en="The processing of applications is suspended in these days.",
        fr="Le traitement des demandes est suspendu pendant cette période.",
    ),
    "resumed": Text(
        en="The processing of applications that an order suspended is resumed.",
        fr="Le traitement des demandes suspendu par un décret reprend.",
    ),
    "terminated": Text(
        en="The processing of applications pending on the first day ends.",
        fr="Le traitement des demandes en cours le premier jour prend fin.",
    ),
}
RECEIVED = Text(en="Applications concerned", fr="Demandes visées")
REPAID = Text(en="Fees repaid", fr="Frais remboursés")
NOT_SAID = Text(en="the order does not say", fr="le décret ne le précise pas")


def is_not_applicable(text: Text) -> bool:
    """Whether what a condition says is that it does not concern the person, which is neither met nor not met to a reader."""
    return text.en.startswith(NOT_APPLICABLE.en)


# What a second officer signs beside findings, by its key in the setting “second-officer”.
APPROVALS = {
    "overrides": Text(
        en="approvals against a finding of the rules",
        fr="approbations contraires à un constat des règles",
    )
}
