"""What invented officers, applicants and visitors wrote, in the language of each."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Asked:
    """A question to an applicant, the document asked for (if any), and the answer."""

    text: str
    document: str
    answer: str


QUESTIONS = {
    "en": (
        Asked(
            "Please send a bank statement or a lease that shows where you live now.",
            "residence-proof",
            "Here is my lease. I have lived at this address since last year.",
        ),
        Asked(
            "The scan of your passport cuts off the lower edge. Please send the whole page again.",
            "passport",
            "I am sending the page again, taken in daylight.",
        ),
        Asked(
            "Your form names one occupation and your CSQ another. Please explain which one you will practise.",
            "",
            "My CSQ names my training. I have worked in the other occupation for four years.",
        ),
    ),
    "fr": (
        Asked(
            "Veuillez envoyer un relevé bancaire ou un bail qui montre où vous habitez maintenant.",
            "residence-proof",
            "Voici mon bail. J’habite à cette adresse depuis l’an dernier.",
        ),
        Asked(
            "Le bas de la page de votre passeport est coupé. Veuillez renvoyer la page entière.",
            "passport",
            "Je renvoie la page, photographiée à la lumière du jour.",
        ),
        Asked(
            "Votre formulaire indique une profession et votre CSQ une autre. "
            "Veuillez préciser laquelle vous exercerez.",
            "",
            "Le CSQ indique ma formation. J’exerce l’autre profession depuis quatre ans.",
        ),
    ),
}
TRANSLATOR = "Camille Roy"
WRITTEN = {
    "en": Asked(
        "Can my child be registered at a school before the decision?",
        "",
        "Yes. Your child may be registered now, and may start once a study permit is issued.",
    ),
    "fr": Asked(
        "Mon enfant peut-il être inscrit à une école avant la décision?",
        "",
        "Oui. Votre enfant peut être inscrit dès maintenant et commencer lorsqu’un permis d’études est délivré.",
    ),
}
MOVED = {
    "en": Asked("I moved to another flat in the same city.", "", "12 Specimen Street"),
    "fr": Asked("J’ai déménagé dans la même ville.", "", "12, rue de l’Exemple"),
}
APPROVED = {
    "en": "Every condition is met on the day of receipt, and the documents support the answers.",
    "fr": "Chaque condition est remplie le jour de la réception, et les documents appuient les réponses.",
}
APPROVED_IN_PART = {
    "en": "The conditions about the people who are approved are met on the day of receipt, and the documents support the answers.",
    "fr": "Les conditions qui concernent les personnes dont la demande est approuvée sont remplies le jour de la réception, et les documents appuient les réponses.",
}
LATER = {
    "en": "A police certificate was asked for and has not come yet.",
    "fr": "Un certificat de police a été demandé et n’est pas encore arrivé.",
}
APPROVED_LATER = {
    "en": "The police certificate came, and shows nothing that stands in the way.",
    "fr": "Le certificat de police est arrivé et ne révèle rien qui fasse obstacle.",
}
REFUSED = {
    "en": "One condition is not met. I considered every document and answer in the file.",
    "fr": "Une condition n’est pas remplie. J’ai tenu compte de chaque document et de chaque réponse au dossier.",
}
FLAWS = {
    "csq-programme": {
        "en": "The certificate was issued under the Quebec Experience Program.",
        "fr": "Le certificat a été délivré dans le cadre du Programme de l’expérience québécoise.",
    },
    "outside-quebec": {
        "en": "The address in the file is in Montréal.",
        "fr": "L’adresse au dossier se trouve à Montréal.",
    },
    "may-apply-from-canada": {
        "en": "The applicant was in Canada as a visitor on the day of receipt.",
        "fr": "Le jour de la réception, la personne se trouvait au Canada en visite.",
    },
    "pr-not-decided": {
        "en": "The application for permanent residence had already been refused.",
        "fr": "La demande de résidence permanente avait déjà été refusée.",
    },
    "will-leave": {
        "en": "The applicant stayed two years beyond an earlier permit and gave no reason when asked.",
        "fr": "La personne est restée deux ans après la fin d’un permis antérieur et, interrogée, n’en a donné aucune raison.",
    },
}
INTERVIEW = {
    "en": "Why did you stay after the permit? – I was in hospital, and could not travel. – When did you leave? – Two weeks after I was let out.",
    "fr": "Pourquoi avoir prolongé votre séjour après la fin du permis? – J’étais à l’hôpital et ne pouvais pas voyager. – À quel moment avez-vous quitté le pays? – Deux semaines "
    "après ma sortie.",
}
# An officer who weighs the same as a refusal did, and finds otherwise.
CONVINCED = {
    "en": "The applicant stayed beyond an earlier permit: the answers in the interview say why, and a hospital’s letter shows it.",
    "fr": "La personne est restée après la fin d’un permis antérieur\u00a0: les réponses à l’entrevue en donnent la raison, et une lettre d’un hôpital la montre.",
}
ENTRY_REFUSED = {
    "en": "The passport that was shown is not the one that the letter names, and was reported as lost.",
    "fr": "Le passeport présenté n’est pas celui que la lettre indique, et il a été déclaré perdu.",
}
# What is put to applicants before a refusal rests on it: the concern, and what it rests on; and the answer.
DOUBTS = {
    "en": (
        "You stayed in Canada two years beyond an earlier permit, and your answers do not say why.",
        "Your answers about earlier stays, and the last day of that permit.",
    ),
    "fr": (
        "Votre séjour au Canada a duré deux ans de plus que ne le permettait un permis antérieur, et vos réponses n’indiquent pas pourquoi.",
        "Vos réponses sur les séjours antérieurs, et le dernier jour de ce permis.",
    ),
}
NOTHING_TO_ADD = {"en": "I have nothing to add.", "fr": "Je n’ai rien à ajouter."}
RETURNED = {
    "en": "The proof of residence is missing: the file sent in its place is a blank page.",
    "fr": "La preuve de résidence manque\u00a0: le fichier envoyé à sa place est une page blanche.",
}


@dataclass(frozen=True)
class Request:
    """A visitor's message to a firm."""

    name: str
    language: str
    country: str
    family: int
    message: str
    answer: str = ""
    children: tuple[int, ...] = ()
    phone: str = ""
    # What was answered in the self-check, days by how long after that of the enquiry.
    checked: tuple[tuple[str, str | bool | timedelta], ...] = ()


