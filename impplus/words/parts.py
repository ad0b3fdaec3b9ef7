"""News of a part of an application that a family member has: a subject, to the applicant, to the representative.

Those whose key begins with “own” go to the member.
"""

from collections.abc import Mapping

from impplus.words.text import Text

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
            en="A family member signed",
            fr="Un membre de la famille a signé",
        ),
        Text(
            en="A member of your family declared and signed. If an answer or a file of that person changes, the signature is asked for again.",
            fr="Un membre de votre famille a fait sa déclaration et a signé. Si une réponse ou un fichier de cette personne change, la signature est demandée de nouveau.",
        ),
        Text(
            en="A family member of one of your clients declared and signed. If an answer or a file of that person changes, the signature is asked for again.",
            fr="Un membre de la famille d’une personne que vous représentez a fait sa déclaration et a signé. Si une réponse ou un fichier de cette personne change, la signature est demandée de nouveau.",
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
    "own-change-reported": (
        Text(
            en="A change in your part of an application was reported",
            fr="Un changement dans votre partie d’une demande a été déclaré",
        ),
        Text(
            en="A change was reported in your part of an application. Its receipt is there. If it is not right, open your part and report what is.",
            fr="Un changement a été déclaré dans votre partie d’une demande. Son accusé de réception s’y trouve. S’il n’est pas exact, ouvrez votre partie et déclarez ce qui l’est.",
        ),
        Text(
            en="A change was reported in your part of an application. Its receipt is there. If it is not right, open your part and report what is.",
            fr="Un changement a été déclaré dans votre partie d’une demande. Son accusé de réception s’y trouve. S’il n’est pas exact, ouvrez votre partie et déclarez ce qui l’est.",
        ),
    ),
    "own-change-noted": (
        Text(
            en="The office noted a change in your part of an application",
            fr="Le bureau a pris en compte un changement dans votre partie d’une demande",
        ),
        Text(
            en="An officer read the change that was reported in your part of an application and takes it into account.",
            fr="Une agente ou un agent a lu le changement déclaré dans votre partie d’une demande et en tient compte.",
        ),
        Text(
            en="An officer read the change that was reported in your part of an application and takes it into account.",
            fr="Une agente ou un agent a lu le changement déclaré dans votre partie d’une demande et en tient compte.",
        ),
    ),
    "own-file-refused": (
        Text(
            en="A file in your part of an application cannot be used",
            fr="Un fichier de votre partie d’une demande ne peut pas être utilisé",
        ),
        Text(
            en="A file that was received in your part of an application was refused when it was checked. The page of its document says why and what to do.",
            fr="Un fichier reçu dans votre partie d’une demande a été refusé lors de sa vérification. La page de son document indique pourquoi et ce qu’il faut faire.",
        ),
        Text(
            en="A file that was received in your part of an application was refused when it was checked. The page of its document says why and what to do.",
            fr="Un fichier reçu dans votre partie d’une demande a été refusé lors de sa vérification. La page de son document indique pourquoi et ce qu’il faut faire.",
        ),
    ),
    "own-part-accepted": (
        Text(
            en="You accepted your part of an application",
            fr="Vous avez accepté votre partie d’une demande",
        ),
        Text(
            en="Your part of the application is in your account. If you did not accept it, change your password and write to us.",
            fr="Votre partie de la demande se trouve dans votre compte. Si vous ne l’avez pas acceptée, changez votre mot de passe et écrivez-nous.",
        ),
        Text(
            en="Your part of the application is in your account. If you did not accept it, change your password and write to us.",
            fr="Votre partie de la demande se trouve dans votre compte. Si vous ne l’avez pas acceptée, changez votre mot de passe et écrivez-nous.",
        ),
    ),
    "own-part-signed": (
        Text(
            en="Your part of an application is signed",
            fr="Votre partie d’une demande est signée",
        ),
        Text(
            en="Your part of the application was signed. If an answer or a file of yours changes, your signature is asked for again. If you did not sign, open your part and say so to us.",
            fr="Votre partie de la demande a été signée. Si l’une de vos réponses ou l’un de vos fichiers change, votre signature est demandée de nouveau. Si vous n’avez pas signé, ouvrez votre partie et dites-le-nous.",
        ),
        Text(
            en="Your part of the application was signed. If an answer or a file of yours changes, your signature is asked for again. If you did not sign, open your part and say so to us.",
            fr="Votre partie de la demande a été signée. Si l’une de vos réponses ou l’un de vos fichiers change, votre signature est demandée de nouveau. Si vous n’avez pas signé, ouvrez votre partie et dites-le-nous.",
        ),
    ),
    "own-part-ended": (
        Text(
            en="You no longer have a part of an application",
            fr="Vous n’avez plus de partie dans une demande",
        ),
        Text(
            en="Your part of an application was taken back or handed back, or you were taken out of the application. Your account no longer opens it.",
            fr="Votre partie d’une demande a été reprise ou rendue, ou la demande ne vous inclut plus. Votre compte ne l’ouvre plus.",
        ),
        Text(
            en="Your part of an application was taken back or handed back, or you were taken out of the application. Your account no longer opens it.",
            fr="Votre partie d’une demande a été reprise ou rendue, ou la demande ne vous inclut plus. Votre compte ne l’ouvre plus.",
        ),
    ),
}
