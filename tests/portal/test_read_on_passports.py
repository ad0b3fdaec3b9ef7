"""A passport that Alice photographs before she fills in the form: what was read on it stands in the questions, to compare."""

from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application, Document
from tests.outside.files.passports import with_digits
from tests.portal import pages
from tests.portal.test_passports import LINES, a_passport, sends
from tests.portal.test_saves import typed

MARK = {
    "en": "Read on the picture of the passport: compare it.",
    "fr": "Lu sur l’image du passeport : comparez.",
}
ABOVE = {
    "en": "We read the picture of the passport.",
    "fr": "Nous avons lu l’image du passeport.",
}


def step(draft: Application, key: str, language: str = "en") -> str:
    with override(language):
        return reverse("portal:step", args=[draft.number, key])


def page(alices: Client, draft: Application, key: str, language: str = "en") -> str:
    return unescape(pages.words(alices.get(step(draft, key, language))))


def tasks(alices: Client, draft: Application, language: str) -> str:
    return unescape(pages.words(alices.get(pages.address("tasks", draft, language))))


def test_what_was_read_stands_in_the_empty_questions_marked_and_saved_nowhere(
    alices: Client, draft: Application
) -> None:
    sends(alices, draft, "passport", "passport.jpg", a_passport())
    for language in ("en", "fr"):
        text = page(alices, draft, "passport", language)
        assert 'value="AB1234567"' in text
        assert (text.count(ABOVE[language]), text.count(MARK[language])) == (1, 1)
    her = draft.people.get(relation="principal")
    assert (her.passport_number, her.answers_version, her.saves) == ("", 0, {})


def test_an_answer_that_is_there_stays_and_is_only_compared(
    alices: Client, draft: Application
) -> None:
    sends(alices, draft, "passport", "passport.jpg", a_passport())
    draft.people.filter(relation="principal").update(passport_number="XY7654321")
    text = page(alices, draft, "passport")
    assert 'value="XY7654321"' in text
    assert [one for one in ("AB1234567", MARK["en"], ABOVE["en"]) if one in text] == []


def test_the_day_of_expiry_is_read_too_and_is_hers_once_she_saves_the_page(
    alices: Client, draft: Application
) -> None:
    sends(alices, draft, "passport", "passport.jpg", a_passport())
    assert MARK["en"] in page(alices, draft, "birth-and-passport")
    born = {"born_0": "1990", "born_1": "4", "born_2": "1", "nationality": "MAR"}
    said = born | {
        "passport_expires_0": "2034",
        "passport_expires_1": "5",
        "passport_expires_2": "1",
    }
    assert alices.post(step(draft, "birth-and-passport"), said).status_code == 302
    assert draft.people.get(relation="principal").passport_expires == date(2034, 5, 1)
    assert MARK["en"] not in page(alices, draft, "birth-and-passport")


def test_what_saves_itself_while_she_types_leaves_out_what_was_only_read(
    alices: Client, draft: Application
) -> None:
    sends(alices, draft, "passport", "passport.jpg", a_passport())
    issued = {
        "passport_issued_0": "2024",
        "passport_issued_1": "5",
        "passport_issued_2": "1",
    }
    said = typed(passport_number="AB1234567", **issued)
    assert alices.post(step(draft, "passport"), said).status_code == 200
    her = draft.people.get(relation="principal")
    assert (her.answers["passport_issued"], her.passport_number) == ("2024-05-01", "")
    assert MARK["en"] in page(alices, draft, "passport")


def test_where_the_check_digit_cannot_tell_zero_and_o_are_asked_about(
    alices: Client, draft: Application
) -> None:
    document = sends(alices, draft, "passport", "passport.jpg", a_passport())
    asked = "Zero (0) or letter O? Look at characters 4, 5."
    for number, count in (("AB1001234", 1), ("AB1234507", 0)):
        second = with_digits(number, "900401", "F", "340501")
        Document.objects.filter(pk=document.pk).update(zone="\n".join((LINES[0], second)))
        assert page(alices, draft, "passport").count(asked) == count


def test_the_task_list_counts_it_as_to_check_and_says_that_one_may_begin_with_it(
    alices: Client, draft: Application
) -> None:
    begin = {
        "en": "You can begin with a picture of the passport",
        "fr": "Vous pouvez commencer par une image du passeport",
    }
    check = {
        "en": "to check, read on the picture of the passport",
        "fr": "à vérifier, lu sur l’image du passeport",
    }
    for language, said in begin.items():
        assert said in tasks(alices, draft, language)
    sends(alices, draft, "passport", "passport.jpg", a_passport())
    for language, said in check.items():
        text = tasks(alices, draft, language)
        assert said in text
        assert begin[language] not in text
