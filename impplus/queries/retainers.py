"""Service agreements: what one says in each language, its private link, what it still lacks, and the fee in force."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from impplus.practice.models import Retainer
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.consultation_agreements import (
    BAR_NUMBER,
    CONSULTANT,
    NUMBER,
    Section,
    Side,
    rows_of,
)
from impplus.queries.refusals import Refusal
from impplus.rules.canonical import canonical
from impplus.rules.terms import TERMS, days_of
from impplus.words import agreement_words as words, formats
from impplus.words.retainer import ITEMS_OF_SERVICES, AgreementItem
from impplus.words.text import Text

_LONGEST = 100
# For how many days, from its end, the firm has what is the client's (rules/terms.py).
CLOSING_DAYS = days_of(TERMS["closing"], date.max, SERVED.settings) or 0


class NotWhole(Refusal):
    """Something that the law asks for is not written yet."""

    text = words.NOT_WHOLE


@dataclass(frozen=True)
class RetainerTerms:
    """What the firm writes. Amounts are cents; `fee` is a key of words.FEES, `other` one of words.OTHERS.

    `own` holds the firm's part of an item by its letter and language. `quebec`: the firm or the client is in Quebec,
    where the French text comes first. `identity` is how the client's name and addresses were confirmed.
    """

    kind: str
    licensee: Side
    client: Side
    work: str
    served_in: str
    quebec: bool
    identity: str
    other: str
    other_words: str
    fee: str
    fee_cents: int
    hours: int
    disbursement_cents: int
    advance_cents: int
    own: Mapping[str, Mapping[str, str]]


def kept(terms: RetainerTerms) -> dict[str, Any]:
    """The terms as plain JSON."""
    return asdict(terms)


def read(kept: Mapping[str, Any]) -> RetainerTerms:
    """The same, from what was kept."""
    sides = {name: Side(**kept[name]) for name in ("licensee", "client")}
    names = RetainerTerms.__dataclass_fields__
    return RetainerTerms(**{name: kept[name] for name in names} | sides)


def items_of(kind: str) -> Iterator[AgreementItem]:
    """The items of an agreement of a kind, in the order of the law."""
    return (one for one in ITEMS_OF_SERVICES.values() if one.only in ("", kind))


def lacking(terms: RetainerTerms, texts: str) -> list[Text]:
    """What the law asks for and is not written yet, by its title."""
    missing = [
        one.title
        for one in items_of(terms.kind)
        if one.own == "required"
        and not all(terms.own[one.key][key].strip() for key in texts.split())
    ]
    sides = (
        terms.licensee.name,
        terms.licensee.address,
        terms.licensee.phone,
        terms.licensee.email,
    )
    if not all(sides) or (terms.kind == CONSULTANT and not terms.licensee.number):
        missing.append(ITEMS_OF_SERVICES["a"].title)
    if not terms.client.name:
        missing.append(ITEMS_OF_SERVICES["b"].title)
    if not terms.identity.strip():
        missing.append(words.IDENTITY)
    if terms.fee != "pro-bono" and not terms.fee_cents:
        missing.append(ITEMS_OF_SERVICES["i"].title)
    if terms.other != "none" and not terms.other_words.strip():
        missing.append(words.OTHER)
    return missing


def sections(terms: RetainerTerms, firm: str, language: str) -> list[Section]:
    """Every item of the agreement in one language."""
    return [_section(one, terms, firm, language) for one in items_of(terms.kind)]


def _section(item: AgreementItem, terms: RetainerTerms, firm: str, language: str) -> Section:
    said = item.said(terms.kind)
    lines = [said.say(language)] if said else []
    if item.key in _MADE:
        lines += [one.say(language) for one in _MADE[item.key](terms)]
    lines += [
        one for one in terms.own.get(item.key, {}).get(language, "").splitlines() if one.strip()
    ]
    made: Section = {"heading": f"{item.key}) {item.title.say(language)}"}
    if item.key == "a":
        number = NUMBER if terms.kind == CONSULTANT else BAR_NUMBER
        made["rows"] = rows_of(terms.licensee, number, language, firm=firm)
    if item.key == "b":
        made["rows"] = rows_of(terms.client, NUMBER, language)
        if terms.work:
            made["rows"] += [{"label": words.WORK.say(language), "value": terms.work}]
    if item.own == "optional" and not lines:
        lines = [words.NONE.say(language)]
    return made | ({"paragraphs": lines} if lines else {})


def _money(cents: int) -> Text:
    amount = Decimal(cents) / 100
    return Text(en=formats.money(amount, "en"), fr=formats.money(amount, "fr"))


def _filled(text: Text, **values: Text | int) -> Text:
    def said(language: str) -> dict[str, Any]:
        return {
            key: one.say(language) if isinstance(one, Text) else one for key, one in values.items()
        }

    return Text(en=text.en.format(**said("en")), fr=text.fr.format(**said("fr")))


def _fee(terms: RetainerTerms) -> list[Text]:
    return [_filled(words.FEES_SAID[terms.fee], amount=_money(terms.fee_cents), n=terms.hours)]


def _disbursements(terms: RetainerTerms) -> list[Text]:
    return [_filled(words.DISBURSEMENTS, amount=_money(terms.disbursement_cents))]


def _advance(terms: RetainerTerms) -> list[Text]:
    if not terms.advance_cents:
        return [words.NO_ADVANCE]
    return [_filled(words.ADVANCE, amount=_money(terms.advance_cents))]


def _served(terms: RetainerTerms) -> list[Text]:
    return [words.SERVED_IN[terms.served_in]]


_MADE = {"i": _fee, "j": _disbursements, "m": _advance, "s": _served}


def facts(agreement: Retainer, firm: str, language: str) -> dict[str, Any]:
    """The signed agreement as outside/pdf.py prints a letter."""
    agreed = agreement.agreed or {}
    terms = read(agreed["terms"])
    signed_at = datetime.fromisoformat(agreed["signed_at"])
    offered_at = datetime.fromisoformat(agreed["offered"]["at"])
    bound = words.BOUND[agreed["language"]].say(language)
    chose = [words.CHOSE_ENGLISH.say(language)] if agreed["chose"] else []
    on = SERVED.day_of(signed_at)
    return {
        "title": words.TITLE.say(language),
        "office": [firm, terms.licensee.address],
        "sections": sections(terms, firm, language),
        "date": on.isoformat(),
        "issued": formats.day(on, language),
        "signature_lines": [
            _signed(agreed["offered"]["name"], offered_at, words.FOR_THE_FIRM, language),
            _signed(agreed["signature"], signed_at, words.BY_THE_CLIENT, language),
            bound,
            *chose,
        ],
        "footer": firm,
    }


def _signed(name: str, at: datetime, as_whom: Text, language: str) -> str:
    when = formats.moment(at, language, time_zone=SERVED.time_zone, named=SERVED.time_zone_name)
    return as_whom.filled({"name": name, "when": when}).say(language)


def ending_facts(agreement: Retainer, firm: str) -> dict[str, Any]:
    """The letter by which an agreement ended, in the client's language, as outside/pdf.py prints a letter."""
    language, ended = agreement.language, agreement.ended_on
    if ended is None:
        raise LookupError(f"service agreement {agreement.pk} has not ended")
    terms = read((agreement.agreed or {})["terms"])
    said = words.ENDED[bool(agreement.completed)]
    day = Text(en=formats.day(ended, "en"), fr=formats.day(ended, "fr"))
    return {
        "title": words.ENDING.say(language),
        "office": [firm, terms.licensee.address],
        "addressee": [terms.client.name, terms.client.address],
        "date": ended.isoformat(),
        "issued": day.say(language),
        "paragraphs": [
            _filled(said, day=day).say(language),
            *[one for one in agreement.ending.splitlines() if one.strip()],
            _filled(words.AFTER_THE_END, n=CLOSING_DAYS).say(language),
        ],
        "signature_lines": [terms.licensee.name, firm],
        "footer": firm,
    }


