"""Consents: until when a firm may write to whoever enquired, by dated rows (CASL, S.C. 2010, c. 23, s. 10(10)(e))."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.practice.consent import IMPLIED, NEWSLETTER
from impplus.practice.models import Consent, Enquiry
from impplus.queries.refusals import Refusal
from impplus.rules.dated import months_later
from impplus.words.text import Text

MONTHS = 6


class ConsentEnded(Refusal):
    """Nobody may be written to whose consent has ended."""

    text = Text(
        en="The consent that this enquiry implied has ended. Once the person writes or calls again, press “Heard of again”; then answer. Nothing was sent.",
        fr="Le consentement tacite découlant de cette demande a pris fin. Quand la personne écrit ou appelle de nouveau, appuyez sur «\u00a0A redonné de ses nouvelles\u00a0», puis répondez. Rien n’a été envoyé.",
    )


def begin(enquiry: Enquiry, on: date, *, newsletter: bool) -> None:
    """Whoever enquires may be answered for six months; and gets a newsletter only where that was asked for."""
    renew(enquiry, on)
    if newsletter:
        Consent.objects.create(enquiry=enquiry, kind=NEWSLETTER, since=on)


def renew(enquiry: Enquiry, on: date) -> None:
    """Another six months from a day on which the person was heard of."""
    until = months_later(on, MONTHS)
    Consent.objects.create(enquiry=enquiry, kind=IMPLIED, since=on, until=until)


def must_hold(enquiry: Enquiry, on: date) -> None:
    """ConsentEnded where nobody may write about an enquiry on a day; a client may always be written to."""
    holds = enquiry.consents.filter(_holding(on), kind=IMPLIED)
    if enquiry.status not in ("booked", "engaged") and not holds.exists():
        raise ConsentEnded


def ended(on: date) -> QuerySet[Enquiry]:
    """The enquiries that nobody may be answered about any more."""
    holding = Consent.objects.filter(_holding(on), enquiry=OuterRef("pk"), kind=IMPLIED)
    return Enquiry.objects.exclude(Exists(holding))


def _holding(on: date) -> Q:
    return Q(withdrawn_on=None) & (Q(until=None) | Q(until__gte=on))
