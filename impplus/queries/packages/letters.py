"""The firm's two letters and the sheet of answers that go with a package, each in one language, from what the rules find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from impplus.programmes.portals import Portal, PortalQuestion
from impplus.queries.answers import Sheet, in_words
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision
from impplus.queries.letters.page import Composed
from impplus.queries.letters.words import NOTICE
from impplus.queries.packages.facts import Acting
from impplus.queries.packages.places import Shown
from impplus.queries.packages.planned import PlannedSlot
from impplus.rules.eligibility import ConditionResult
from impplus.rules.fees import Bill
from impplus.words import citations, formats, labels
from impplus.words.people import called, said_of
from impplus.words.text import Text

type Section = dict[str, Any]
# The answers with “yes” about the past, each with what was written about it.
YES = {
    "refused_before": "refused_details", "offence": "offence_details", "unauthorized_work": "unauthorized_details",
    "applied_before": "applied_details", "overstayed": "overstayed_details", "tuberculosis": "tuberculosis_details",
    "care_needed": "care_details", "served": "served_details", "held_office": "office_details",
    "violent_group": "group_details", "ill_treatment": "ill_treatment_details",
}  # fmt: skip


def submission(
    file: File,
    acting: Acting,
    planned: Sequence[PlannedSlot],
    pages: Mapping[str, int],
    bill: Bill,
    language: str,
    on: date,
) -> Composed:
    """The letter with which the firm files: who asks for what, what is enclosed, and the fees."""
    people = {one.name: one.person for one in planned}
    who = [
        {
            "label": person.name,
            "value": f"{called(name).say(language)}, {_permit(file, name, language)}",
        }
        for name, person in people.items()
    ]
    sections = [{"heading": WHO.say(language), "rows": who}]
    for name, person in people.items():
        rows = [_enclosed(one, pages, language) for one in planned if one.name == name]
        sections.append({"heading": f"{ENCLOSED.say(language)} – {person.name}", "rows": rows})
    sections.append(_fees(file, bill, language))
    said = [TO, SUBMITTED, REACHED]
    words = {
        "name": file.principal.name,
        "who": acting.name,
        "membership": acting.membership or "–",
        "email": acting.email,
    }
    return _letter(file, acting, SUBMISSION, said, words, sections, language, on)


def explanation(
    file: File,
    acting: Acting,
    found: FileAtDecision,
    shown: Iterable[Shown],
    people: Sequence[str],
    language: str,
    on: date,
) -> Composed:
    """The letter that explains, condition by condition, what the answers show and where it is proved; and each “yes” about the past."""
    by_condition = dict[str, list[Shown]]()
    for one in shown:
        for key in one.conditions:
            by_condition.setdefault(key, []).append(one)
    sections = []
    for name in people:
        mine = [one for one in (*found.conditions, *found.family) if one.person == name and one.met]
        points = [
            _condition(one, by_condition.get(one.key, ()), name, file, language) for one in mine
        ]
        heading = file.people[name].name
        sections.append({"heading": heading, "points": [*points, *_yes(file, name, language)]})
    said, words = [TO, EXPLAINED], {"name": file.principal.name}
    kept = [one for one in sections if one["points"]]
    return _letter(file, acting, EXPLANATION, said, words, kept, language, on)


def sheet(
    file: File,
    acting: Acting,
    portal: Portal,
    questions: Sequence[PortalQuestion],
    planned: Sequence[PlannedSlot],
    bill: Bill,
    checks: Sequence[Text],
    language: str,
    on: date,
) -> Composed:
    """What is typed in the portal, in its order, to lay beside the screen; then the files, the fees and the last checks."""
    sheets = {one.person.pk: one for one in file.sheets}
    sections = list[Section]()
    for name, person in {one.name: one.person for one in planned}.items():
        rows = [
            {"label": one.text.say(language), "value": _answer(one, sheets, file, name, language)}
            for one in questions
        ]
        files = [one for one in planned if one.name == name]
        sections.append({"heading": person.name, "rows": rows})
        places = [{"label": one.slot.text.say(language), "value": one.path} for one in files]
        sections.append({"heading": f"{FILES.say(language)} – {person.name}", "rows": places})
    sections.append(_fees(file, bill, language))
    sections.append(
        {"heading": CHECKS.say(language), "points": [one.say(language) for one in checks]}
    )
    words = {"portal": portal.name.say(language), "days": str(portal.draft_days)}
    return _letter(file, acting, SHEET, [BESIDE], words, sections, language, on)


def answers(
    file: File, questions: Sequence[PortalQuestion], name: str, language: str
) -> list[tuple[str, str]]:
    """What the portal asks of a person, in its order, and the answers."""
    sheets = {one.person.pk: one for one in file.sheets}
    return [
        (one.text.say(language), _answer(one, sheets, file, name, language)) for one in questions
    ]


def _letter(
    file: File,
    acting: Acting,
    title: Text,
    said: Sequence[Text],
    words: Mapping[str, str],
    sections: Sequence[Section],
    language: str,
    on: date,
) -> Composed:
    return Composed(
        title=title.say(language),
        office=[acting.firm, acting.city],
        number=file.application.number,
        issued=formats.day(on, language),
        date=on.isoformat(),
        paragraphs=[
            one.say(language).format(**words, programme=file.programme.name.say(language))
            for one in said
        ],
        sections=[dict(one) for one in sections],
        notice="" if settings.PRODUCTION else NOTICE.say(language),
        footer=f"{acting.firm} – {file.principal.name}",
    )


def _permit(file: File, name: str, language: str) -> str:
    studies = file.people[name].answers.get("applies_for") == "study-permit"
    return (STUDY if studies else WORK).say(language)


def _enclosed(one: PlannedSlot, pages: Mapping[str, int], language: str) -> dict[str, str]:
    counted = pages.get(one.path, 0)
    said = (PAGES if counted != 1 else PAGE).say(language).format(n=counted)
    return {
        "label": one.slot.text.say(language),
        "value": f"{one.file}, {said}" if counted else one.file,
    }


def _fees(file: File, bill: Bill, language: str) -> Section:
    rows = [
        {
            "label": f"{line.text.say(language)} – {_of(file, line.person, language)}",
            "value": f"{formats.money(line.amount, language)} ({citations.cited(line.source.cite).say(language)})",
        }
        for line in bill.lines
    ]
    rows.append({"label": TOTAL.say(language), "value": formats.money(bill.total, language)})
    return {"heading": FEES.say(language), "rows": rows}


def _of(file: File, name: str, language: str) -> str:
    return file.people[name].name if name in file.people else called(name).say(language)


def _condition(
    one: ConditionResult, shown: Iterable[Shown], name: str, file: File, language: str
) -> str:
    """What is asked, what was found, its source, and where it stands in the package."""
    colon = formats.colon(language)
    text = said_of(one.text, file.people[name].name).say(language)
    line = f"{one.title.say(language)}{colon} {text} ({citations.cited(one.source.cite).say(language)})"
    proofs = [
        PROOF.say(language).format(what=each.text.say(language), file=each.path, page=each.page)
        for each in shown
        if each.path.startswith(f"{name}/")
    ]
    return f"{line} {EVIDENCE.say(language)}{colon} {'; '.join(proofs)}." if proofs else line


def _yes(file: File, name: str, language: str) -> Iterator[str]:
    """Each answer with “yes” about the past, in the words of the question, and what was written about it."""
    sheet = next(one for one in file.sheets if one.person.pk == file.people[name].pk)
    asked = {field.key: field for _, fields in sheet.needed for field in fields}
    for key, details in YES.items():
        if key in asked and sheet.answers.get(key) is True:
            said, yes = asked[key].label.say(language), in_words(asked[key], True, language)
            yield f"{said} {yes}. {sheet.answers.get(details) or ''}".strip()


def _answer(
    one: PortalQuestion, sheets: Mapping[int, Sheet], file: File, name: str, language: str
) -> str:
    if one.says:
        return one.says.say(language)
    for whose in (name, "principal"):  # a member who lives there is not asked where
        sheet = sheets[file.people[whose].pk]
        asked = {field.key: field for _, fields in sheet.needed for field in fields}
        if one.fact in asked:
            return in_words(asked[one.fact], sheet.answers.get(one.fact), language)
    return labels.NOT_PROVIDED.say(language)


SUBMISSION = Text(en="Submission letter", fr="Lettre de présentation")
EXPLANATION = Text(en="Letter of explanation", fr="Lettre d’explication")
SHEET = Text(en="Portal sheet", fr="Fiche pour le portail")
TO = Text(
    en="To: Immigration, Refugees and Citizenship Canada",
    fr="Destinataire\u00a0: Immigration, Réfugiés et Citoyenneté Canada",
)
SUBMITTED = Text(
    en="We represent {name} and submit the enclosed applications under the {programme}.",
    fr="Nous représentons {name} et présentons les demandes ci-jointes au titre du {programme}.",
)
REACHED = Text(
    en="Please write about them to {who} (membership number {membership}) at {email}.",
    fr="Pour toute correspondance, veuillez écrire à {who} (numéro de membre {membership}), à l’adresse {email}.",
)
EXPLAINED = Text(
    en="This letter shows how {name} and the family meet the conditions of the {programme}, and where each is shown in the enclosed files.",
    fr="La présente lettre montre comment {name} et sa famille remplissent les conditions du {programme}, et où chacune est établie dans les fichiers ci-joints.",
)
BESIDE = Text(
    en="Answers in the order of the portal ({portal}). A draft in that portal is deleted after {days} days.",
    fr="Réponses dans l’ordre du portail ({portal}). Dans ce portail, un brouillon est supprimé après {days} jours.",
)
WHO = Text(en="Applications", fr="Demandes")
WORK = Text(en="open work permit", fr="permis de travail ouvert")
STUDY = Text(en="study permit", fr="permis d’études")
ENCLOSED = Text(en="Enclosed", fr="Pièces jointes")
FILES = Text(en="Files", fr="Fichiers")
FEES = Text(en="Government fees", fr="Frais gouvernementaux")
TOTAL = Text(en="Total", fr="Total")
CHECKS = Text(en="Before you submit there", fr="Avant d’y soumettre la demande")
PAGE = Text(en="{n} page", fr="{n} page")
PAGES = Text(en="{n} pages", fr="{n} pages")
EVIDENCE = Text(en="Evidence", fr="Preuve")
PROOF = Text(en="{what} ({file}, page {page})", fr="{what} ({file}, page {page})")
