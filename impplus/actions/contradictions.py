"""Answers that do not go together: others are saved in their place."""

from django.db import transaction

from impplus.actions import answers
from impplus.actions.explanations import NO_MORE
from impplus.queries import contradictions
from impplus.queries.access import must_see
from impplus.queries.file import file_of
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, User


def settle(application: Application, *, mark: str, way: int, by: User) -> None:
    """Save the answers with which the facts of a question go together: one of the ways that it offers, counted from 0.

    `mark` names the question. Raises NotUnderstood where there is no such question or way any more, and as `answers.save`.
    """
    asked = {one.mark: one.ways for one in contradictions.of(file_of(application), "en")}
    if way not in range(len(asked.get(mark, ()))):
        must_see(application, by)
        raise NotUnderstood(NO_MORE)
    with transaction.atomic():
        for one in asked[mark][way]:
            stands = {field.key: one.sheet.answers.get(field.key) for field in one.step.fields}
            answers.save(
                one.sheet,
                step=one.step,
                answers={**stands, **one.answers},
                version=one.sheet.person.answers_version,
                by=by,
            )
