"""What the permit for a wallet says: what its paper says."""

from typing import Any

from django.conf import settings

from impplus.queries.answers import given_by
from impplus.queries.letters.layout import programme_of
from impplus.records.models import Letter
from impplus.words import days


def facts_of(letter: Letter) -> dict[str, Any]:
    """The facts of a permit by the names of ISO/IEC 18013-5 where it has one; those that are not known are left out."""
    permit = letter.permit
    if permit is None:
        raise ValueError(f"letter {letter.pk} is no permit")
    person, born = permit.person, given_by(permit.person).get("born")
    found = {
        "document_number": permit.number,
        "family_name": person.family_name,
        "given_name": person.given_names,
        "birth_date": days.written(born) if born else "",
        "nationality": person.nationality,
        "passport_number": person.passport_number,
        "permit_kind": permit.kind,
        "place": permit.province,
        "institution": letter.facts.get("institution", ""),
        "conditions_en": [one["en"] for one in permit.conditions],
        "conditions_fr": [one["fr"] for one in permit.conditions],
        "valid_from": permit.valid_from,
        "expiry_date": permit.valid_until,
        "issue_date": programme_of(letter).day_of(permit.issued_at),
        "issuing_country": settings.ISSUER,
        "issuing_authority": programme_of(letter).name.en,
    }
    return {name: value for name, value in found.items() if value}
