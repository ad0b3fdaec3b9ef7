"""Whose turn it is, by when, and how one goes on: the list of applications, the tab, the letter of a question, a refusal, a return."""

from datetime import timedelta

from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override

from impplus.actions import decisions, letters, questions, reviews
from impplus.records.models import Application, Person, Question, User
from impplus.words import formats
from tests.decided import falling
from tests.heard import heard
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text


def test_the_list_and_the_tab_say_that_it_is_alices_turn(
    alices: Client, sent: Application, asked: Question, olivia: User
) -> None:
    list_of, status = reverse("portal:home"), pages.address("status", sent)
    day = " ".join(formats.day(asked.due_on, "en").split())
    assert f"Your turn: 1 question by {day}, end of day (Montréal time)" in text(
        alices.get(list_of)
    )
    page = alices.get(status)
    left = (asked.due_on - sent.programme.day_of(page.context["application"].read_at)).days
    assert f"end of day (Montréal time). {left} days left." in text(page)
    assert '<span class="count">1<' in page.content.decode()
    questions.withdraw(asked, by=olivia)
    assert "Your turn" not in text(alices.get(list_of))
    assert '<span class="count">' not in alices.get(status).content.decode()


def test_a_question_that_karim_alone_reads_is_no_turn_of_alice(
    alices: Client, his: Client, family: Application, karim: Person, olivia: User
) -> None:
    karim.delegations.update(private=True)
    reviews.ask(family, text="Which school?", document="", days=30, by=olivia, person=karim)
    home = reverse("portal:home")
    assert ("Your turn" in text(alices.get(home)), "Your turn" in text(his.get(home))) == (
        False,
        True,
    )
    assert "Your own part in the application of Alice Benali" in text(his.get(home))
    assert "Start with another letter" not in text(his.get(home))


def test_the_letter_of_a_question_says_what_became_of_it(
    alices: Client, sent: Application, asked: Question, alice: User, olivia: User
) -> None:
    letters.send_owed()
    letter = sent.letters.get(kind="question")
    there = reverse("portal:letter", args=[sent.number, letter.pk])
    later = asked.due_on + timedelta(days=5)
    questions.ask_more_time(asked, until=later, reason="A holiday.", by=alice)
    questions.settle_more_time(asked, given=True, by=olivia)
    day = " ".join(formats.day(later, "en").split())
    assert f"The last day to answer is now {day}" in text(alices.get(there))
    asked.refresh_from_db()
    questions.withdraw(asked, by=olivia)
    assert "The office withdrew this question." in text(alices.get(there))


def test_the_last_day_for_the_court_is_a_day_where_the_letter_was_sent(
    alices: Client, family: Application, olivia: User
) -> None:
    heard(family, "passport", by=olivia)
    decisions.refuse(
        family, unmet={"passport": "Expired."}, reasons="Seen.", by=olivia, falling=falling(family)
    )
    there = pages.address("status", family)
    assert "The last day is" not in text(alices.get(there))
    letters.send_owed()
    sent = family.letters.get(kind="refusal").sent_at
    assert sent is not None
    last = family.programme.day_of(sent) + timedelta(days=15)
    shown = text(alices.get(there))
    day = " ".join(formats.day(last, "en").split())
    assert f"The last day is {day}, end of day (Montréal time)." in shown
    assert "count 15 days" not in shown


def test_a_returned_application_says_what_was_missing_and_starts_again_with_the_same_letter(
    alices: Client, submitted: Application, olivia: User
) -> None:
    reviews.take_oldest(by=olivia)
    submitted.refresh_from_db()
    reviews.return_incomplete(submitted, reasons="The passport is missing.", by=olivia)
    page = text(alices.get(pages.address("status", submitted)))
    assert ("The passport is missing." in page, "Start again with the same letter" in page) == (
        True,
        True,
    )
    assert "is good again" in text(alices.get(reverse("portal:home")))
    again = f"{reverse('portal:bind')}?again={submitted.number}"
    form = alices.get(again).context["form"]
    assert form["csq_number"].value() == submitted.invitation.candidate.csq_number
    assert signed_in(olivia).get(again).status_code == 404
    started = alices.post(reverse("portal:bind"), _typed(submitted), follow=True)
    assert started.status_code == 200
    assert alices.get(again).context["form"]["csq_number"].value() is None
    assert "Start again with the same letter" not in text(
        alices.get(pages.address("status", submitted))
    )


def _typed(application: Application) -> dict[str, str]:
    whom = application.invitation.candidate
    born = whom.born
    parts = {f"born_{n}": str(one) for n, one in enumerate((born.year, born.month, born.day))}
    return {"code": application.invitation.code, "csq_number": whom.csq_number} | parts


def test_a_french_address_has_french_words() -> None:
    with override("fr"):
        assert reverse("portal:change", args=["W-1", 3, "new-passport"]).endswith(
            "/3/nouveau-passeport/"
        )
        assert reverse("portal:sent-receipt", args=["W-1", "answer", 3]).endswith("/reponse/3/")
        page = reverse("portal:change", args=["W-1", 3, "home"])
        assert page.endswith("/3/domicile/")
        assert [
            resolve(one).kwargs["part"] for one in (page, page.replace("domicile", "home"))
        ] == [
            "home",
            "home",
        ]
