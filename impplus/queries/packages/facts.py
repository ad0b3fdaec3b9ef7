"""The facts of a file under the names that maps of forms and questions of portals use, in plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from impplus.queries.answers import Sheet
from impplus.queries.file import File
from impplus.words import countries, days

# A text, yes or no, or rows of them; a day as ISO 8601, of which the end may be missing.
type Fact = str | bool | Sequence[Mapping[str, str | bool]]
type Facts = Mapping[str, Fact]

HOME = ("address", "city", "region", "postal_code")
COUPLES = {"principal": "partner", "partner": "principal"}
STAYS = ("overstayed_details", "refused_details", "applied_details", "unauthorized_details")
HEALTH = ("tuberculosis_details", "care_details")
NORTH_AMERICA = 1  # calling code


@dataclass(frozen=True)
class Acting:
    """Who files: a representative with membership number and address, and the firm with its city."""

    name: str
    membership: str
    email: str
    firm: str
    city: str


def facts_of(file: File, name: str, acting: Acting, besides: Mapping[str, str]) -> Facts:
    """What is known of a person, by the name that rules give; `besides` is what the firm typed for forms alone.

    What is not known is not there.
    """
    sheets = {sheet.person.pk: sheet for sheet in file.sheets}
    about = {known: _plain(sheets[person.pk]) for known, person in file.people.items()}
    own = about[name]
    found: dict[str, Any] = {
        **own,
        **_home(own, about["principal"]),
        **_stay(own, about["principal"]),
        **_couple(about, name),
        **_family(about, name, own),
        **_past(own),
        **_phone(str(own.get("phone", "")) or str(about["principal"].get("phone", ""))),
        **_representative(acting),
        **{f"besides.{key}": said for key, said in besides.items()},
        "language": file.application.language,
        "email": file.application.applicant.email,
        "phone_kind": besides.get("phone_kind", ""),
        "name": file.people[name].name,
        "has_csq": True,
        "has_caq": bool(_sent(file, name, "caq")),
        "taiwan_passport": own.get("passport_country") == "TWN",
        "israel_passport": own.get("passport_country") == "ISR",
    }
    return {key: _said(value) for key, value in found.items() if value not in (None, "", (), [])}


def _plain(sheet: Sheet) -> dict[str, Any]:
    """Everything that a person was asked and answered."""
    asked = {field.key for _, fields in sheet.needed for field in fields}
    return {
        key: value
        for key, value in sheet.answers.items()
        if key in asked and value not in (None, "")
    }


def _said(value: Any) -> Any:
    return days.written(value) if isinstance(value, date) else value


def _sent(file: File, name: str, key: str) -> bool:
    return any(one.key == key and one.person_id == file.people[name].pk for one in file.sent)


def _home(own: Mapping[str, Any], principal: Mapping[str, Any]) -> dict[str, Any]:
    """Where a person lives: with the principal applicant, who says where, or elsewhere."""
    of = own if own.get("address") else principal
    home = {f"home.{key}": of.get(key) for key in HOME} | {"home.country": of.get("lives_country")}
    said = [str(of[key]) for key in HOME if of.get(key)]
    country = of.get("lives_country")
    said += [countries.name(str(country)).en] if country else []
    return {**home, "whole_home": ", ".join(said), "lives_country": country}


def _stay(own: Mapping[str, Any], principal: Mapping[str, Any]) -> dict[str, Any]:
    """In which country a person is now, with what status, and from where the application is made."""
    here = own.get("in_canada") is True
    lives = own.get("lives_country") or principal.get("lives_country")
    now = "CAN" if here else lives
    at_home = now == own.get("nationality")
    status = own.get("in_canada_status") if here else ("citizen" if at_home else None)
    lived = [one for one in own.get("residences", ()) if one.get("country") == now]
    status = status or next((one.get("status") for one in lived), None)
    since = next((one.get("from") for one in lived), None) or (own.get("born") if at_home else None)
    return {
        "now_country": now,
        "now_status": status,
        "now_from": since,
        "now_until": own.get("in_canada_until") if here else None,
        "applies_from": now,
        "applies_status": status,
        "applies_from_home": True,
    }


def _couple(about: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Any]:
    """What the two of a couple are to each other; what the principal applicant answers about both holds of both."""
    partner, principal = COUPLES.get(name, ""), about["principal"]
    if not partner or partner not in about:
        return {}
    of = about[partner]
    keys = ("family_name", "given_names", "born", "birth_country", "occupation")
    found: dict[str, Any] = {f"partner.{key}": _said(of.get(key)) for key in keys}
    found["partner.whole_home"] = _home(of, principal)["whole_home"]
    found["partner.relationship"] = found["relationship"] = principal.get("relationship")
    found["partner.applies"] = of.get("applies_for") != "nothing"
    found["couple_since"] = principal.get("married_on") or principal.get("union_since")
    return found


def _family(
    about: Mapping[str, Mapping[str, Any]], name: str, own: Mapping[str, Any]
) -> dict[str, Any]:
    """The parents and every child, those of the application first."""
    found: dict[str, Any] = {}
    for number, parent in enumerate(own.get("own_parents", ())[:2], start=1):
        for key, value in parent.items():
            found[f"parent_{number}.{key}"] = value
        found[f"parent_{number}.applies"] = False
    children = []
    for known, child in about.items() if name in COUPLES else ():
        if known.startswith("child-"):
            keys = ("family_name", "given_names", "born", "birth_country", "occupation")
            row = {key: _said(child[key]) for key in keys if child.get(key)}
            row["home"] = _home(child, about["principal"])["whole_home"]
            row["relation"], row["applies"] = "own", child.get("applies_for") != "nothing"
            row["marital_status"] = child.get("relationship") or "single"
            children.append(row)
    others = ({**one, "applies": False} for one in own.get("other_children", ()))
    return {**found, "children": [*children, *others]}


def _past(own: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of the past, where one question of a form takes several of ours."""
    stay, health = _joined(own, STAYS), _joined(own, HEALTH)
    unauthorized = own.get("unauthorized_work") is True or own.get("overstayed") is True
    asked = "overstayed" in own or "unauthorized_work" in own
    return {
        "has_other_names": bool(own.get("other_names")) if "family_name" in own else None,
        "has_schooling": bool(own.get("schooling")),
        "overstayed": unauthorized if asked else None,
        "stay_details": stay,
        "health_details": health,
    }


def _joined(own: Mapping[str, Any], keys: Iterable[str]) -> str:
    return "\n".join(str(own[key]) for key in keys if own.get(key))


def _phone(written: str) -> dict[str, Any]:
    """The parts of a telephone number, which a form asks for one by one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return {}
    return {
        "phone_na": number.country_code == NORTH_AMERICA,
        "phone_country": str(number.country_code),
        "phone_number": str(number.national_number),
    }


def _representative(acting: Acting) -> dict[str, str]:
    given, _, family = acting.name.rpartition(" ")
    return {
        "representative.family_name": family,
        "representative.given_names": given,
        "representative.membership": acting.membership,
        "representative.email": acting.email,
        "firm.name": acting.firm,
        "firm.city": acting.city,
    }
