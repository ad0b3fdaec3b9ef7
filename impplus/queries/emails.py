"""The e-mails in the language of their reader; those about an account are templates of django-allauth."""

from django.conf import settings
from django.core.mail import EmailMessage

from impplus.rules.programme import Programme
from impplus.words.text import Text

LETTER_WAITS = Text(
    en="A letter about {programme} is waiting for you",
    fr="Une lettre au sujet du {programme} vous attend",
)
IN_YOUR_FILE = Text(
    en="A new letter is in your file. Sign in to read it:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Une nouvelle lettre se trouve dans votre dossier. Ouvrez une session pour la lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
IN_A_CLIENTS_FILE = Text(
    en="A new letter is in the file of one of your clients. Sign in to read it:\n\n{site}\n\n"
    "We never ask for money or a password by e-mail.",
    fr="Une nouvelle lettre se trouve dans le dossier de l’une des personnes que vous représentez. Ouvrez une session "
    "pour la lire\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
INVITED = Text(
    en="You have received a letter of invitation under {programme}. Create an account, then enter this code with the "
    "number of your CSQ and your date of birth:\n\n{code}\n\n{site}\n\n"
    "The code is of no use to anyone else. We never ask for money or a password by e-mail.",
    fr="Vous avez reçu une lettre d’invitation dans le cadre du {programme}. Créez un compte, puis inscrivez ce code avec "
    "le numéro de votre CSQ et votre date de naissance\u00a0:\n\n{code}\n\n{site}\n\n"
    "Le code ne sert à personne d’autre. Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
REPLY = Text(en="Your consultation request to {firm}", fr="Votre demande de consultation à {firm}")


def letter_notice(
    programme: Programme, language: str, *, to: str, code: str = "", represents: bool = False
) -> EmailMessage:
    """The notice that a letter waits, without its content; with its code where it is an invitation.

    `represents` says that its reader is the applicant's representative.
    """
    body = INVITED if code else IN_A_CLIENTS_FILE if represents else IN_YOUR_FILE
    values = {
        "site": f"{settings.SITE_URL}/{language}/",
        "programme": programme.short.say(language),
        "code": code,
    }
    return _message(LETTER_WAITS.filled(values), body.filled(values).say(language), to, language)


def consultation_reply(firm: str, answer: str, language: str, *, to: str) -> EmailMessage:
    """What a firm answers to a request, under its name."""
    return _message(REPLY.filled({"firm": firm}), answer, to, language)


def _message(subject: Text, body: str, to: str, language: str) -> EmailMessage:
    headers = {"Content-Language": language}
    return EmailMessage(subject.say(language), body, to=[to], headers=headers)
