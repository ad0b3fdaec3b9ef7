"""The consultation agreement: what a visitor signs before the first consultation, also a free one (SOR/2022-128, s. 23).

A consultant's has every item of s. 23(2); a lawyer's has the firm's own text in the place of what the College is.
Nothing here knows a table: what is agreed is kept as it stood, and written from that.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from impplus.words import formats, phones, zones
from impplus.words.text import LANGUAGES, Text

CONSULTANT, LAWYER = "consultant", "lawyer"
type Section = dict[str, Any]
type Written = Callable[["Agreed", str], Section]


@dataclass(frozen=True)
class Side:
    """Who agrees: `number` is that of the licence or of the bar; what there is none of is empty."""

    name: str
    address: str
    phone: str
    email: str
    number: str = ""


@dataclass(frozen=True)
class Agreed:
    """What both sides agree on. `kind` is consultant or lawyer; while no time is chosen, `starts_at` is empty. `fee` is in Canadian dollars (0: free), and it takes `minutes`.

    `own` is the firm's own text in English and French, or empty. Once signed, `signed_at` is an aware instant and
    `language` the one in which it was read and signed.
    """

    kind: str
    firm: str
    licensee: Side
    client: Side
    fee: Decimal
    starts_at: datetime | None
    zone: str
    minutes: int
    own: Mapping[str, str]
    signature: str = ""
    signed_at: datetime | None = None
    language: str = ""


TITLE = Text(en="Consultation agreement", fr="Contrat de consultation")
LICENSEE = Text(en="The consultant", fr="La consultante ou le consultant")
THE_LAWYER = Text(en="The lawyer", fr="L’avocate ou l’avocat")
CLIENT = Text(en="You", fr="Vous")
NAME = Text(en="Name", fr="Nom")
NUMBER = Text(en="Registration number", fr="Numéro d’inscription")
BAR_NUMBER = Text(en="Bar number", fr="Numéro de membre du barreau")
FIRM = Text(en="Firm", fr="Cabinet")
ADDRESS = Text(en="Address", fr="Adresse")
PHONE = Text(en="Telephone", fr="Téléphone")
EMAIL = Text(en="E-mail", fr="Adresse courriel")
NONE_GIVEN = Text(en="none given", fr="aucun renseignement")
FEE = Text(en="Fee", fr="Honoraires")
FREE = Text(
    en="The consultation is free of charge (pro bono). You owe nothing for it, and signing this does not oblige you to hire anybody.",
    fr="La consultation est gratuite (pro bono). Vous ne devez rien pour elle, et signer ce contrat ne vous oblige à retenir les services de personne.",
)
COSTS = Text(
    en="The consultation costs {fee}. Nothing else is charged for it.",
    fr="La consultation coûte {fee}. Rien d’autre n’est facturé pour elle.",
)
PAID = Text(
    en="You do not pay on this site: the firm tells you how, before the consultation or with its invoice.",
    fr="Vous ne payez pas sur ce site\u00a0: le cabinet vous dit comment, avant la consultation ou avec sa facture.",
)
REGULATOR = Text(en="The College", fr="Le Collège")
REGULATED = Text(
    en="The College of Immigration and Citizenship Consultants regulates immigration and citizenship consultants in Canada to protect the public. It licenses "
    "them, sets their standards of conduct and competence, receives complaints and disciplines them. You can look up a licence and make a complaint at "
    "college-ic.ca.",
    fr="Le Collège des consultants en immigration et en citoyenneté réglemente les consultantes et consultants en immigration et en citoyenneté au Canada, pour "
    "protéger le public. Il délivre les permis, fixe les normes de conduite et de compétence, reçoit les plaintes et impose des mesures disciplinaires. Vous "
    "pouvez vérifier un permis et porter plainte à college-ic.ca.",
)
PURPOSE = Text(en="Purpose and scope", fr="Objet et portée")
SCOPE = Text(
    en="One conversation of {minutes} minutes, {when}, about whether and how you may apply under IMP+, what it costs and what you would have to send. It covers "
    "what you tell us by then. It does not include filling in forms, checking documents or acting for you; that would need another written agreement.",
    fr="Une conversation de {minutes} minutes, {when}, sur la possibilité de présenter une demande dans le cadre du PMI+ et la façon de le faire, sur les coûts "
    "et sur ce que vous auriez à envoyer. Elle porte sur ce que vous nous aurez dit d’ici là. Elle ne comprend ni la préparation de formulaires, ni la vérification "
    "de documents, ni votre représentation\u00a0: il faudrait pour cela un autre contrat écrit.",
)
ON = Text(en="on {when}", fr="le {when}")
TO_CHOOSE = Text(en="at the time that you choose here", fr="à l’heure que vous choisissez ici")
DRAFT = Text(
    en="{name} of {firm} ({city}), bar number {number}, receives you for this consultation alone.\n"
    "What you say is confidential and protected by professional secrecy, whether or not you hire the firm.\n"
    "The firm looked for conflicts of interest before this consultation, and tells you if it finds one.\n"
    "The firm does not act for you and watches no time limit for you until both of you sign an agreement for services.\n"
    "You may change the time or cancel by your private link.",
    fr="{name}, de {firm} ({city}), numéro de membre {number}, vous reçoit pour cette seule consultation.\n"
    "Ce que vous dites est confidentiel et protégé par le secret professionnel, que vous reteniez ou non les services du cabinet.\n"
    "Le cabinet a cherché les conflits d’intérêts avant cette consultation et vous avise s’il en trouve un.\n"
    "Le cabinet n’agit pas pour vous et ne surveille aucun délai pour vous tant que vous n’avez pas signé ensemble un contrat de services.\n"
    "Vous pouvez changer l’heure ou annuler au moyen de votre lien privé.",
)
OWN = Text(en="Terms of the firm", fr="Conditions du cabinet")
SIGNED = Text(en="Signed by {name}", fr="Signé par {name}")
SIGNED_ON = Text(
    en="{when}, by typing the name; both sides keep a copy.",
    fr="{when}, en tapant le nom; chaque partie garde une copie.",
)


def sections(agreed: Agreed, language: str) -> list[Section]:
    """Every item of the agreement in one language, in the order of the law."""
    return [write(agreed, language) for write in ITEMS[agreed.kind].values()]


def facts(agreed: Agreed, language: str) -> dict[str, Any]:
    """The agreement as outside/pdf.py prints a letter."""
    said = {
        "title": TITLE.say(language),
        "office": [agreed.firm, agreed.licensee.address],
        "sections": sections(agreed, language),
        "footer": agreed.firm,
    }
    if agreed.signed_at:
        signed = agreed.signed_at.astimezone(ZoneInfo(agreed.zone))
        when = _when(agreed.signed_at, agreed.zone, language)
        said["date"] = signed.date().isoformat()
        said["issued"] = formats.day(signed.date(), language)
        said["signature_lines"] = [
            SIGNED.filled({"name": agreed.signature}).say(language),
            SIGNED_ON.filled({"when": when}).say(language),
        ]
    return said


def kept(agreed: Agreed) -> dict[str, Any]:
    """The agreement as plain JSON, as a booking keeps it."""
    instants = {"starts_at": agreed.starts_at, "signed_at": agreed.signed_at}
    written = {name: at and at.isoformat() for name, at in instants.items()}
    return asdict(agreed) | written | {"fee": str(agreed.fee), "own": dict(agreed.own)}


def read(kept: Mapping[str, Any]) -> Agreed:
    """The same, from what was kept."""
    sides = {name: Side(**kept[name]) for name in ("licensee", "client")}
    instants = {
        name: kept[name] and datetime.fromisoformat(kept[name])
        for name in ("starts_at", "signed_at")
    }
    return Agreed(**{**kept, **sides, **instants, "fee": Decimal(kept["fee"])})


def draft(firm: str, city: str, name: str, number: str) -> dict[str, str]:
    """A lawyer's own terms to start from, as columns of the office hours."""
    said = DRAFT.filled({"firm": firm, "city": city, "name": name, "number": number or "–"})
    return {"own_en": said.en, "own_fr": said.fr}


