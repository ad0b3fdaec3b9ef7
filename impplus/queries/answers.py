"""Whether answers may be remembered: the step is asked of this person, and each field can hold its own."""

from datetime import date

from impplus.programmes import ALL
from impplus.records.models import Application, Person
from impplus.rules.form import Answer, Answers, Field, Step, steps_about
from impplus.words import countries
from impplus.words.text import Text

_TYPES = {"day": date, "yes-no": bool}


def answers_may_be(step: Step, application: Application, person: Person) -> bool:
    """Whether the programme asks this step of this person, in an application."""
    return step in steps_about(ALL[application.programme].steps, person.relation)


def faults_in(step: Step, answers: Answers) -> list[Text]:
    """A sentence for every answer that its field cannot hold; an empty one always can be."""
    return [
        _sentence(field)
        for field in step.fields
        if answers.get(field.key) not in (None, "") and not _fits(field, answers[field.key])
    ]


def _fits(field: Field, value: Answer) -> bool:
    if not isinstance(value, _TYPES.get(field.kind, str)):
        return False
    if not isinstance(value, str):
        return True
    if field.kind == "choice":
        return value in {key for key, _ in field.choices}
    if field.kind == "country":
        return value in countries.NAMES
    return len(value) <= field.max_length and "\x00" not in value


def _sentence(field: Field) -> Text:
    return Text(
        en=f"{field.label.en}: this answer cannot be kept. Write it again as the form asks.",
        fr=f"{field.label.fr}\u00a0: cette réponse ne peut pas être conservée. Inscrivez-la de nouveau comme le "
        "formulaire le demande.",
    )
