"""The e-mails of firms, in the language of their reader, by the kind of what is owed (practice.Mail)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from impplus.practice.models import Mail
from impplus.queries.booking_emails import BOOKING_KINDS, booking_email
from impplus.records.models import Firm
from impplus.words.text import Text

REPLY = Text(en="Your enquiry to {firm}", fr="Votre demande de renseignements à {firm}")


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
    if mail.kind in BOOKING_KINDS:
        return booking_email(mail, firm)
    if mail.kind == "reply" and mail.enquiry and mail.reply:
        enquiry = mail.enquiry
        return reply_email(firm.name, mail.reply.text, enquiry.language, to=enquiry.email)
    raise LookupError(f"no words for the e-mail {mail.kind}")


def reply_email(firm: str, answer: str, language: str, *, to: str) -> EmailMessage:
    """What a firm answers to an enquiry, under its name."""
    return _email(REPLY.filled({"firm": firm}), answer, to, language)


def _email(subject: Text, body: str, to: str, language: str) -> EmailMessage:
    headers = {"Content-Language": language}
    return EmailMessage(subject.say(language), body, to=[to], headers=headers)
