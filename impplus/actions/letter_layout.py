"""What a letter shows in one language: the same for its page on screen and for its signed file."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from impplus.actions import codes
from impplus.programmes import ALL, IMP_PLUS
from impplus.records.models import Letter, Receipt
from impplus.rules import countries
from impplus.rules.form import Field
from impplus.rules.letters import compose, say
from impplus.rules.text import Text

OFFICES = {
    "federal": (
        Text(
            en="Immigration, Refugees and Citizenship Canada (IRCC)",
            fr="Immigration, Réfugiés et Citoyenneté Canada (IRCC)",
        ),
        Text(
            en="International Mobility Program Plus (IMP+)",
            fr="Programme de mobilité internationale plus (PMI+)",
        ),
    ),
    "quebec": (
        Text(
            en="Ministère de l’Immigration, de la Francisation et de l’Intégration (MIFI)",
            fr="Ministère de l’Immigration, de la Francisation et de l’Intégration (MIFI)",
        ),
        Text(
            en="International Mobility Program Plus (IMP+)",
            fr="Programme de mobilité internationale plus (PMI+)",
        ),
    ),
}
NOTICE = Text(
    en="Demonstration: invented people, no legal value",
    fr="Démonstration\u00a0: personnes inventées, aucune valeur juridique",
)
LIMITS = {
    "duration": Text(en="the longest duration, three years", fr="la durée maximale, trois ans"),
    "passport": Text(en="the expiry of the passport", fr="l’expiration du passeport"),
    "biometrics": Text(
        en="ten years after biometrics were given",
        fr="dix ans après la fourniture des données biométriques",
    ),
}
MET = {
    True: Text(en="Met", fr="Remplie"),
    False: Text(en="Not met", fr="Non remplie"),
    None: Text(en="Not known", fr="Inconnue"),
}
WORDS = {
    "born": Text(en="Date of birth", fr="Date de naissance"),
    "nationality": Text(en="Nationality", fr="Nationalité"),
    "passport": Text(en="Passport", fr="Passeport"),
    "employer": Text(en="Employer", fr="Employeur"),
    "any": Text(
        en="Any, but for the conditions below", fr="Tout employeur, sous réserve des conditions"
    ),
    "place": Text(en="Place of work", fr="Lieu de travail"),
    "limit": Text(en="Last day decided by", fr="Dernier jour fixé par"),
    "conditions": Text(en="Conditions", fr="Conditions"),
    "from": Text(en="Valid from", fr="Valide à compter du"),
    "until": Text(en="Valid until", fr="Valide jusqu’au"),
    "number": Text(en="Number", fr="Numéro"),
    "findings": Text(en="Reasons, condition by condition", fr="Motifs, condition par condition"),
    "officer": Text(en="Officer’s reason", fr="Motif de l’agente ou de l’agent"),
    "answers": Text(en="Answers received", fr="Réponses reçues"),
    "files": Text(en="Files received", fr="Fichiers reçus"),
    "fees": Text(en="Fees paid", fr="Frais payés"),
    "total": Text(en="Total", fr="Total"),
    "pages": Text(en="Pages", fr="Pages"),
    "file": Text(en="File", fr="Fichier"),
    "person": Text(en="Person", fr="Personne"),
    "question": Text(en="Question", fr="Question"),
    "answer": Text(en="Answer", fr="Réponse"),
    "check": Text(
        en="Anyone can check this document at the address below, or with this code.",
        fr="Toute personne peut vérifier ce document à l’adresse ci-dessous, ou avec ce code.",
    ),
    "code": Text(
        en="Code to scan. It leads to the verification page; the same code stands beside it in letters.",
        fr="Code à balayer. Il mène à la page de vérification; le même code figure à côté en lettres.",
    ),
    "yes": Text(en="Yes", fr="Oui"),
    "no": Text(en="No", fr="Non"),
}
TEMPLATES = {"receipt": "receipt", "permit": "permit"}


@dataclass
class Composed:
    """A letter in one language, ready for a page or for outside/pdf.py."""

    title: str
    office: list[str]
    number: str
    issued: str
    date: str
    paragraphs: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    highlights: list[dict[str, str]] = field(default_factory=list)
    holder: str = ""
    other_title: str = ""
    code: dict[str, str] | None = None
    notice: str = ""
    footer: str = ""

    def facts(self) -> dict[str, Any]:
        """What outside/pdf.py takes: only what there is."""
        return {key: value for key, value in asdict(self).items() if value}


def composed(letter: Letter, language: str) -> Composed:
    """A letter in one language."""
    programme = ALL[letter.application.programme] if letter.application else IMP_PLUS
    words = programme.letters[letter.kind]
    on = programme.day_of(letter.owed_at)
    values = {
        "site": settings.SITE_URL,
        "issued": {"day": on.isoformat()},
        "number": letter.application.number if letter.application else "",
        "name": _name(letter),
        **letter.facts,
        **(_receipt_values(letter) if letter.kind == "receipt" else {}),
    }
    made = Composed(
        title=words.title.say(language),
        office=[line.say(language) for line in OFFICES[words.office]],
        number=_number(letter),
        issued=say(values["issued"], language),
        date=on.isoformat(),
        paragraphs=list(compose(words, values, language)),
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=programme.name.say(language),
    )
    if letter.kind == "permit":
        _permit(made, letter.facts, language)
    elif letter.kind == "invitation":
        made.code = _code(letter.facts["code"], language)
    elif letter.kind == "receipt" and letter.application:
        made.sections = _received(letter.application.receipt, language)
    elif "findings" in letter.facts:
        made.sections = [_findings(letter.facts["findings"], language)]
    return made


def _number(letter: Letter) -> str:
    if letter.permit:
        return letter.permit.number
    return letter.application.number if letter.application else letter.facts["invitation_number"]


def _name(letter: Letter) -> str:
    if letter.application:
        return letter.application.people.get(relation="principal").name
    return letter.invitation.candidate.name if letter.invitation else ""


def _code(code: str, language: str) -> dict[str, str]:
    plain = code.replace("-", "")
    path = {"en": "en/verify", "fr": "fr/verifier"}[language]
    return {
        "text": codes.spaced(plain),
        "url": f"{settings.SITE_URL}/{path}/{plain}/",
        "label": WORDS["check"].say(language),
        "alt": WORDS["code"].say(language),
    }


def _row(key: str, value: str, language: str) -> dict[str, str]:
    return {"label": WORDS[key].say(language), "value": value}


def _permit(made: Composed, facts: dict[str, Any], language: str) -> None:
    made.title = facts["kind"][language].capitalize()
    made.other_title = facts["kind"]["fr" if language == "en" else "en"].capitalize()
    made.holder = facts["name"]
    made.highlights = [
        _row("from", say(facts["from"], language), language),
        _row("until", say(facts["until"], language), language),
        _row("number", facts["permit_number"], language),
    ]
    made.rows = [
        _row("born", say(facts["born"], language), language),
        _row(
            "nationality", countries.name(facts["nationality"]["country"]).say(language), language
        ),
        _row("passport", facts["passport"], language),
        _row("limit", LIMITS[facts["limited_by"]].say(language), language),
    ]
    if facts["province"] == "QC":
        made.rows.insert(3, _row("place", "Québec" if language == "fr" else "Quebec", language))
    if "work" in facts["kind"]["en"].lower():
        made.rows.insert(3, _row("employer", WORDS["any"].say(language), language))
    points = [one[language] for one in facts["conditions"]]
    made.sections = [{"heading": WORDS["conditions"].say(language), "points": points}]
    made.code = _code(facts["code"], language)


def _findings(found: list[dict[str, Any]], language: str) -> dict[str, Any]:
    points = []
    for one in found:
        line = f"{MET[one['met']].say(language)} – {one['text'][language]} ({one['cite']})"
        if one["note"]:
            separator = "\u00a0: " if language == "fr" else ": "
            line += f" {WORDS['officer'].say(language)}{separator}{one['note']}"
        points.append(line)
    return {"heading": WORDS["findings"].say(language), "points": points}


def _receipt_values(letter: Letter) -> dict[str, Any]:
    application = letter.application
    if application is None:
        return {}
    receipt, place = application.receipt, application.place
    return {
        "received": {"instant": receipt.received_at.isoformat()},
        "place": {"count": place.number},
        "size": {"count": place.intake.size},
        "year": str(place.intake.year),
        "digest": receipt.digest,
    }


def _received(receipt: Receipt, language: str) -> list[dict[str, Any]]:
    content = receipt.content
    programme = ALL[content["programme"]]
    fields = {(s.key, f.key): f for s in programme.steps for f in s.fields}
    answers = [
        [
            people_named(one["person"]).say(language),
            fields[one["step"], one["key"]].label.say(language),
            _answer(fields[one["step"], one["key"]], one["value"], language),
        ]
        for one in content["answers"]
    ]
    titles = {document.key: document.text for document in programme.documents}
    files = [
        [
            people_named(one["person"]).say(language),
            titles[one["key"]].say(language) if one["key"] in titles else one["key"],
            f"{one['name']} · {one['sha256']}",
            str(one["pages"]),
        ]
        for one in content["files"]
    ]
    fees = [
        {"label": line["text"][language], "value": say({"money": line["amount"]}, language)}
        for payment in receipt.application.payments.filter(status="paid")
        for line in payment.lines
    ]
    fees.append(_row("total", say({"money": content["total"]}, language), language))
    heads = {
        "answers": ["person", "question", "answer"],
        "files": ["person", "question", "file", "pages"],
    }
    words = {key: [WORDS[one].say(language) for one in heads[key]] for key in heads}
    return [
        {"heading": WORDS["fees"].say(language), "rows": fees},
        {
            "heading": WORDS["files"].say(language),
            "table": {"head": words["files"], "rows": files, "widths": [2, 3, 6, 1]},
        },
        {
            "heading": WORDS["answers"].say(language),
            "table": {"head": words["answers"], "rows": answers, "widths": [2, 5, 4]},
        },
    ]


def _answer(asked: Field, value: str | bool | None, language: str) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, bool):
        return WORDS["yes" if value else "no"].say(language)
    if asked.kind == "day":
        return say({"day": value}, language)
    if asked.kind == "country":
        return countries.name(str(value)).say(language)
    return next((text.say(language) for key, text in asked.choices if key == value), str(value))


def people_named(name: str) -> Text:
    """What rules call a person, in words."""
    fixed = {
        "principal": Text(en="Principal applicant", fr="Demanderesse ou demandeur principal"),
        "partner": Text(en="Spouse or partner", fr="Conjointe ou conjoint"),
        "family": Text(en="Whole family", fr="Toute la famille"),
    }
    if name in fixed:
        return fixed[name]
    return Text(en=f"Child {name.split('-')[1]}", fr=f"Enfant {name.split('-')[1]}")
