"""What firms and their visitors are told by e-mail about an enquiry."""

from impplus.words.text import Text

REPLY = Text(en="Your enquiry to {firm}", fr="Votre demande de renseignements à {firm}")
SIGNED = Text(
    en="{answer}\n\n{by}\n{firm}{place}\n\nYou wrote on {day}:\n\n{quoted}\n\n{not_a_client}",
    fr="{answer}\n\n{by}\n{firm}{place}\n\nVous avez écrit le {day}\u00a0:\n\n{quoted}\n\n{not_a_client}",
)
NOT_A_CLIENT = Text(
    en="{firm} does not act for you, and watches no time limit for you, until both of you sign an agreement.",
    fr="{firm} n’agit pas pour vous et ne surveille aucun délai pour vous tant que vous n’avez pas signé une entente ensemble.",
)
RECEIVED = Text(
    en="{firm} received your enquiry", fr="{firm} a reçu votre demande de renseignements"
)
ACKNOWLEDGED = Text(
    en="{firm} received what you wrote on {day}; a copy is below.\n\n"
    "What happens next: somebody at the firm reads it, checks that the firm can act for you, and answers to this address in the language that you chose.{hours}\n\n"
    "{not_a_client} If your letter of invitation has a last day, do not wait for the answer to apply.\n\n"
    "If you did not write this, do nothing: delete this e-mail.\n\n"
    "What you sent:\n\n{copy}",
    fr="{firm} a reçu ce que vous avez écrit le {day}; une copie se trouve ci-dessous.\n\n"
    "La suite\u00a0: une personne du cabinet lit votre message, vérifie que le cabinet peut agir pour vous et répond à cette adresse dans la langue que vous avez choisie.{hours}\n\n"
    "{not_a_client} Si votre lettre d’invitation a un dernier jour, n’attendez pas la réponse pour présenter votre demande.\n\n"
    "Si vous n’avez rien écrit, ne faites rien\u00a0: supprimez ce courriel.\n\n"
    "Ce que vous avez envoyé\u00a0:\n\n{copy}",
)
HOURS = Text(en=" Hours of the firm: {hours}.", fr=" Heures du cabinet\u00a0: {hours}.")
CAME = Text(en="A new enquiry came in", fr="Une nouvelle demande de renseignements est arrivée")
OPEN_IT = Text(
    en="Somebody wrote to {firm} through the contact form. Read it here:\n\n{link}\n\nThe person was told at once that it arrived.",
    fr="Une personne a écrit à {firm} au moyen du formulaire. Lisez sa demande ici\u00a0:\n\n{link}\n\nCette personne a été avisée aussitôt que sa demande est arrivée.",
)
OFFERED = Text(
    en="{firm} invites you to work with it", fr="{firm} vous invite à travailler avec lui"
)
JOIN = Text(
    en="{firm} opens a place for you in IMP+ ({role}). Open this link by {day}, read what you accept, and choose a password:\n\n{link}\n\n"
    "The link works once. If you do not expect this message, do nothing.",
    fr="{firm} vous ouvre un accès dans le PMI+ ({role}). Ouvrez ce lien au plus tard le {day}, lisez ce que vous acceptez et choisissez un mot de passe\u00a0:\n\n{link}\n\n"
    "Le lien ne sert qu’une fois. Si vous n’attendez pas ce message, ne faites rien.",
)
# The lines of a copy.
NAME = Text(en="Name", fr="Nom")
EMAIL = Text(en="E-mail", fr="Courriel")
PHONE = Text(en="Telephone", fr="Téléphone")
COUNTRY = Text(en="Country", fr="Pays")
HAS_CSQ = Text(en="Quebec Selection Certificate", fr="Certificat de sélection du Québec")
HAS_LETTER = Text(en="Letter of invitation", fr="Lettre d’invitation")
PARTNER = Text(
    en="Spouse or common-law partner who would come",
    fr="Épouse, époux, conjointe ou conjoint de fait qui viendrait",
)
CHILDREN = Text(en="Ages of the children", fr="Âge des enfants")
ATTACHED = Text(en="Answers of the self-check", fr="Réponses à l’autoévaluation")
