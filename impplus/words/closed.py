"""News that an application is closed or a draft destroyed, to a member of the family who has a part of it."""

from collections.abc import Mapping

from impplus.words.text import Text

OWN_CLOSED: Mapping[str, tuple[Text, Text]] = {
    "own-application-closed": (
        Text(
            en="An application that you are part of is closed",
            fr="Une demande dont vous faites partie est fermée",
        ),
        Text(
            en="An application that you are part of is closed. Your part says why. If a question to you was still open, it is closed, too: you do not have to answer it.",
            fr="Une demande dont vous faites partie est fermée. Votre partie en indique la raison. Si une question qui vous était posée était encore ouverte, elle est fermée, elle aussi\u00a0: vous n’avez pas à y répondre.",
        ),
    ),
    "own-decided-later": (
        Text(
            en="The decision on you comes later",
            fr="La décision à votre sujet sera rendue plus tard",
        ),
        Text(
            en="An application that you are part of was decided for others in it. The decision on you comes later, and you get a letter then. Your part says why.",
            fr="Une demande dont vous faites partie a été tranchée pour d’autres personnes. La décision à votre sujet sera rendue plus tard, et vous recevrez alors une lettre. Votre partie en indique la raison.",
        ),
    ),
    "own-no-longer-decided": (
        Text(
            en="What was asked for you is no longer decided on",
            fr="Ce qui était demandé pour vous ne sera plus tranché",
        ),
        Text(
            en="What was asked for you in an application is no longer decided on: it was withdrawn, or an order ended the processing. Your part says which. If a question to you was still open, it is closed: you do not have to answer it.",
            fr="Ce qui était demandé pour vous dans une demande ne sera plus tranché\u00a0: cela a été retiré, ou un décret a mis fin au traitement. Votre partie indique lequel des deux. Si une question qui vous était posée était encore ouverte, elle est fermée\u00a0: vous n’avez pas à y répondre.",
        ),
    ),
    "own-draft-destroyed": (
        Text(
            en="A draft application that you were part of was destroyed",
            fr="Un brouillon de demande dont vous faisiez partie a été détruit",
        ),
        Text(
            en="A draft application that you were part of was destroyed with your answers and files. Your account no longer opens it, and you have nothing to do.",
            fr="Un brouillon de demande dont vous faisiez partie a été détruit avec vos réponses et vos fichiers. Votre compte ne l’ouvre plus, et vous n’avez rien à faire.",
        ),
    ),
}
