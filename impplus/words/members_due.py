"""What members of the family are reminded of, and others of them: a subject, then to do what, in the file or in a client's."""

from collections.abc import Mapping

from impplus.words.text import Text

MEMBERS_DUE: Mapping[str, tuple[Text, Text, Text]] = {
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
}
