"""What is to be done by a day, and how a reminder says how much of the time is gone."""

from collections.abc import Mapping

from impplus.words.text import Text

# What is to be done by a day: a subject, then to do what, in the file or in that of a client.
DUE: Mapping[str, tuple[Text, Text, Text]] = {
    "question": (
        Text(
            en="A question in a file waits for an answer",
            fr="Une question dans un dossier attend une réponse",
        ),
        Text(
            en="to answer a question in your file",
            fr="pour répondre à une question dans votre dossier",
        ),
        Text(
            en="to answer a question in the file of one of your clients",
            fr="pour répondre à une question dans le dossier de l’une des personnes que vous représentez",
        ),
    ),
    "draft": (
        Text(
            en="An application is not submitted yet",
            fr="Une demande n’est pas encore soumise",
        ),
        Text(en="to submit your application", fr="pour soumettre votre demande"),
        Text(
            en="to submit the application of one of your clients",
            fr="pour soumettre la demande de l’une des personnes que vous représentez",
        ),
    ),
    "own-question": (
        Text(
            en="A question about you waits for an answer",
            fr="Une question qui vous concerne attend une réponse",
        ),
        Text(
            en="to answer a question about you", fr="pour répondre à une question qui vous concerne"
        ),
        Text(
            en="to answer a question about you", fr="pour répondre à une question qui vous concerne"
        ),
    ),
    "part-question": (
        Text(
            en="A question to a family member waits for an answer",
            fr="Une question à un membre de la famille attend une réponse",
        ),
        Text(
            en="for a member of your family to answer a question",
            fr="pour qu’un membre de votre famille réponde à une question",
        ),
        Text(
            en="for a family member of one of your clients to answer a question",
            fr="pour qu’un membre de la famille d’une personne que vous représentez réponde à une question",
        ),
    ),
    "biometrics": (
        Text(
            en="Fingerprints and a photo are still to be given",
            fr="Les empreintes digitales et la photo restent à fournir",
        ),
        Text(
            en="to give fingerprints and a photo at a collection point for your application",
            fr="pour fournir les empreintes digitales et la photo dans un point de collecte pour votre demande",
        ),
        Text(
            en="to give fingerprints and a photo at a collection point for the application of one of your clients",
            fr="pour fournir les empreintes digitales et la photo dans un point de collecte pour la demande de l’une des personnes que vous représentez",
        ),
    ),
    "own-biometrics": (
        Text(
            en="Your fingerprints and photo are still to be given",
            fr="Vos empreintes digitales et votre photo restent à fournir",
        ),
        Text(
            en="to give your fingerprints and photo at a collection point",
            fr="pour fournir vos empreintes digitales et votre photo dans un point de collecte",
        ),
        Text(
            en="to give your fingerprints and photo at a collection point",
            fr="pour fournir vos empreintes digitales et votre photo dans un point de collecte",
        ),
    ),
    "part-link": (
        Text(
            en="A family member has not used the link yet",
            fr="Un membre de la famille n’a pas encore utilisé le lien",
        ),
        Text(
            en="for a member of your family to open the link to their own part of your application",
            fr="pour qu’un membre de votre famille ouvre le lien vers sa partie de votre demande",
        ),
        Text(
            en="for a family member of one of your clients to open the link to their own part of the application",
            fr="pour qu’un membre de la famille d’une personne que vous représentez ouvre le lien vers sa partie de la demande",
        ),
    ),
    "letter": (
        Text(
            en="Your letter of invitation has not been used yet",
            fr="Votre lettre d’invitation n’a pas encore servi",
        ),
        Text(en="to use your letter of invitation", fr="pour utiliser votre lettre d’invitation"),
        Text(en="to use your letter of invitation", fr="pour utiliser votre lettre d’invitation"),
    ),
}
# How the subject of a reminder says the day.
BY = Text(en="{what} – by {day}", fr="{what} – au plus tard le {day}")
LAST = Text(en="{what} – last day: {day}", fr="{what} – dernier jour\u00a0: {day}")
# How much of the time is gone: half of it, four fifths, or all but the last day.
GONE: Mapping[str, Text] = {
    "half": Text(
        en="Half of the time {what} has gone by. The last day is {day}, until the end of the day ({zone}).",
        fr="La moitié du délai {what} est écoulée. Le dernier jour est le {day}, jusqu’à la fin de la journée ({zone}).",
    ),
    "four-fifths": Text(
        en="Little time is left {what}. The last day is {day}, until the end of the day ({zone}).",
        fr="Il reste peu de temps {what}. Le dernier jour est le {day}, jusqu’à la fin de la journée ({zone}).",
    ),
    "last-day": Text(
        en="{day} is the last day {what}, until the end of the day ({zone}).",
        fr="Le {day} est le dernier jour {what}, jusqu’à la fin de la journée ({zone}).",
    ),
}
