"""The e-mails about a matter to its client, by the kind of what is owed: what is missing, and what was asked by a link."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus.practice.models import Mail
from impplus.queries.client_links import ASKS, CHASE, address_of
from impplus.records.models import Firm, User
from impplus.words import formats
from impplus.words.text import Text

REMINDS = "client-reminder"
SIGNS = "client-signs"
OFF = "webhook-off"
MATTER_KINDS = (REMINDS, SIGNS, OFF, ASKS, CHASE)

REMINDER = Text(
    en="{firm} is waiting for something from you", fr="{firm} attend quelque chose de votre part"
)
REMINDED = Text(
    en="For your file we still need:\n\n{missing}",
    fr="Pour votre dossier, il nous manque encore\u00a0:\n\n{missing}",
)
BY_DAY = Text(
    en="The next last day in your file is {day}. Send it as soon as you can.",
    fr="Le prochain délai de votre dossier prend fin le {day}. Faites-nous parvenir le tout dès que possible.",
)
ASKED = Text(
    en="{firm} asks you for this, for your file:\n\n{asked}",
    fr="{firm} vous demande ceci pour votre dossier\u00a0:\n\n{asked}",
)
ASKED_AGAIN = Text(
    en="{firm} has no answer from you yet about this:\n\n{asked}",
    fr="{firm} n’a pas encore reçu votre réponse à ceci\u00a0:\n\n{asked}",
)
BY_LINK = Text(
    en="Answer here, without an account or a password. Do not give this link to anybody:\n{link}",
    fr="Répondez ici, sans compte ni mot de passe. Ne donnez ce lien à personne\u00a0:\n{link}",
)
SWITCHED_OFF = Text(
    en="A webhook of {firm} was switched off", fr="Un webhook de {firm} a été désactivé"
)
WHY_OFF = Text(
    en="Your system has taken nothing for days, so we no longer call it. See why, and switch it on again, here:\n{link}",
    fr="Votre système n’a rien accepté depuis des jours\u00a0: nous ne l’appelons plus. Voyez pourquoi et réactivez le webhook ici\u00a0:\n{link}",
)
TO_SIGN = Text(
    en="Your application is prepared: sign it, pay, and submit it",
    fr="Votre demande est prête\u00a0: signez-la, payez et soumettez-la",
)
SIGN_IT = Text(
    en="{firm} has prepared your application. Nothing is missing but what you alone do: read it, pay the fees if they are not paid yet, sign it and "
    "submit it. It takes a place only once you have submitted it.\n\nSign in with your own account:\n{link}\n\nNobody else may sign for you. "
    "Never give your password to anybody, not even to us.\n\n{firm}",
    fr="{firm} a préparé votre demande. Il ne manque que ce que vous seule ou seul pouvez faire\u00a0: la lire, payer les frais s’ils ne le sont "
    "pas encore, la signer et la soumettre. Elle n’occupe une place qu’une fois que vous l’avez soumise.\n\nOuvrez une session dans votre propre "
    "compte\u00a0:\n{link}\n\nPersonne d’autre ne peut signer à votre place. Ne donnez jamais votre mot de passe à qui que ce soit, pas même à nous."
    "\n\n{firm}",
)
WRITE_TO_US = Text(
    en="If you have sent it already, or if you have a question, write to us or call us.\n\n{firm}",
    fr="Si vous l’avez déjà envoyé ou si vous avez une question, écrivez-nous ou appelez-nous.\n\n{firm}",
)


def matter_email(mail: Mail, firm: Firm) -> EmailMessage:
    """An e-mail to the client; LookupError where it names no matter."""
    if mail.kind == REMINDS:
        told = mail.said
        due = date.fromisoformat(told["due"]) if told["due"] else None
        return reminder_email(firm.name, told["missing"], due, told["language"], to=mail.to)
    if mail.kind in (SIGNS, OFF):
        reader = User.objects.get(pk=mail.account or 0)
        written = signs_email if mail.kind == SIGNS else switched_off
        return written(firm.name, reader.language, to=reader.email)
    if mail.matter is None:
        raise LookupError(f"the e-mail {mail.kind} names no matter")
    language, link = mail.matter.language, mail.matter.links.filter(status="active").first()
    return asked_email(
        firm.name,
        [one.text for one in mail.matter.wanted.filter(status="asked")],
        language,
        to=mail.to,
        link=address_of(link, language) if link else "",
        again=mail.kind == CHASE,
    )


def reminder_email(
    firm: str, missing: str, due: date | None, language: str, *, to: str
) -> EmailMessage:
    """What a client is reminded of: what is missing in the firm's words, and by which day where one runs."""
    told = {"firm": firm, "missing": missing}
    body = [REMINDED.filled(told)]
    if due:
        days = {key: formats.day(due, key) for key in ("en", "fr")}
        body.append(Text(en=BY_DAY.en.format(day=days["en"]), fr=BY_DAY.fr.format(day=days["fr"])))
    body.append(WRITE_TO_US.filled(told))
    text = "\n\n".join(one.say(language) for one in body)
    return _email(REMINDER.filled({"firm": firm}), text, to, language)


def signs_email(firm: str, language: str, *, to: str) -> EmailMessage:
    """That a file is ready to be signed, to its applicant, with nothing of what it says."""
    with override(language):
        link = settings.SITE_URL + reverse("portal:home")
    return _email(TO_SIGN, SIGN_IT.filled({"firm": firm, "link": link}).say(language), to, language)


def switched_off(firm: str, language: str, *, to: str) -> EmailMessage:
    """That a webhook was switched off, to an owner of the firm."""
    with override(language):
        link = settings.SITE_URL + reverse("firm:webhooks")
    return _email(
        SWITCHED_OFF.filled({"firm": firm}),
        WHY_OFF.filled({"link": link}).say(language),
        to,
        language,
    )


def asked_email(
    firm: str, asked: Iterable[str], language: str, *, to: str, link: str = "", again: bool = False
) -> EmailMessage:
    """What a client is asked for still, and the link by which it is answered, where it was not revoked meanwhile."""
    told = {"firm": firm, "asked": "\n".join(f"– {one}" for one in asked)}
    parts = [(ASKED_AGAIN if again else ASKED).filled(told).say(language)]
    if link:
        parts.append(BY_LINK.filled({"link": link}).say(language))
    parts.append(WRITE_TO_US.filled(told).say(language))
    return _email(REMINDER.filled({"firm": firm}), "\n\n".join(parts), to, language)


def _email(subject: Text, body: str, to: str, language: str) -> EmailMessage:
    headers = {"Content-Language": language}
    return EmailMessage(subject.say(language), body, to=[to], headers=headers)
