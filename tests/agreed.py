"""Service agreements of invented clients, as the tests begin and sign them."""

from dataclasses import replace
from datetime import date
from typing import Any

from impplus.actions import conflicts, retainers
from impplus.practice.models import Enquiry, Retainer
from impplus.queries.begun_terms import begun
from impplus.queries.retainers import RetainerTerms
from impplus.records.models import Firm, User
from tests.people import written_to


def day(key: str, on: date) -> dict[str, Any]:
    """A day as the three controls of a page send it."""
    return {f"{key}_{n}": part for n, part in enumerate((on.year, on.month, on.day))}


def cleared(firm: Firm, by: User, **otherwise: Any) -> Enquiry:
    """What Leïla asked, once Lucie searched for conflicts."""
    told = {
        "name": "Leïla Haddad",
        "email": "leila@example.test",
        "language": "fr",
        "country": "DZA",
    }
    asked = written_to(firm, **(told | otherwise))
    conflicts.record(asked, "clear", reason="Nobody.", sought=[], by=by)
    return asked


def whole(terms: RetainerTerms) -> RetainerTerms:
    """The same terms with nothing left out."""
    licensee = replace(
        terms.licensee, number="R123456", address="12 Main Street, Gatineau", phone="+18195550110"
    )
    client = replace(terms.client, address="4 rue des Lilas, Oran")
    return replace(
        terms, licensee=licensee, client=client, identity="Passport seen.", fee_cents=250_000
    )


def offered(asked: Enquiry, by: User, texts: str = "fr en") -> Retainer:
    """An agreement that Lucie wrote, signed for the firm and sent."""
    terms = begun(asked, by)
    made = retainers.begin(asked, lawyer=by.pk, terms=terms, email=asked.email, by=by)
    retainers.change(made, terms=whole(terms), texts=texts, language="fr", email=asked.email, by=by)
    made.refresh_from_db()
    retainers.offer(made, by=by)
    made.refresh_from_db()
    return made


def signed(agreement: Retainer, language: str = "fr", *, chose: bool = False) -> None:
    """Leïla signs what was sent last."""
    retainers.sign(
        agreement,
        version=agreement.version,
        signature="Leïla Haddad",
        language=language,
        chose=chose,
    )
    agreement.refresh_from_db()