def fee_of(fee: Decimal) -> Text:
    """What a consultation costs, in Canadian dollars, and how it is paid; or that it is free."""
    if not fee:
        return FREE
    paid = [(COSTS.say(one), PAID.say(one), formats.money(fee, one)) for one in LANGUAGES]
    en, fr = (f"{costs.format(fee=amount)} {how}" for costs, how, amount in paid)
    return Text(en=en, fr=fr)


def rows_of(side: Side, number: Text, language: str, *, firm: str = "") -> list[dict[str, str]]:
    """Who one side is, a row for each thing that is known."""
    values = {
        NAME: side.name,
        number: side.number,
        FIRM: firm,
        ADDRESS: side.address or NONE_GIVEN.say(language),
        PHONE: phones.say(side.phone, language) or NONE_GIVEN.say(language),
        EMAIL: side.email,
    }
    return [
        {"label": label.say(language), "value": value} for label, value in values.items() if value
    ]


def _consultant(agreed: Agreed, language: str) -> Section:
    rows = rows_of(agreed.licensee, NUMBER, language, firm=agreed.firm)
    return {"heading": LICENSEE.say(language), "rows": rows}


def _lawyer(agreed: Agreed, language: str) -> Section:
    rows = rows_of(agreed.licensee, BAR_NUMBER, language, firm=agreed.firm)
    return {"heading": THE_LAWYER.say(language), "rows": rows}


def _client(agreed: Agreed, language: str) -> Section:
    return {"heading": CLIENT.say(language), "rows": rows_of(agreed.client, NUMBER, language)}


def _fee(agreed: Agreed, language: str) -> Section:
    return {"heading": FEE.say(language), "paragraphs": [fee_of(agreed.fee).say(language)]}


def _regulator(_agreed: Agreed, language: str) -> Section:
    return {"heading": REGULATOR.say(language), "paragraphs": [REGULATED.say(language)]}


def _purpose(agreed: Agreed, language: str) -> Section:
    when = TO_CHOOSE
    if agreed.starts_at:
        when = ON.filled({"when": _when(agreed.starts_at, agreed.zone, language)})
    said = SCOPE.say(language).format(minutes=agreed.minutes, when=when.say(language))
    return {"heading": PURPOSE.say(language), "paragraphs": [said]}


def _own(agreed: Agreed, language: str) -> Section:
    lines = [line for line in agreed.own[language].splitlines() if line.strip()]
    return {"heading": OWN.say(language), "paragraphs": lines}


def _when(at: datetime, zone: str, language: str) -> str:
    return formats.moment(at, language, time_zone=zone, named=zones.named(zone))


# By the paragraphs of s. 23(2); test_consultation_agreements.py looks for each fact that they name.
ITEMS: Mapping[str, Mapping[str, Written]] = {
    CONSULTANT: {"a": _consultant, "b": _client, "c": _fee, "d": _regulator, "e": _purpose},
    LAWYER: {"lawyer": _lawyer, "client": _client, "fee": _fee, "purpose": _purpose, "own": _own},
}
