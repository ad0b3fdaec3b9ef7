"""The e-mails of firms, in the language of their reader, by the kind of what is owed (practice.Mail)."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from impplus.practice.models import Mail, Matter
from impplus.queries.client_links import ASKS, CHASE, address_of
from impplus.records.models import Firm
from impplus.words import formats
from impplus.words.text import Text

REPLY = Text(en="Your enquiry to {firm}", fr="Votre demande de renseignements à {firm}")

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
WRITE_TO_US = Text(
    en="If you have sent it already, or if you have a question, write to us or call us.\n\n{firm}",
    fr="Si vous l’avez déjà envoyé ou si vous avez une question, écrivez-nous ou appelez-nous.\n\n{firm}",
)


def email_of(mail: Mail) -> EmailMessage:
    """An e-mail in the language and to the address that its reader has now.

    Its Message-ID is the same at each try, so that a mail system knows one that came twice.
    """
    email = _composed(mail)
    name = salted_hmac("impplus.mail", str(mail.pk), algorithm="sha256").hexdigest()
    email.extra_headers["Message-ID"] = f"<{name}@{urlsplit(settings.SITE_URL).hostname}>"
    return email


def _composed(mail: Mail) -> EmailMessage:
    firm = Firm.objects.get(pk=mail.firm)
    if mail.kind == "reply" and mail.enquiry and mail.reply:
        enquiry = mail.enquiry
        return reply_email(firm.name, mail.reply.text, enquiry.language, to=enquiry.email)
    if mail.kind == "client-reminder":
        said = mail.said
        due = date.fromisoformat(said["due"]) if said["due"] else None
        return reminder_email(firm.name, said["missing"], due, said["language"], to=mail.to)
    if mail.kind in (ASKS, CHASE) and mail.matter:
        return asked_email(firm.name, mail.matter, mail.kind, to=mail.to)
    raise LookupError(f"no words for the e-mail {mail.kind}")


def reply_email(firm: str, answer: str, language: str, *, to: str) -> EmailMessage:
    """What a firm answers to an enquiry, under its name."""
    return _email(REPLY.filled({"firm": firm}), answer, to, language)


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


def asked_email(firm: str, matter: Matter, kind: str, *, to: str) -> EmailMessage:
    """What a client is asked for still, and the link by which it is answered, where it was not revoked meanwhile."""
    language, link = matter.language, matter.links.filter(status="active").first()
    asked = [f"– {one.text}" for one in matter.wanted.filter(status="asked")]
    told = {"firm": firm, "asked": "\n".join(asked)}
    parts = [(ASKED if kind == ASKS else ASKED_AGAIN).filled(told).say(language)]
    if link:
        parts.append(BY_LINK.filled({"link": address_of(link, language)}).say(language))
    parts.append(WRITE_TO_US.filled(told).say(language))
    return _email(REMINDER.filled({"firm": firm}), "\n\n".join(parts), to, language)


def _email(subject: Text, body: str, to: str, language: str) -> EmailMessage:
    headers = {"Content-Language": language}
    return EmailMessage(subject.say(language), body, to=[to], headers=headers)
