"""News of a file that is sent by e-mail: what each kind says, which is nothing personal."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from impplus.words.closed import OWN_CLOSED
from impplus.words.due import BY, DUE, GONE, LAST
from impplus.words.handed_over import OWN_HANDED_OVER
from impplus.words.own_parts import OWN_PARTS
from impplus.words.paid import PAID
from impplus.words.parts import PARTS
from impplus.words.sent import SENT
from impplus.words.text import Text
from impplus.words.translated import OWN_TRANSLATED, TRANSLATED

_SIGN_IN = Text(
    en=" Sign in to read it:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr=" Ouvrez une session pour en prendre connaissance\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
# Of what a member of the family does in a private part, nothing is there to be read.
_SEE = Text(
    en=" Sign in to see the file:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr=" Ouvrez une session pour voir le dossier\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
# Of a draft that is destroyed, or a part that is taken back, nothing is left to be opened.
_NOTHING_LEFT = Text(
    en="\n\nWe never ask for money or a password by e-mail.",
    fr="\n\nNous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
_GONE = ("draft-destroyed", "draft-ended", "own-draft-destroyed", "own-part-ended")


@dataclass(frozen=True)
class News:
    """A subject, and one sentence to the applicant or to the representative, who reads of a client.

    A reminder says its `{day}`, and the `{zone}` in which it ends. `ends` is what the e-mail says last: where to read what it is about.
    """

    subject: Text
    yours: Text
    a_clients: Text
    ends: Text = _SIGN_IN

    def body(self, *, represents: bool) -> Text:
        """The whole e-mail, with `{site}` still to be filled in."""
        said = self.a_clients if represents else self.yours
        return Text(en=f"{said.en}{self.ends.en}", fr=f"{said.fr}{self.ends.fr}")


_SAID: dict[str, News] = {
    "message-sent": News(
        Text(
            en="A message was sent to the office",
            fr="Un message a été envoyé au bureau",
        ),
        Text(
            en="A message was sent to the office from your file. The file says whether an answer is due, and by when.",
            fr="Un message a été envoyé au bureau depuis votre dossier. Le dossier indique si une réponse est prévue, et pour quand.",
        ),
        Text(
            en="A message was sent to the office from the file of one of your clients. The file says whether an answer is due, and by when.",
            fr="Un message a été envoyé au bureau depuis le dossier de l’une des personnes que vous représentez. Le dossier indique si "
            "une réponse est prévue, et pour quand.",
        ),
    ),
    "message-from-the-office": News(
        Text(
            en="The office wrote a message",
            fr="Le bureau a écrit un message",
        ),
        Text(
            en="The office wrote a message to you. It is in your file.",
            fr="Le bureau vous a écrit un message. Il se trouve dans votre dossier.",
        ),
        Text(
            en="The office wrote a message in the file of one of your clients.",
            fr="Le bureau a écrit un message dans le dossier de l’une des personnes que vous représentez.",
        ),
    ),
    "applicant-left": News(
        Text(en="An account was deleted", fr="Un compte a été supprimé"),
        Text(
            en="The account of an applicant was deleted. The application that was received stays with the office.",
            fr="Le compte de la personne qui a présenté une demande a été supprimé. La demande reçue reste au bureau.",
        ),
        Text(
            en="One of your clients deleted the account. The application that was received stays with the office, and you can still open "
            "the file.",
            fr="L’une des personnes que vous représentez a supprimé son compte. La demande reçue reste au bureau, et vous pouvez toujours "
            "ouvrir le dossier.",
        ),
    ),
    "change-reported": News(
        Text(
            en="A change was reported",
            fr="Un changement a été déclaré",
        ),
        Text(
            en="A change was reported in your file. Its receipt is there. If you did not report it, write to the office from your file.",
            fr="Un changement a été déclaré dans votre dossier. Son accusé de réception s’y trouve. Si vous ne l’avez pas déclaré, écrivez "
            "au bureau depuis votre dossier.",
        ),
        Text(
            en="A change was reported in the file of one of your clients. Its receipt is there.",
            fr="Un changement a été déclaré dans le dossier de l’une des personnes que vous représentez. Son accusé de réception s’y "
            "trouve.",
        ),
    ),
    "change-noted": News(
        Text(
            en="The office noted a change",
            fr="Le bureau a pris un changement en compte",
        ),
        Text(
            en="An officer read the change that was reported in your file and takes it into account.",
            fr="Une agente ou un agent a lu le changement déclaré dans votre dossier et en tient compte.",
        ),
        Text(
            en="An officer read the change that was reported in the file of one of your clients and takes it into account.",
            fr="Une agente ou un agent a lu le changement déclaré dans le dossier de l’une des personnes que vous représentez et en tient "
            "compte.",
        ),
    ),
    "draft-destroyed": News(
        Text(
            en="A draft application was destroyed",
            fr="Une demande à l’état de brouillon a été détruite",
        ),
        Text(
            en="A draft that you could open was destroyed with its files, because its applicant deleted the account. Nothing is left for you to do.",
            fr="Un brouillon que vous pouviez ouvrir a été détruit avec ses fichiers, parce que la personne qui présentait la demande a "
            "supprimé son compte. Vous n’avez rien à faire.",
        ),
        Text(
            en="The draft of one of your clients was destroyed with its files, because this person deleted the account. Your appointment ended with it.",
            fr="Le brouillon de l’une des personnes que vous représentiez a été détruit avec ses fichiers, parce que cette personne a "
            "supprimé son compte. Votre désignation a pris fin en même temps.",
        ),
    ),
    "draft-ending": News(
        Text(
            en="A draft application will be destroyed",
            fr="Une demande à l’état de brouillon va être détruite",
        ),
        Text(
            en="Your draft application was not submitted in time, or nothing was saved in it for a long time. It is kept until {day}, then destroyed with its files. Until then, you can copy what you want to keep.",
            fr="Votre brouillon de demande n’a pas été soumis à temps, ou rien n’y a été enregistré depuis longtemps. Il est conservé jusqu’au {day}, puis détruit avec ses fichiers. D’ici là, vous pouvez copier ce que vous voulez garder.",
        ),
        Text(
            en="The draft of one of your clients was not submitted in time, or nothing was saved in it for a long time. It is kept until {day}, then destroyed with its files.",
            fr="Le brouillon de l’une des personnes que vous représentez n’a pas été soumis à temps, ou rien n’y a été enregistré depuis longtemps. Il est conservé jusqu’au {day}, puis détruit avec ses fichiers.",
        ),
    ),
    "draft-ending-soon": News(
        Text(
            en="A draft application will soon be destroyed",
            fr="Une demande à l’état de brouillon sera bientôt détruite",
        ),
        Text(
            en="Your draft application is kept until {day}. It is then destroyed with its files.",
            fr="Votre brouillon de demande est conservé jusqu’au {day}. Il est ensuite détruit avec ses fichiers.",
        ),
        Text(
            en="The draft of one of your clients is kept until {day}. It is then destroyed with its files.",
            fr="Le brouillon de l’une des personnes que vous représentez est conservé jusqu’au {day}. Il est ensuite détruit avec ses fichiers.",
        ),
    ),
    "draft-ended": News(
        Text(
            en="A draft application was destroyed",
            fr="Une demande à l’état de brouillon a été détruite",
        ),
        Text(
            en="Your draft application was destroyed with its files, as we had announced. You have nothing to do.",
            fr="Votre brouillon de demande a été détruit avec ses fichiers, comme nous l’avions annoncé. Vous n’avez rien à faire.",
        ),
        Text(
            en="The draft of one of your clients was destroyed with its files, as we had announced. Your appointment ended with it.",
            fr="Le brouillon de l’une des personnes que vous représentiez a été détruit avec ses fichiers, comme nous l’avions annoncé. Votre désignation a pris fin en même temps.",
        ),
    ),
    "file-refused": News(
        Text(en="A file cannot be used", fr="Un fichier ne peut pas être utilisé"),
        Text(
            en="A file that was received for your application was refused when it was checked. The page of its document says why and what to do.",
            fr="Un fichier reçu pour votre demande a été refusé lors de sa vérification. La page de son document indique pourquoi et ce qu’il faut faire.",
        ),
        Text(
            en="A file that was received for the application of one of your clients was refused when it was checked. The page of its document says why and what to do.",
            fr="Un fichier reçu pour la demande de l’une des personnes que vous représentez a été refusé lors de sa vérification. La page de son document indique pourquoi et ce qu’il faut faire.",
        ),
    ),
    "question-withdrawn": News(
        Text(en="A question was withdrawn", fr="Une question a été retirée"),
        Text(
            en="The office withdrew a question in your file. You do not have to answer it.",
            fr="Le bureau a retiré une question dans votre dossier. Vous n’avez pas à y répondre.",
        ),
        Text(
            en="The office withdrew a question in the file of one of your clients. It does not have to be answered.",
            fr="Le bureau a retiré une question dans le dossier de l’une des personnes que vous représentez. Il n’y a plus à y répondre.",
        ),
    ),
    "more-time-asked": News(
        Text(en="More time was asked for", fr="Un délai plus long a été demandé"),
        Text(
            en="More time was asked for to answer a question in your file. Until the office agrees, the last day stays as it was.",
            fr="Un délai plus long a été demandé pour répondre à une question dans votre dossier. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
        Text(
            en="More time was asked for to answer a question in the file of one of your clients. Until the office agrees, the last day stays as it was.",
            fr="Un délai plus long a été demandé pour répondre à une question dans le dossier de l’une des personnes que vous représentez. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
    ),
    "more-time-given": News(
        Text(en="There is more time to answer", fr="Le délai pour répondre est prolongé"),
        Text(
            en="The office gave more time to answer a question. The new last day is in your file.",
            fr="Le bureau a accordé plus de temps pour répondre à une question. Le nouveau dernier jour est indiqué dans votre dossier.",
        ),
        Text(
            en="The office gave more time to answer a question. The new last day is in the file of your client.",
            fr="Le bureau a accordé plus de temps pour répondre à une question. Le nouveau dernier jour est indiqué dans le dossier de la personne que vous représentez.",
        ),
    ),
    "more-time-refused": News(
        Text(
            en="The last day to answer stays as it was",
            fr="Le dernier jour pour répondre reste le même",
        ),
        Text(
            en="The office did not give more time to answer a question. The last day in your file still applies.",
            fr="Le bureau n’a pas accordé plus de temps pour répondre à une question. Le dernier jour indiqué dans votre dossier est maintenu.",
        ),
        Text(
            en="The office did not give more time to answer a question. The last day in the file of your client still applies.",
            fr="Le bureau n’a pas accordé plus de temps pour répondre à une question. Le dernier jour indiqué dans le dossier de la personne que vous représentez est maintenu.",
        ),
    ),
}


def _reminder(share: str, subject: Text, yours: Text, a_clients: Text) -> News:
    """How much of the time to do something is gone; its subject says the day."""
    by = LAST if share == "last-day" else BY
    return News(_said(by, subject), _said(GONE[share], yours), _said(GONE[share], a_clients))


def _said(how: Text, what: Text) -> Text:
    return Text(en=how.en.replace("{what}", what.en), fr=how.fr.replace("{what}", what.fr))


_OWN = {**OWN_PARTS, **OWN_TRANSLATED, **OWN_CLOSED, **OWN_HANDED_OVER}
_ALL: dict[str, News] = {
    **_SAID,
    **{key: News(*said) for key, said in {**SENT, **TRANSLATED, **PAID}.items()},
    **{key: News(*said, ends=_SEE) for key, said in PARTS.items()},
    # Whose part it is has no representative: the same is said to whoever reads it.
    **{key: News(subject, said, said) for key, (subject, said) in _OWN.items()},
    **{
        f"reminder-{kind}-{share}": _reminder(share, *said)
        for kind, said in DUE.items()
        for share in GONE
    },
}
NOTICES: Mapping[str, News] = {
    **_ALL,
    **{key: replace(_ALL[key], ends=_NOTHING_LEFT) for key in _GONE},
}