REQUESTS = (
    Request(
        "Leïla Haddad",
        "fr",
        "DZA",
        2,
        "J’ai reçu ma lettre d’invitation la semaine dernière. Mon mari est au Canada avec un permis "
        "d’études. Notre fils est à l’université. Pouvons-nous présenter une seule demande?",
        children=(11, 22),
        phone="+213551420077",
        checked=(
            *(("lives_country", "DZA"), ("nationality", "DZA"), ("intends_quebec", True)),
            *(
                ("csq_programme", "PRTQ"),
                ("csq_issued", timedelta(-700)),
                ("csq_expires", timedelta(54)),
            ),
            *(("has_letter", True), ("in_canada", False), ("born", "1984-04-12")),
            ("passport_expires", timedelta(470)),
        ),
    ),
    Request(
        "Thiago Carvalho",
        "en",
        "BRA",
        0,
        "My CSQ expires in four months and I have not applied for permanent residence. "
        "Should I apply to IMP+ first?",
    ),
    Request(
        "Grace Dela Cruz",
        "en",
        "PHL",
        3,
        "My eldest child is 19 and starts college next year. Which permit would she need, and is a "
        "letter of acceptance enough?",
    ),
    Request(
        "Serge Fotso",
        "fr",
        "CMR",
        1,
        "Mon passeport expire dans deux ans. Faut-il le renouveler avant de présenter la demande?",
        "Bonjour. Oui\u00a0: la durée du permis ne peut pas dépasser celle du passeport. "
        "Nous pouvons en parler mardi à 10\u00a0h.",
    ),
    Request(
        "Iryna Bondar",
        "en",
        "UKR",
        1,
        "Does the biometrics fee cover my daughter too? She is thirteen.",
        "Hello. Nobody under 14 gives biometrics, so there is no fee for her. "
        "We will send you our offer today.",
    ),
)
# What officers note for each other, by the language of the file.
NOTES = {
    "en": "The lease and the bill name the same address. The certificate and the passport have the same birth date.",
    "fr": "Le bail et la facture portent la même adresse. Le certificat et le passeport indiquent la même date de naissance.",
}
