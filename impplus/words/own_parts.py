"""News of one’s own part of an application, to the member of the family whose part it is: a subject, and what happened."""

from collections.abc import Mapping

from impplus.words.text import Text

OWN_PARTS: Mapping[str, tuple[Text, Text]] = {
    "own-change-reported": (
        Text(
            en="A change in your part of an application was reported",
            fr="Un changement dans votre partie d’une demande a été déclaré",
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
    ),
    "own-part-signed": (
        Text(
            en="Your part of an application is signed",
            fr="Votre partie d’une demande est signée",
        ),
        Text(
            en="Your signed declaration is in the application. If an answer or a file of yours changes, your signature is asked for again. If you did not sign, open your part and say so to us.",
            fr="Votre déclaration signée se trouve dans la demande. Si l’une de vos réponses ou l’un de vos fichiers change, votre signature est demandée de nouveau. Si vous n’avez pas signé, ouvrez votre partie et prévenez-nous.",
        ),
    ),
    "own-part-more": (
        Text(
            en="Something is left to do in your part of an application",
            fr="Il reste quelque chose à faire dans votre partie d’une demande",
        ),
        Text(
            en="You signed your part of an application. Something more is asked of you since, or something has changed. Your part says what to do.",
            fr="Vous avez signé votre partie d’une demande. Depuis, autre chose vous est demandé, ou quelque chose a changé. Votre partie indique ce qu’il faut faire.",
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
    ),
    "own-draft-ending": (
        Text(
            en="A draft application that you are part of will be destroyed",
            fr="Un brouillon de demande dont vous faites partie va être détruit",
        ),
        Text(
            en="A draft application that you are part of was not submitted in time, or nothing was saved in it for a long time. It is kept until {day}, then destroyed with your answers and files. Until then, you can copy what you want to keep.",
            fr="Un brouillon de demande dont vous faites partie n’a pas été soumis à temps, ou rien n’y a été enregistré depuis longtemps. Il est conservé jusqu’au {day}, puis détruit avec vos réponses et vos fichiers. D’ici là, vous pouvez copier ce que vous voulez garder.",
        ),
    ),
    "own-draft-ending-soon": (
        Text(
            en="A draft application that you are part of will soon be destroyed",
            fr="Un brouillon de demande dont vous faites partie sera bientôt détruit",
        ),
        Text(
            en="A draft application that you are part of is kept until {day}. It is then destroyed with your answers and files.",
            fr="Un brouillon de demande dont vous faites partie est conservé jusqu’au {day}. Il est ensuite détruit avec vos réponses et vos fichiers.",
        ),
    ),
    "own-part-private": (
        Text(
            en="Your answers are now private",
            fr="Vos réponses sont maintenant privées",
        ),
        Text(
            en="The answers and files of your part of an application are now private: your family and the representative see only whether your part is complete. If you did not choose this, open your part and show them again.",
            fr="Les réponses et les fichiers de votre partie d’une demande sont maintenant privés\u00a0: votre famille et la personne qui la représente voient seulement si votre partie est complète. Si vous n’avez pas fait ce choix, ouvrez votre partie et montrez-les de nouveau.",
        ),
    ),
    "own-part-shared": (
        Text(
            en="Your family sees your answers again",
            fr="Votre famille voit de nouveau vos réponses",
        ),
        Text(
            en="The answers and files of your part of an application are shown to your family and to the representative again. If you did not choose this, open your part, keep them private, and change your password.",
            fr="Les réponses et les fichiers de votre partie d’une demande sont de nouveau montrés à votre famille et à la personne qui la représente. Si vous n’avez pas fait ce choix, ouvrez votre partie, gardez-les privés et changez votre mot de passe.",
        ),
    ),
    "own-biometrics-recorded": (
        Text(
            en="Your fingerprints and photo were recorded",
            fr="Vos empreintes digitales et votre photo ont été consignées",
        ),
        Text(
            en="The office recorded the day on which you gave your fingerprints and photo. Nothing is left for you to do about them.",
            fr="Le bureau a consigné la date à laquelle vous avez donné vos empreintes digitales et votre photo. Vous n’avez rien d’autre à faire à ce sujet.",
        ),
    ),
    "own-message-sent": (
        Text(
            en="Your message was sent to the office",
            fr="Votre message a été envoyé au bureau",
        ),
        Text(
            en="A message was sent to the office from your part of an application. It says by when the office means to answer. If you did not write it, change your password and write to the office from your part.",
            fr="Un message a été envoyé au bureau depuis votre partie d’une demande. Il indique quand le bureau compte répondre. Si vous ne l’avez pas écrit, changez votre mot de passe et écrivez au bureau depuis votre partie.",
        ),
    ),
    "own-message-from-the-office": (
        Text(
            en="A message from the office is waiting for you",
            fr="Un message du bureau vous attend",
        ),
        Text(
            en="The office wrote a message to you. It is in your part of the application.",
            fr="Le bureau vous a écrit un message. Il se trouve dans votre partie de la demande.",
        ),
    ),
    "own-documents-sent": (
        Text(
            en="Further documents about you were sent",
            fr="D’autres documents qui vous concernent ont été envoyés",
        ),
        Text(
            en="Further documents about you were sent to the office. Your part of the application shows what was received.",
            fr="D’autres documents qui vous concernent ont été envoyés au bureau. Votre partie de la demande indique ce qui a été reçu.",
        ),
    ),
    "own-question-answered": (
        Text(
            en="A question about you was answered",
            fr="Une question qui vous concerne a reçu une réponse",
        ),
        Text(
            en="An answer to a question about you was sent to the office. It is in your part of the application.",
            fr="Une réponse à une question qui vous concerne a été envoyée au bureau. Elle se trouve dans votre partie de la demande.",
        ),
    ),
    "own-question-withdrawn": (
        Text(
            en="A question about you was withdrawn",
            fr="Une question qui vous concerne a été retirée",
        ),
        Text(
            en="The office withdrew a question about you. You do not have to answer it.",
            fr="Le bureau a retiré une question qui vous concerne. Vous n’avez pas à y répondre.",
        ),
    ),
    "own-more-time-asked": (
        Text(
            en="More time was asked for",
            fr="Un délai plus long a été demandé",
        ),
        Text(
            en="More time was asked for to answer a question about you. Until the office agrees, the last day stays as it was.",
            fr="Un délai plus long a été demandé pour répondre à une question qui vous concerne. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
    ),
    "own-more-time-given": (
        Text(
            en="You have more time to answer",
            fr="Vous avez plus de temps pour répondre",
        ),
        Text(
            en="The office gave more time to answer a question about you. The new last day is in your part of the application.",
            fr="Le bureau a accordé plus de temps pour répondre à une question qui vous concerne. Le nouveau dernier jour est indiqué dans votre partie de la demande.",
        ),
    ),
    "own-more-time-refused": (
        Text(
            en="The last day to answer stays as it was",
            fr="Le dernier jour pour répondre reste le même",
        ),
        Text(
            en="The office did not give more time to answer a question about you. The last day that your part of the application shows still applies.",
            fr="Le bureau n’a pas accordé plus de temps pour répondre à une question qui vous concerne. Le dernier jour indiqué dans votre partie de la demande est maintenu.",
        ),
    ),
}
