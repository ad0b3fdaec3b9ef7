"""What invented people answer: what is known of them and, to any other question, something of its kind."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from impplus.actions import answers
from impplus.demonstration.people import Invented, Relative
from impplus.queries.answers import plain, sheet_about
from impplus.queries.clock import today
from impplus.queries.saves import is_confirmed
from impplus.records.models import Application, Person, User
from impplus.rules.dated import age, last_day
from impplus.rules.form import Answer, Answers, Field, Step, fields_asked, is_asked
from impplus.rules.lives import DEGREES, STUDENT
from impplus.rules.rows import Cell

PASSPORT = "SPECIMEN"  # no authority numbers its passports so
TEXT = {"en": "Invented", "fr": "Inventé"}
PROVINCES = {"ON": "Ottawa", "NB": "Moncton", "MB": "Winnipeg", "BC": "Vancouver", "AB": "Calgary"}
OCCUPATIONS = {
    "en": ("Software developer", "Nurse", "Welder", "Civil engineer", "Early childhood educator"),
    "fr": (
        "Développement logiciel",
        "Soins infirmiers",
        "Soudage",
        "Génie civil",
        "Petite enfance",
    ),
}
LEVELS = ((6, "pre-school"), (12, "primary"), (17, "secondary"))
FLAWS: dict[str, dict[str, Answer]] = {
    "csq-programme": {"csq_programme": "PEQ"},
    "outside-quebec": {"lives_country": "CAN", "lives_province": "QC", "city": "Montréal"},
    "may-apply-from-canada": {"in_canada": True, "in_canada_status": "visitor"},
    "pr-not-decided": {"pr_applied": True, "pr_decision": "refused"},
    "will-leave": {},
}


def fill_in(
    application: Application,
    person: Person,
    known: Answers,
    *,
    by: User,
    parts: Iterable[str] = ("questionnaire", "form"),
) -> None:
    """Save every step about a person that these answers make necessary, as somebody at the pages would."""
    programme = application.programme
    sheet = sheet_about(person, programme.in_force(today(programme)).steps)
    said: dict[str, Answer] = {"relation": person.relation, **known}
    version = person.answers_version
    for step in sheet.steps:
        if step.part in parts and is_asked(step, said):
            mine = said_at(step, said, application.language)
            said |= mine
            stands = all(sheet.answers[key] == answer for key, answer in mine.items())
            if stands and is_confirmed(person, step.key):
                continue
            version = answers.save(sheet, step=step, answers=mine, version=version, by=by)
    person.refresh_from_db()
    application.refresh_from_db()


def fill_in_again(
    application: Application, said: Mapping[int, Answers] | None = None, *, by: User
) -> None:
    """Answer what the form has come to ask since it was filled in, with what each person, by key, would have said."""
    programme = application.programme
    steps = programme.in_force(today(programme)).steps
    for person in application.people.all():
        given = sheet_about(person, steps).answers
        stands = {key: answer for key, answer in given.items() if answer is not None}
        known: dict[str, Answer] = {**(said or {}).get(person.pk, {}), **stands}
        fill_in(application, person, known, by=by)


def said_at(step: Step, said: Answers, language: str) -> dict[str, Answer]:
    return {
        field.key: said[field.key] if field.key in said else invented(field, language)
        for field in fields_asked(step, said)
    }


def invented(field: Field, language: str) -> Answer:
    """An answer that this field can hold, to a question of which nothing is known; none if it need not be."""
    if field.optional:
        return None
    if field.kind == "rows":
        row = {
            one.key: said
            for one in field.cells
            if not one.optional and (said := _in_cell(one, language)) is not None
        }
        return [row] * field.at_least
    return _of_kind(field, language)


def _in_cell(cell: Cell, language: str) -> Any:
    """The same of a cell, in a JSON value; of a period both ends are the same month."""
    return plain(_of_kind(cell, language))


def _of_kind(field: Field | Cell, language: str) -> Answer:
    if field.kind == "yes-no":
        return False
    if field.kind == "choice":
        return field.choices[0].key
    by_kind: dict[str, Answer] = {
        "day": date(2020, 2, 29),
        "month": "2020-02",
        "country": "CAN",
        "code": PASSPORT,
        "phone": "+15145550199",
    }
    return by_kind.get(field.kind, TEXT[language][: field.max_length])


def of_principal(chance: Random, who: Invented, status: str, on: date) -> dict[str, Answer]:
    """What an invented principal applicant says of a life on a day, the certificate left out."""
    language = who.origin.language
    said: dict[str, Answer] = {
        "lives_country": who.origin.country,
        "intends_quebec": True,
        "pr_applied": chance.random() < 0.45,
        "pr_applied_on": on - timedelta(days=60),
        "pr_decision": "pending",
        "in_canada": chance.random() < 0.15,
        "in_canada_status": chance.choice(("worker", "student")),
        "in_canada_until": on + timedelta(days=400),
        "status_lost_on": None,
        "relationship": status,
        "health_or_child_care": chance.random() < 0.3,
        "medical_exam": chance.random() < 0.5,
        "address": f"{chance.randrange(1, 400)} {'rue Inventée' if language == 'fr' else 'Invented Street'}",
        "city": who.origin.city,
        "occupation": chance.choice(OCCUPATIONS[language]),
        "education": chance.choice(("trade", "bachelor", "bachelor", "master", "doctorate")),
        **_passport(chance, who, on),
    }
    if said["in_canada"]:
        province = chance.choice(sorted(PROVINCES))
        said |= {"lives_country": "CAN", "lives_province": province, "city": PROVINCES[province]}
    return said


def with_a_life(said: Answers, who: Invented, on: date) -> dict[str, Answer]:
    """The same answers, with the work, the studies and the earlier applications that go with them."""
    there: dict[str, str | bool] = {"city": who.origin.city, "country": who.origin.country}
    began, arrived = f"{max(on.year - 11, who.born.year + 18)}-01", f"{on.year - 1}-01"
    job: dict[str, str | bool] = {"from": began, "activity": _activity(said, who), **there}
    jobs, schooling = [job], [_program(who, on, there)] if said.get("education") in DEGREES else []
    if said.get("in_canada") and said.get("in_canada_status") != "visitor":
        here: dict[str, str | bool] = {"city": str(said["city"]), "country": "CAN"}
        jobs = [{**job, "from": arrived, **here}, {**job, "until": arrived}]
        if said.get("in_canada_status") == STUDENT:
            schooling = [_program(who, on, here) | {"from": arrived}, *schooling]
            schooling[0].pop("until")
    applied = said.get("pr_applied") or said.get("in_canada") or said.get("biometrics_before")
    return {**said, "jobs": jobs, "schooling": schooling, "applied_before": bool(applied)}


def _activity(said: Answers, who: Invented) -> str:
    return str(said.get("occupation") or TEXT[who.origin.language])


def _program(who: Invented, on: date, where: dict[str, str | bool]) -> dict[str, str | bool]:
    """A program of study, of the years after secondary school."""
    began = min(who.born.year + 18, on.year - 2)
    text = TEXT[who.origin.language]
    years: dict[str, str | bool] = {"from": f"{began}-09", "until": f"{began + 1}-06"}
    return {**years, "school": text, "subject": text, **where}


def flawed(said: Answers, flaw: str) -> dict[str, Answer]:
    """The same answers, but for the one by which a condition is not met."""
    if flaw == "may-apply-from-canada":
        said = {**said, "lives_country": "CAN", "lives_province": "ON", "city": "Ottawa"}
    if flaw == "outside-quebec":
        said = {**said, "in_canada": True, "in_canada_status": "worker"}
    return {**said, **FLAWS[flaw]}


def of_member(chance: Random, one: Relative, on: date) -> dict[str, Answer]:
    """What is said of an invented member of the family on a day."""
    years = age(one.who.born, on)
    level = next((level for limit, level in LEVELS if years < limit), "post-secondary")
    said: Answers = {
        "relation": one.relation,
        "applies_for": one.applies_for,
        "lives_with_principal": True,
        "studies": level,
        **({"institution": "Collège Exemple, Québec"} if level == "post-secondary" else {}),
        "other_parent_consents": True,
        "relationship": "single",
        **_passport(chance, one.who, on),
    }
    return with_a_life(said, one.who, on)


def _passport(chance: Random, who: Invented, on: date) -> dict[str, Answer]:
    """Who it is, the passport as it stands on a day, and biometrics where they were given before."""
    issued = max(on - timedelta(days=chance.randrange(30, 700)), who.born + timedelta(days=20))
    given = chance.random() < 0.2 and age(who.born, on) >= 24
    return {
        "family_name": who.family_name,
        "given_names": who.given_names,
        "sex": who.sex,
        "born": who.born,
        "birth_city": who.origin.city,
        "birth_country": who.origin.country,
        "nationality": who.origin.country,
        "passport_number": f"{PASSPORT}{chance.randrange(10_000):04}",
        "passport_country": who.origin.country,
        "passport_issued": issued,
        "passport_expires": last_day(issued, 10 if age(who.born, issued) >= 16 else 5),
        "biometrics_before": given,
        "biometrics_given": on - timedelta(days=chance.randrange(400, 2900)),
        "biometrics_for": "temporary",
    }
