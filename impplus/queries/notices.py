"""News of a file that is sent by e-mail: what each kind says, which is nothing personal."""

from dataclasses import dataclass

from impplus.words.text import Text

_SIGN_IN = Text(
    en="Sign in to read it:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr="Ouvrez une session pour en prendre connaissance\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)


@dataclass(frozen=True)
class News:
    """A subject, and one sentence to the applicant or to the representative, who reads of a client."""

    subject: Text
    yours: Text
    a_clients: Text

    def body(self, *, represents: bool) -> Text:
        """The whole e-mail, with `{site}` still to be filled in."""
        said = self.a_clients if represents else self.yours
        return Text(en=f"{said.en} {_SIGN_IN.en}", fr=f"{said.fr} {_SIGN_IN.fr}")


NOTICES: dict[str, News] = {
    "message-sent": News(
        Text(
            en="A message was sent to the office",
            fr="Un message a été envoyé au bureau",
        ),
        Text(
            en="A message was sent to the office from your file. The file says by when the office means to answer.",
            fr="Un message a été envoyé au bureau depuis votre dossier. Le dossier indique quand le bureau compte répondre.",
        ),
        Text(
            en="A message was sent to the office from the file of one of your clients. The file says by when the office means to answer.",
            fr="Un message a été envoyé au bureau depuis le dossier de l’une des personnes que vous représentez. Le dossier indique quand "
            "le bureau compte répondre.",
        ),
    ),
    "message-from-the-office": News(
        Text(
            en="A message from the office is waiting for you",
            fr="Un message du bureau vous attend",
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
            en="An officer read the change that was reported in your file and counts with it.",
            fr="Une agente ou un agent a lu le changement déclaré dans votre dossier et en tient compte.",
        ),
        Text(
            en="An officer read the change that was reported in the file of one of your clients and counts with it.",
            fr="Une agente ou un agent a lu le changement déclaré dans le dossier de l’une des personnes que vous représentez et en tient "
            "compte.",
        ),
    ),
    "more-time-asked": News(
        Text(en="More time was asked for", fr="Un délai plus long a été demandé"),
        Text(
            en="More time was asked for to answer a question in your file. Until the office says so, the last day stays as it was.",
            fr="Un délai plus long a été demandé pour répondre à une question dans votre dossier. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
        Text(
            en="More time was asked for to answer a question in the file of one of your clients. Until the office says so, the last day stays as it was.",
            fr="Un délai plus long a été demandé pour répondre à une question dans le dossier de l’une des personnes que vous représentez. Tant que le bureau ne l’a pas accordé, le dernier jour reste le même.",
        ),
    ),
    "more-time-given": News(
        Text(en="You have more time to answer", fr="Vous avez plus de temps pour répondre"),
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
            en="The office did not give more time to answer a question. The last day in your file holds.",
            fr="Le bureau n’a pas accordé plus de temps pour répondre à une question. Le dernier jour indiqué dans votre dossier est maintenu.",
        ),
        Text(
            en="The office did not give more time to answer a question. The last day in the file of your client holds.",
            fr="Le bureau n’a pas accordé plus de temps pour répondre à une question. Le dernier jour indiqué dans le dossier de la personne que vous représentez est maintenu.",
        ),
    ),
}