def fee_in_force(agreement: Retainer) -> int:
    """The fee in cents that the client agreed to last; what was only proposed does not count."""
    agreed = [one for one in agreement.prices.all() if one.status == "consented"]
    return agreed[-1].after_cents if agreed else read(agreement.terms).fee_cents


def paid_in_advance(agreement: Retainer) -> Decimal:
    """What the client paid in advance, in dollars, as it was corrected last."""
    noted = (one.cents for one in agreement.advances.all() if one.status == "noted")
    return Decimal(sum(noted)).scaleb(-2)


def digest_of(agreement: Retainer) -> str:
    """What is another once somebody changes what would be signed, or to whom it goes."""
    said = [agreement.terms, agreement.texts, agreement.language, agreement.email]
    return sha256(canonical(said)).hexdigest()[:16]


def first_language(agreement: Retainer) -> str:
    """The language of the text that is shown, and signed, first."""
    return agreement.texts.split()[0]


def link_of(agreement: Retainer) -> str:
    """The end of the address of its private link: a number, and a code that only this site can make."""
    return f"{agreement.pk}-{_code(agreement.pk)}"


def found_by(link: str) -> Retainer | None:
    """The agreement to which a link leads, whatever has become of it; None for a wrong link."""
    number, _dash, code = link.partition("-")
    sound = number.isascii() and number.isdecimal() and len(number) < 18 and len(link) <= _LONGEST
    if not (keeps_for_firms() and sound and constant_time_compare(code, _code(int(number)))):
        return None
    return Retainer.objects.filter(pk=int(number)).first()


def _code(pk: int) -> str:
    return salted_hmac("impplus.service-agreement", str(pk), algorithm="sha256").hexdigest()[:40]
