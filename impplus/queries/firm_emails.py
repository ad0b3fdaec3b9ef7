"""The e-mails of firms, in the language of their reader, by the kind of what is owed (practice.Mail)."""

import re
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from impplus.practice.models import Enquiry, Mail, Offer, Reply
from impplus.programmes import SERVED
from impplus.queries.answers import in_words
from impplus.queries.booking_emails import BOOKING_KINDS, booking_email
from impplus.queries.engagement_emails import ENGAGEMENT_KINDS, engagement_email
from impplus.queries.matter_emails import MATTER_KINDS, matter_email
from impplus.queries.offers import link_of
from impplus.queries.presentations import presentation_of, said
from impplus.queries.triage import attached
from impplus.records.models import Firm, User
from impplus.words import countries, enquiry_words as words, formats, labels, phones
from impplus.words.colleagues import NAMES_OF_ROLES
from impplus.words.text import Text

LONGEST_NAME = 80  # of a stranger, in a copy
_DOT = re.compile(r"\.(?=[^\W\d_])")  # before a letter, as in the name of a site

SIGNS = "client-signs"
OFF = "webhook-off"
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
    on = SERVED.day_of(mail.owed_at)
    if mail.kind in BOOKING_KINDS:
        return booking_email(mail, firm)
    if mail.kind in ENGAGEMENT_KINDS:
        return engagement_email(mail, firm)
    if mail.kind in MATTER_KINDS:
        return matter_email(mail, firm)
    if mail.kind == "reply" and mail.enquiry and mail.reply:
        return reply_email(firm.name, mail.enquiry, mail.reply, place=_place(firm, on))
    if mail.kind == "acknowledgement" and mail.enquiry:
        language = mail.enquiry.language
        hours = said(presentation_of(firm.pk, on), "hours", language)
        return acknowledgement(firm.name, mail.enquiry, hours=hours)
    if mail.kind == "offer" and mail.offer:
        return offered(firm.name, mail.offer)
    if mail.kind == "enquiry-came" and mail.enquiry:
        reader = User.objects.get(pk=mail.account or 0)
        return came(firm.name, mail.enquiry.pk, reader.language, to=reader.email)
    if mail.kind in (SIGNS, OFF):
        reader = User.objects.get(pk=mail.account or 0)
        written = signs_email if mail.kind == SIGNS else switched_off
        return written(firm.name, reader.language, to=reader.email)
    raise LookupError(f"no words for the e-mail {mail.kind}")


def reply_email(firm: str, enquiry: Enquiry, reply: Reply, *, place: str = "") -> EmailMessage:
    """What a firm answers to an enquiry: with who answers, the firm, and what was asked."""
    language = enquiry.language
    values = {
        "firm": firm,
        "by": reply.name,
        "answer": reply.text,
        "place": place,
        "quoted": "\n".join(f"> {line}" for line in unlinked(enquiry.message).splitlines()),
        "day": formats.day(SERVED.day_of(enquiry.requested_at), language),
        "not_a_client": words.NOT_A_CLIENT.filled({"firm": firm}).say(language),
    }
    body = words.SIGNED.filled(values).say(language)
    return _email(words.REPLY.filled({"firm": firm}), body, enquiry.email, language)


def acknowledgement(firm: str, enquiry: Enquiry, *, hours: str = "") -> EmailMessage:
    """That it arrived, what happens next, and a copy, to whoever enquired."""
    language = enquiry.language
    values = {
        "firm": firm,
        "day": formats.day(SERVED.day_of(enquiry.requested_at), language),
        "hours": words.HOURS.filled({"hours": hours}).say(language) if hours else "",
        "not_a_client": words.NOT_A_CLIENT.filled({"firm": firm}).say(language),
        "copy": copy_of(enquiry, language),
    }
    body = words.ACKNOWLEDGED.filled(values).say(language)
    return _email(words.RECEIVED.filled({"firm": firm}), body, enquiry.email, language)


def came(firm: str, enquiry: int, language: str, *, to: str) -> EmailMessage:
    """That an enquiry came, to a colleague, with nothing of what it says."""
    with override(language):
        link = settings.SITE_URL + reverse("firm:enquiry", args=[enquiry])
    body = words.OPEN_IT.filled({"firm": firm, "link": link}).say(language)
    return _email(words.CAME, body, to, language)


def offered(firm: str, offer: Offer) -> EmailMessage:
    """The link to accept a place at a firm, to whom it is offered."""
    language = offer.language
    with override(language):
        link = settings.SITE_URL + reverse("public:join-firm", args=[link_of(offer)])
    values = {
        "firm": firm,
        "link": link,
        "day": formats.day(SERVED.day_of(offer.until), language),
        "role": NAMES_OF_ROLES[offer.role].say(language),
    }
    body = words.JOIN.filled(values).say(language)
    return _email(words.OFFERED.filled({"firm": firm}), body, offer.email, language)


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


def copy_of(enquiry: Enquiry, language: str) -> str:
    """All that was sent, a line each, the message last; nothing in it is a link, since nobody has shown that the address is theirs."""
    no_yes = {one: labels.ANSWERED[one].capital.say(language) for one in (True, False)}
    rows = [
        (words.NAME, unlinked(enquiry.name)[:LONGEST_NAME]),
        (words.EMAIL, enquiry.email),
        (words.PHONE, phones.say(enquiry.phone, language)),
        (words.COUNTRY, countries.name(enquiry.country).say(language)),
        (words.HAS_CSQ, no_yes[enquiry.has_csq]),
        (words.HAS_LETTER, no_yes[enquiry.has_letter]),
        (words.PARTNER, no_yes[bool(enquiry.partner)]),
        (words.CHILDREN, ", ".join(map(str, enquiry.children))),
    ]
    lines = [f"{_label(label, language)}{value}" for label, value in rows if value]
    if enquiry.checked_on:
        lines += ["", words.ATTACHED.say(language)]
        for field, value in attached(enquiry.answers, enquiry.checked_on):
            answer = unlinked(in_words(field, value, language))
            lines.append(f"{_label(field.label, language)}{answer}")
    return "\n".join([*lines, "", unlinked(enquiry.message)])


def unlinked(text: str) -> str:
    """What a stranger wrote, with a space where a mail program would make a link of it."""
    return _DOT.sub(". ", text.replace("://", ": //"))


def _label(label: Text, language: str) -> str:
    """A label with its colon; a question has none."""
    said_so = label.say(language)
    if said_so.endswith("?"):
        return f"{said_so} "
    return f"{said_so}\u00a0: " if language == "fr" else f"{said_so}: "


def _place(firm: Firm, on: date) -> str:
    """The address and the telephone of a firm, each on a line, where it says them."""
    row = presentation_of(firm.pk, on)
    return "".join(f"\n{one}" for one in (row.address, row.phone) if one)


def _email(subject: Text, body: str, to: str, language: str) -> EmailMessage:
    headers = {"Content-Language": language}
    return EmailMessage(subject.say(language), body, to=[to], headers=headers)
