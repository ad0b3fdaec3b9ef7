"""The e-mails about a matter to its client, by the kind of what is owed: what is missing, and what was asked by a link."""

from collections.abc import Iterable
from datetime import date

from django.core.mail import EmailMessage

from impplus.practice.models import Mail
from impplus.queries.client_links import ASKS, CHASE, address_of
from impplus.records.models import Firm
from impplus.words import formats
from impplus.words.text import Text

REMINDS = "client-reminder"
MATTER_KINDS = (REMINDS, ASKS, CHASE)

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


def matter_email(mail: Mail, firm: Firm) -> EmailMessage:
    """An e-mail to the client; LookupError where it names no matter."""
    if mail.kind == REMINDS:
        told = mail.said
        due = date.fromisoformat(told["due"]) if told["due"] else None
        return reminder_email(firm.name, told["missing"], due, told["language"], to=mail.to)
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
