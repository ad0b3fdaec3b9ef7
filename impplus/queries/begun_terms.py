"""The terms with which a service agreement begins: what is known of the firm and the client, and the texts to begin from."""

from impplus.practice.models import Enquiry, Matter
from impplus.queries.bookings import hours_of_account
from impplus.queries.consultation_agreements import CONSULTANT, Side
from impplus.queries.retainers import RetainerTerms
from impplus.records.models import User
from impplus.words.retainer import ITEMS_OF_SERVICES
from impplus.words.text import LANGUAGES


def begun(about: Enquiry | Matter, lawyer: User) -> RetainerTerms:
    """A draft for a client of somebody's firm, by the office hours that this lawyer or consultant saved last."""
    hours = hours_of_account(about.firm, lawyer.pk)
    licensee = Side(lawyer.name, "", "", lawyer.email)
    if hours:
        licensee = Side(hours.name, hours.address, hours.phone, hours.email, hours.number)
    starts = {one.key: one.starts for one in ITEMS_OF_SERVICES.values() if one.own}
    return RetainerTerms(
        kind=hours.kind if hours else CONSULTANT,
        licensee=licensee,
        client=Side(about.name, _address(about), about.phone, about.email),
        work="",
        served_in=about.language,
        quebec=True,
        identity="",
        other="none",
        other_words="",
        fee="fixed",
        fee_cents=0,
        hours=0,
        disbursement_cents=0,
        advance_cents=0,
        own={
            key: {one: text.say(one) if text else "" for one in LANGUAGES}
            for key, text in starts.items()
        },
    )


def _address(about: Enquiry | Matter) -> str:
    """The postal address that the client gave with the agreement of a first consultation, where there is one."""
    enquiry = about if isinstance(about, Enquiry) else about.enquiry
    last = enquiry.bookings.filter(agreed__isnull=False).last() if enquiry else None
    return str(last.agreed["client"]["address"]) if last and last.agreed else ""
