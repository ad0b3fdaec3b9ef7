"""Events of the family: whom one can concern, and when it can have happened."""

from collections.abc import Iterable, Mapping
from datetime import date

from impplus.queries.answers import given_by, in_words
from impplus.queries.declared import NEW, declares, reports_of, since_in, standing
from impplus.queries.facts import PARTNERS, keeps_private
from impplus.queries.file import File
from impplus.queries.reports import fields_about, marital_after
from impplus.records.models import Person, Report
from impplus.rules.dated import age
from impplus.rules.form import Answers
from impplus.words.family_changes import EFFECTS, Who
from impplus.words.text import Text

DEATH = "death"
MARRIES_FROM = 16  # years; under them nobody may marry in Canada (Civil Marriage Act, s. 2.2)
OF_A_COUPLE = frozenset({"marriage", "union", "separation", "divorce"})
# The marital statuses of those who can be separated or divorced.
COUPLED = {"separation": ("married", "common-law"), "divorce": ("married", "separated")}


def faults_of_event(told: Report, day: date, today: date) -> list[Text]:
    """What is wrong in whom an event concerns and in its day; of the principal applicant alone only a death is told."""
    faults = []
    if day > today:
        faults.append(_TO_COME)
    if told.kind == "death":
        names_nobody = told.person is None and told.about is None
    else:
        names_nobody = told.person is not None and told.person.relation == "principal"
    if names_nobody:
        faults.append(WHO)
    if day < _latest_birth(told):
        faults.append(_BEFORE_BIRTH)
    return faults + _faults_of_death(told, day)


def _faults_of_death(told: Report, day: date) -> list[Text]:
    """What does not go together with a death that was reported: another day of it, or what a couple did afterwards."""
    whom, stand = _concerned(told), standing(reports_of(told.application.pk))
    others = [one for one in stand if one.day and one.pk != told.pk and whom & _concerned(one)]
    deaths = [one.day for one in others if one.kind == DEATH]
    if told.kind == DEATH:
        twice = any(one != day for one in deaths)
        after = any(one.day and one.day > day for one in others if one.kind in OF_A_COUPLE)
    else:
        twice, after = False, told.kind in OF_A_COUPLE and any(one < day for one in deaths if one)
    return [_DIED_ONCE] * twice + [_AFTER_DEATH] * after


def _concerned(report: Report) -> set[tuple[int | None, int | None]]:
    """Whom an event concerns: each a person of the application, or the report that declared somebody since."""
    whom = {(report.person_id, report.about_id)} - {(None, None)}
    person = report.person
    if report.kind in OF_A_COUPLE and (person is None or person.relation in PARTNERS):
        whom.add((report.application.people.get(relation="principal").pk, None))
    return whom


def can_concern(kind: str, born: date | None, today: date) -> bool:
    """Whether an event can be of a member of the family of this birth: no young child marries or separates."""
    return kind not in OF_A_COUPLE or born is None or age(born, today) >= MARRIES_FROM


def must_be_declared(person: Person, answers: Answers, reports: Iterable[Report]) -> str:
    """By which event a spouse or partner is declared of whom these answers speak first; empty where nobody is missing.

    Of the principal applicant: without it the answers would name a couple of which one is unknown (IRPR 10(2)(a)).
    """
    status = answers.get("relationship")
    if person.relation != "principal" or status == given_by(person).get("relationship"):
        return ""
    event = {"married": "marriage", "common-law": "union"}.get(str(status), "")
    known = person.application.people.filter(relation__in=PARTNERS).exists()
    since = any(one.relation in PARTNERS for one in since_in(reports).declared)
    return "" if known or since else event


def effects(file: File, told: Report) -> list[Text]:
    """What an event brings with it, as far as it is of those concerned."""
    person, about = told.person, told.about
    relation = person.relation if person else NEW[about.kind] if about else ""
    partners = any(one.relation in PARTNERS for one in file.members)
    holds: Mapping[Who | None, bool] = {
        None: True,
        "declared": declares(told),
        "child": relation == "child",
        "children": any(one.relation == "child" for one in file.members),
        "partner": partners and relation != "child",
        "principal": relation == "principal",
        "member": person is not None,
    }
    return [text for of_whom, text in EFFECTS[told.kind] if holds[of_whom]]


def ends_without(file: File, told: Report, language: str) -> tuple[Person, str] | None:
    """Whose couple ends by an event of the family that the answers know of no couple, with what they say; None where all fits."""
    whose, _ = marital_after(told)
    person = whose or file.principal
    field, before = (
        fields_about(file, person).get("relationship"),
        given_by(person).get("relationship"),
    )
    if field is None or before in (None, *COUPLED.get(told.kind, (before,))):
        return None
    return person, in_words(field, before, language)


def _latest_birth(told: Report) -> date:
    """The day before which nothing can have happened to those concerned; what somebody keeps private is not told by it."""
    person = told.person
    whom = [person] if person and not keeps_private(person) else []
    if person is None or person.relation in PARTNERS:
        whom.append(told.application.people.get(relation="principal"))
    return max((one.born for one in whom if one.born), default=date.min)


WHO = Text(en="Choose the person concerned.", fr="Choisissez la personne concernée.")
_DIED_ONCE = Text(
    en="The death of this person was reported with another day. If that day is wrong, take that report back first.",
    fr="Le décès de cette personne a été déclaré avec une autre date. Si cette date est fausse, retirez d’abord cette déclaration.",
)
_AFTER_DEATH = Text(
    en="By what was reported, this would have happened after the death of a person concerned. Check the day, or take back the report that is "
    "wrong.",
    fr="Selon ce qui a été déclaré, ce serait arrivé après le décès d’une personne concernée. Vérifiez la date, ou retirez la déclaration "
    "qui est fausse.",
)
_BEFORE_BIRTH = Text(
    en="This day comes before the birth of the person concerned. Check it.",
    fr="Cette date précède la naissance de la personne concernée. Vérifiez-la.",
)
_TO_COME = Text(
    en="Give a day that has come: report what has happened, not what is planned.",
    fr="Inscrivez une date passée ou celle d’aujourd’hui\u00a0: déclarez ce qui est arrivé, non ce qui est prévu.",
)
