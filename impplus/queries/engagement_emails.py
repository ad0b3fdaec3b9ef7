"""The e-mails about a service agreement, with its signed papers, by the kind of what is owed: to the client, or to the firm."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus.practice.models import Mail, Retainer
from impplus.queries.retainers import link_of, read
from impplus.records.models import Firm, User
from impplus.words import agreement_words as said
from impplus.words.text import Text

ENGAGEMENT_KINDS: Mapping[str, tuple[Text, Text]] = {
    "agreement-offered": (said.OFFERED, said.OPEN),
    "agreement-asked": (said.ASKED, said.LOOK),
    "agreement-declined": (said.DECLINED, said.LOOK),
    "agreement-signed": (said.SIGNED, said.COPY),
    "agreement-ended": (said.OVER, said.OVER_BODY),
    "price-proposed": (said.PRICE, said.PROPOSED),
    "price-answered": (said.ANSWERED, said.LOOK),
}


def engagement_email(mail: Mail, firm: Firm) -> EmailMessage:
    """An e-mail to the client, or to an account of the firm where the mail names one."""
    agreement = mail.agreement
    if agreement is None:
        raise LookupError(f"mail {mail.pk} is about no agreement")
    terms = read(agreement.terms)
    to, language = mail.to, agreement.language
    if mail.account:
        reader = User.objects.get(pk=mail.account)
        to, language = reader.email, reader.language
    names = {"firm": firm.name, "name": terms.licensee.name, "client": terms.client.name}
    return about_agreement(mail.kind, agreement, names, to=to, language=language)


def about_agreement(
    kind: str, agreement: Retainer, names: Mapping[str, str], *, to: str, language: str
) -> EmailMessage:
    """The e-mail of a kind to one reader; `names` are those of the firm, of whoever signs for it (`name`), and of the client."""
    subject, body = ENGAGEMENT_KINDS[kind]
    values = {
        **names,
        "link": link_to(agreement, language),
        "page": _page(agreement, language),
    }
    email = EmailMessage(
        subject.filled(values).say(language),
        body.filled(values).say(language),
        to=[to],
        headers={"Content-Language": language},
    )
    _attach(email, kind, agreement)
    return email


def link_to(agreement: Retainer, language: str) -> str:
    """The whole address of the client's private page."""
    with override(language):
        path = reverse("public:service-agreement", args=[link_of(agreement)])
    return f"{settings.SITE_URL}{path}"


def _page(agreement: Retainer, language: str) -> str:
    with override(language):
        return f"{settings.SITE_URL}{reverse('firm:service-agreement', args=[agreement.pk])}"


def _attach(email: EmailMessage, kind: str, agreement: Retainer) -> None:
    """The signed papers, the text that is read first at the head; or the letter of the end."""
    if kind == "agreement-signed":
        for language in agreement.texts.split():
            paper = getattr(agreement, f"file_{language}")
            if paper:
                email.attach(f"{said.FILE.say(language)}.pdf", bytes(paper), "application/pdf")
    if kind == "agreement-ended" and agreement.ending_file:
        name = said.ENDING_FILE.say(agreement.language)
        email.attach(f"{name}.pdf", bytes(agreement.ending_file), "application/pdf")
