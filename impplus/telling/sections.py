"""What the sections of the law are called when it is told to people, and what each is about."""

from impplus.words.text import Text

# Key → title, and a sentence on what stands there and who judges it.
SECTIONS: dict[str, tuple[Text, Text]] = {
    "conditions": (
        Text(en="Conditions", fr="Conditions"),
        Text(
            en="What the facts of an application decide. Each one is met, not met, or not known where a fact is missing; one that is not met outweighs any that is not known.",
            fr="Ce que tranchent les faits d’une demande. Chaque condition est remplie, non remplie, ou indéterminée s’il manque un fait; une condition non remplie l’emporte sur celles qui restent indéterminées.",
        ),
    ),
    "family": (
        Text(en="Family", fr="Famille"),
        Text(
            en="What is asked of members of the family who apply for a permit. It never changes whether the principal applicant may apply.",
            fr="Ce qui est exigé des membres de la famille qui demandent un permis. Cela ne change jamais le droit de la demanderesse principale ou du demandeur principal de présenter une demande.",
        ),
    ),
    "at-submission": (
        Text(en="Judged at submission, by this service", fr="Jugé à la soumission, par ce service"),
        Text(
            en="What no fact of a case can settle beforehand, and what is checked at the moment of submission.",
            fr="Ce qu’aucun fait d’un cas ne peut régler d’avance, et ce qui est vérifié au moment de la soumission.",
        ),
    ),
    "at-decision": (
        Text(
            en="Judged at the decision, by an officer",
            fr="Jugé à la décision, par une agente ou un agent",
        ),
        Text(
            en="What an officer assesses; no computer decides it.",
            fr="Ce qu’une agente ou un agent évalue; aucun logiciel n’en décide.",
        ),
    ),
    "fees": (
        Text(en="Fees", fr="Frais"),
        Text(
            en="In Canadian dollars. The amount is that of the day on which the application is received.",
            fr="En dollars canadiens. Le montant est celui du jour où la demande est reçue.",
        ),
    ),
    "refunds": (
        Text(en="Refunds", fr="Remboursements"),
        Text(
            en="Which fees are refunded, and whether the application keeps counting against the cap of its year.",
            fr="Quels frais sont remboursés, et si la demande continue de compter dans le plafond de son année.",
        ),
    ),
    "documents": (
        Text(en="Documents", fr="Documents"),
        Text(
            en="What is sent with an application, in the order in which a person gathers it.",
            fr="Ce qui accompagne une demande, dans l’ordre où une personne le rassemble.",
        ),
    ),
    "biometrics": (
        Text(en="Biometrics", fr="Données biométriques"),
        Text(
            en="Who gives fingerprints and a photo, who does not, and the reason that is given to each person.",
            fr="Qui fournit ses empreintes digitales et une photo, qui ne les fournit pas, et le motif donné à chaque personne.",
        ),
    ),
    "medical": (
        Text(en="Medical exam", fr="Examen médical"),
        Text(
            en="What an exam, or none, means for the permit of the principal applicant.",
            fr="Ce que signifie un examen, ou son absence, pour le permis de la demanderesse principale ou du demandeur principal.",
        ),
    ),
    "permits": (
        Text(en="Permits", fr="Permis"),
        Text(
            en="A permit lasts until the earliest of these days: the last of its maximum length, the last of the passport where one is needed, and the last that biometrics given allow.",
            fr="Un permis dure jusqu’au premier de ces jours\u00a0: le dernier de sa durée maximale, le dernier du passeport s’il en faut un, et le dernier que permettent les données biométriques fournies.",
        ),
    ),
    "printed": (
        Text(en="Printed on permits", fr="Imprimé sur les permis"),
        Text(
            en="The conditions that a permit states, word for word.",
            fr="Les conditions qu’un permis énonce, mot pour mot.",
        ),
    ),
    "grounds": (
        Text(en="Ends of a permit", fr="Fin d’un permis"),
        Text(
            en="A permit is valid from its first to its last day, unless it is cancelled, suspended or replaced on one of these grounds.",
            fr="Un permis est valide de son premier à son dernier jour, à moins d’être annulé, suspendu ou remplacé pour l’un de ces motifs.",
        ),
    ),
    "offices": (
        Text(en="Offices", fr="Bureaux"),
        Text(
            en="Who writes letters and who decides. Where the office that decides is sets the days to apply to the Federal Court.",
            fr="Qui écrit les lettres et qui rend les décisions. L’endroit où se trouve le bureau qui décide fixe le délai pour s’adresser à la Cour fédérale.",
        ),
    ),
    "orders": (
        Text(en="Orders on applications", fr="Décrets sur les demandes"),
        Text(
            en="An order in council may keep applications from being accepted, or suspend or terminate their processing (section 87.301 of the Immigration and Refugee Protection Act).",
            fr="Un décret peut prévoir que des demandes ne sont pas acceptées, ou que leur traitement est suspendu ou prend fin (article 87.301 de la Loi sur l’immigration et la protection des réfugiés).",
        ),
    ),
    "caps": (
        Text(en="Cap", fr="Plafond"),
        Text(
            en="How many applications are taken in a calendar year. The outcome of an application says whether it keeps counting: see the refunds.",
            fr="Combien de demandes sont reçues en une année civile. L’issue d’une demande dit si elle continue de compter\u00a0: voir les remboursements.",
        ),
    ),
    "numbers": (
        Text(en="Numbers and lists that the texts give", fr="Nombres et listes donnés par les textes"),
        Text(
            en="Values that the conditions above use, each from the text that is cited.",
            fr="Valeurs qu’emploient les conditions ci-dessus, chacune tirée du texte cité.",
        ),
    ),
    "open-points": (
        Text(
            en="Settings: points that no official text settles",
            fr="Paramètres\u00a0: points qu’aucun texte officiel ne règle",
        ),
        Text(
            en="These are not law. Each is a choice of this service with the reason for it, and changes as soon as a text settles the point.",
            fr="Ces paramètres ne sont pas du droit. Chacun est un choix de ce service, accompagné de sa raison, et change dès qu’un texte règle le point.",
        ),
    ),
}  # fmt: skip
