"""News of a part of an application that a family member has: a subject, to the applicant, to the representative."""

from collections.abc import Mapping

from impplus.words.text import Text

# What happened, where a member sent something of which others are not told what it is, nor how much.
SENT_PRIVATELY = Text(
    en="Something was received for a part that is kept private.",
    fr="Quelque chose a été reçu pour une partie qui est gardée privée.",
)
PARTS: Mapping[str, tuple[Text, Text, Text]] = {
    "part-offered": (
        Text(
            en="A family member was sent a link",
            fr="Un membre de la famille a reçu un lien",
        ),
        Text(
            en="A member of your family was sent a link to fill in and sign a part of your application in an account of their own. If you did not ask for it, sign in and take it back.",
            fr="Un membre de votre famille a reçu un lien pour remplir et signer, dans son propre compte, une partie de votre demande. Si vous ne l’avez pas demandé, ouvrez une session et reprenez cette partie.",
        ),
        Text(
            en="A family member of one of your clients was sent a link to fill in and sign a part of the application in an account of their own.",
            fr="Un membre de la famille d’une personne que vous représentez a reçu un lien pour remplir et signer, dans son propre compte, une partie de la demande.",
        ),
    ),
    "part-accepted": (
        Text(
            en="A family member accepted their own part",
            fr="Un membre de la famille a accepté sa partie",
        ),
        Text(
            en="A member of your family accepted their part of your application, and works on it in an account of their own.",
            fr="Un membre de votre famille a accepté sa partie de votre demande et y travaille dans son propre compte.",
        ),
        Text(
            en="A family member of one of your clients accepted their part of the application, and works on it in an account of their own.",
            fr="Un membre de la famille d’une personne que vous représentez a accepté sa partie de la demande et y travaille dans son propre compte.",
        ),
    ),
    "part-signed": (
        Text(
            en="A family member’s signed declaration is in",
            fr="La déclaration signée d’un membre de la famille est arrivée",
        ),
        Text(
            en="The signed declaration of a member of your family is in your application. If an answer or a file of that person changes, the signature is asked for again.",
            fr="La déclaration signée d’un membre de votre famille se trouve dans votre demande. Si une réponse ou un fichier de cette personne change, la signature est demandée de nouveau.",
        ),
        Text(
            en="The signed declaration of a family member of one of your clients is in the application. If an answer or a file of that person changes, the signature is asked for again.",
            fr="La déclaration signée d’un membre de la famille d’une personne que vous représentez se trouve dans la demande. Si une réponse ou un fichier de cette personne change, la signature est demandée de nouveau.",
        ),
    ),
    "part-ended": (
        Text(
            en="A family member no longer has their own part",
            fr="Un membre de la famille n’a plus sa propre partie",
        ),
        Text(
            en="A member of your family no longer works on a part of your application in an account of their own: it was taken back or handed back.",
            fr="Un membre de votre famille ne travaille plus à une partie de votre demande dans son propre compte\u00a0: elle a été reprise ou rendue.",
        ),
        Text(
            en="A family member of one of your clients no longer works on a part of the application in an account of their own: it was taken back or handed back.",
            fr="Un membre de la famille d’une personne que vous représentez ne travaille plus à une partie de la demande dans son propre compte\u00a0: elle a été reprise ou rendue.",
        ),
    ),
    "part-change-reported": (
        Text(
            en="A family member reported a change",
            fr="Un membre de la famille a déclaré un changement",
        ),
        Text(
            en="A member of your family reported a change in their own part of your application. It is in your file, unless this person keeps answers private.",
            fr="Un membre de votre famille a déclaré un changement dans sa partie de votre demande. Il se trouve dans votre dossier, sauf si cette personne garde ses réponses privées.",
        ),
        Text(
            en="A family member of one of your clients reported a change in their own part of the application. It is in the file, unless this person keeps answers private.",
            fr="Un membre de la famille d’une personne que vous représentez a déclaré un changement dans sa partie de la demande. Il se trouve dans le dossier, sauf si ce membre garde ses réponses privées.",
        ),
    ),
    "part-kept-private": (
        Text(
            en="A family member keeps their answers private",
            fr="Un membre de la famille garde ses réponses privées",
        ),
        Text(
            en="A member of your family now keeps their own answers and files private. You still see whether that part is complete, and officers see everything.",
            fr="Un membre de votre famille garde maintenant ses réponses et ses fichiers privés. Vous voyez toujours si sa partie est complète, et les agentes et agents voient tout.",
        ),
        Text(
            en="A family member of one of your clients now keeps their own answers and files private. You still see whether that part is complete, and officers see everything.",
            fr="Un membre de la famille d’une personne que vous représentez garde maintenant ses réponses et ses fichiers privés. Vous voyez toujours si sa partie est complète, et les agentes et agents voient tout.",
        ),
    ),
    "part-shared": (
        Text(
            en="A family member shows their answers again",
            fr="Un membre de la famille montre de nouveau ses réponses",
        ),
        Text(
            en="A member of your family shows you their answers and files again. They are in your application.",
            fr="Un membre de votre famille vous montre de nouveau ses réponses et ses fichiers. Ils se trouvent dans votre demande.",
        ),
        Text(
            en="A family member of one of your clients shows their answers and files again. They are in the application.",
            fr="Un membre de la famille d’une personne que vous représentez montre de nouveau ses réponses et ses fichiers. Ils se trouvent dans la demande.",
        ),
    ),
    "part-message-sent": (
        Text(
            en="A family member wrote to the office",
            fr="Un membre de la famille a écrit au bureau",
        ),
        Text(
            en="A member of your family wrote to the office. The message is in your file.",
            fr="Un membre de votre famille a écrit au bureau. Le message se trouve dans votre dossier.",
        ),
        Text(
            en="A family member of one of your clients wrote to the office. The message is in the file.",
            fr="Un membre de la famille d’une personne que vous représentez a écrit au bureau. Le message se trouve dans le dossier.",
        ),
    ),
    "part-message-from-the-office": (
        Text(
            en="The office wrote to a family member",
            fr="Le bureau a écrit à un membre de la famille",
        ),
        Text(
            en="The office wrote a message to a member of your family. It is in your file.",
            fr="Le bureau a écrit un message à un membre de votre famille. Il se trouve dans votre dossier.",
        ),
        Text(
            en="The office wrote a message to a family member of one of your clients. It is in the file.",
            fr="Le bureau a écrit un message à un membre de la famille d’une personne que vous représentez. Il se trouve dans le dossier.",
        ),
    ),
    "part-question-asked": (
        Text(
            en="A question was asked of a family member",
            fr="Une question a été posée à un membre de la famille",
        ),
        Text(
            en="An officer asked a question of a member of your family, who answers it alone. Your file says of whom, and by when.",
            fr="Une agente ou un agent a posé une question à un membre de votre famille, qui y répond en privé. Votre dossier indique à qui, et avant quelle date répondre.",
        ),
        Text(
            en="An officer asked a question of a family member of one of your clients, who answers it alone. The file says of whom, and by when.",
            fr="Une agente ou un agent a posé une question à un membre de la famille d’une personne que vous représentez, qui y répond en privé. Le dossier indique à qui, et avant quelle date répondre.",
        ),
    ),
    "part-question-answered": (
        Text(
            en="A family member answered a question",
            fr="Un membre de la famille a répondu à une question",
        ),
        Text(
            en="A member of your family answered the question of an officer. The answer is private: this person and the officers alone read it. You have nothing to do.",
            fr="Un membre de votre famille a répondu à la question d’une agente ou d’un agent. La réponse est privée\u00a0: cette personne et les agentes et agents sont seuls à la lire. Vous n’avez rien à faire.",
        ),
        Text(
            en="A family member of one of your clients answered the question of an officer. The answer is private: this person and the officers alone read it. Nothing is to be done.",
            fr="Un membre de la famille d’une personne que vous représentez a répondu à la question d’une agente ou d’un agent. La réponse est privée\u00a0: cette personne et les agentes et agents sont seuls à la lire. Il n’y a rien à faire.",
        ),
    ),
    "part-documents-sent": (
        Text(
            en="A family member sent further documents",
            fr="Un membre de la famille a envoyé d’autres documents",
        ),
        Text(
            en="A member of your family sent further documents to the office. They are private: this person and the officers alone see them. You have nothing to do.",
            fr="Un membre de votre famille a envoyé d’autres documents au bureau. Ils sont privés\u00a0: cette personne et les agentes et agents sont seuls à les voir. Vous n’avez rien à faire.",
        ),
        Text(
            en="A family member of one of your clients sent further documents to the office. They are private: this person and the officers alone see them. Nothing is to be done.",
            fr="Un membre de la famille d’une personne que vous représentez a envoyé d’autres documents au bureau. Ils sont privés\u00a0: cette personne et les agentes et agents sont seuls à les voir. Il n’y a rien à faire.",
        ),
    ),
    "part-question-withdrawn": (
        Text(
            en="A question to a family member was withdrawn",
            fr="Une question à un membre de la famille a été retirée",
        ),
        Text(
            en="The office withdrew a question to a member of your family. It no longer has to be answered.",
            fr="Le bureau a retiré une question à un membre de votre famille. Il n’y a plus à y répondre.",
        ),
        Text(
            en="The office withdrew a question to a family member of one of your clients. It no longer has to be answered.",
            fr="Le bureau a retiré une question à un membre de la famille d’une personne que vous représentez. Il n’y a plus à y répondre.",
        ),
    ),
    "part-more-time-asked": (
        Text(
            en="A family member asked for more time",
            fr="Un membre de la famille a demandé un délai plus long",
        ),
        Text(
            en="A member of your family asked for more time to answer a question. Until the office agrees, the last day stays as it was.",
            fr="Un membre de votre famille a demandé plus de temps pour répondre à une question. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
        Text(
            en="A family member of one of your clients asked for more time to answer a question. Until the office agrees, the last day stays as it was.",
            fr="Un membre de la famille d’une personne que vous représentez a demandé plus de temps pour répondre à une question. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
    ),
    "part-more-time-given": (
        Text(
            en="A family member has more time to answer",
            fr="Un membre de la famille a plus de temps pour répondre",
        ),
        Text(
            en="The office gave a member of your family more time to answer a question. The new last day is in your file.",
            fr="Le bureau a accordé à un membre de votre famille plus de temps pour répondre à une question. Le nouveau dernier jour est indiqué dans votre dossier.",
        ),
        Text(
            en="The office gave a family member of one of your clients more time to answer a question. The new last day is in the file.",
            fr="Le bureau a accordé à un membre de la famille d’une personne que vous représentez plus de temps pour répondre à une question. Le nouveau dernier jour est indiqué dans le dossier.",
        ),
    ),
    "part-more-time-refused": (
        Text(
            en="The last day for a family member stays as it was",
            fr="Le dernier jour pour un membre de la famille reste le même",
        ),
        Text(
            en="The office did not give a member of your family more time to answer a question. The last day in your file still applies.",
            fr="Le bureau n’a pas accordé à un membre de votre famille plus de temps pour répondre à une question. Le dernier jour indiqué dans votre dossier est maintenu.",
        ),
        Text(
            en="The office did not give a family member of one of your clients more time to answer a question. The last day in the file still applies.",
            fr="Le bureau n’a pas accordé à un membre de la famille d’une personne que vous représentez plus de temps pour répondre à une question. Le dernier jour indiqué dans le dossier est maintenu.",
        ),
    ),
}
