"""Changes that Alice reports who applies alone: nothing is asked that has one answer, and nothing fails that does not."""

import html

from django.test import Client
from django.urls import reverse

from impplus.queries.file import file_of
from impplus.records.models import Application, Person, Report
from tests.portal import pages
from tests.portal.own import text
from tests.portal.test_reports import address, where
from tests.site import owner


def test_a_correction_that_speaks_of_a_spouse_leads_to_where_the_spouse_is_declared(
    alices: Client, received: Application
) -> None:
    alice = received.people.get(relation="principal")
    with owner():
        Person.objects.filter(pk=alice.pk).update(
            answers=alice.answers | {"relationship": "single"}
        )
    page = next(
        step.key
        for step in file_of(received).law.steps
        if "relationship" in {f.key for f in step.fields}
    )
    there = reverse("portal:change", args=[received.number, alice.pk, page])
    form = alices.get(there)
    stands = {
        key: value for key, value in form.context["form"].initial.items() if isinstance(value, str)
    }
    typed = stands | {
        "relationship": "married",
        "reason": "Married in May.",
        "_version": str(alice.answers_version),
    }
    answer = alices.post(there, typed | {"sure": "1"})
    assert (answer.status_code, Report.objects.count()) == (422, 0)
    assert "“A marriage”" in html.unescape(pages.words(answer))
    assert reverse("portal:family-change", args=[received.number]) in form.content.decode()


def test_who_applies_alone_is_offered_no_death_and_no_question_with_one_answer(
    alices: Client, received: Application
) -> None:
    there = reverse("portal:family-change", args=[received.number])
    kinds = html.unescape(pages.words(alices.get(there)))
    assert ("A marriage" in kinds, "A death" in kinds) == (True, False)
    announced = pages.words(alices.get(reverse("portal:changes", args=[received.number])))
    assert ("A birth, a marriage" in announced, "a death" in announced) == (True, False)
    asked = alices.get(there, {"kind": "marriage"}).context["form"].fields
    assert list(asked) == ["day", "name", "born", "comes", "reason"]


def test_the_old_passport_stands_beside_an_empty_form(
    alices: Client, received: Application
) -> None:
    alice = received.people.get(relation="principal")
    there = reverse("portal:change", args=[received.number, alice.pk, "new-passport"])
    page = alices.get(there)
    assert page.context["form"]["passport_number"].value() is None
    assert alice.passport_number in text(page)


def test_a_move_to_quebec_after_the_application_is_no_condition_that_fails(
    alices: Client, received: Application
) -> None:
    there = address(received, "new-address")
    page = text(alices.post(there, where(received, lives_country="CAN", lives_province="QC")))
    assert "This condition looks at the day of the application." in page
    assert "A condition that would no longer be met" not in page
