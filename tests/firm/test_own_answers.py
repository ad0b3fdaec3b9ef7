"""The firm's own questions and answers: written in both languages, in its order, and read as words by everybody."""

import pytest
from django.test import Client

from impplus.actions import own_answers
from impplus.practice.models import OwnAnswer
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import Firm, User
from tests.matters import colleague
from tests.people import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/en/firm/own-answers/"
PUBLIC = {
    "en": "/en/law-firms/tremblay/answers/",
    "fr": "/fr/cabinets-juridiques/tremblay/reponses/",
}
SCRIPT = "<script>alert(1)</script> & {{ firm }} https://evil.example"


def written(number: int = 1, **otherwise: str) -> dict[str, str]:
    told = {"question_fr": f"Question {number}?", "answer_fr": f"Réponse {number}.\n\nFin.",
            "question_en": f"Asked {number}?", "answer_en": f"Answer {number}.\n\nEnd."}  # fmt: skip
    return told | otherwise


def questions(language: str = "en") -> list[str]:
    """The firm's own questions as visitors read them."""
    return [question for question, _ in Client().get(PUBLIC[language]).context["own"]]


def test_visitors_read_the_firms_answers_before_those_of_the_rules(firm: Firm, lucie: User) -> None:
    desk = signed_in(lucie)
    for _press in range(2):
        assert desk.post(PAGE, written()).status_code == 302
    assert OwnAnswer.objects.count() == 1
    page = Client().get(PUBLIC["en"]).content.decode()
    own, rules = page.index("Asked 1?"), page.index("What the rules answer")
    assert own < rules < page.index("I have no letter of invitation. Can I apply?")
    assert "<p>Answer 1.</p>\n\n<p>End.</p>" in page
    assert questions("fr") == ["Question 1?"]
    assert PUBLIC["en"] in Client().get("/en/law-firms/tremblay/").content.decode()


def test_what_is_written_is_words_and_no_markup(firm: Firm, lucie: User) -> None:
    signed_in(lucie).post(PAGE, written(question_en=SCRIPT, answer_en=SCRIPT))
    page = Client().get(PUBLIC["en"]).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ firm }}") == 2
    assert 'href="https://evil.example' not in page


def test_they_stand_in_the_order_that_the_firm_gives_them(firm: Firm, lucie: User) -> None:
    desk = signed_in(lucie)
    for number in (1, 2, 3):
        desk.post(PAGE, written(number))
    last = OwnAnswer.objects.get(question_en="Asked 3?")
    desk.post(f"{PAGE}{last.pk}/settle/", {"act": "lift"})
    assert questions() == ["Asked 1?", "Asked 3?", "Asked 2?"]
    for _press in range(3):
        desk.post(f"{PAGE}{last.pk}/settle/", {"act": "lift"})
    assert questions() == ["Asked 3?", "Asked 1?", "Asked 2?"]
    changed = written(3, question_en="Changed?")
    assert desk.get(f"{PAGE}{last.pk}/").content.decode().count("Asked 3?") == 1
    assert desk.post(f"{PAGE}{last.pk}/", changed).status_code == 302
    assert questions() == ["Changed?", "Asked 1?", "Asked 2?"]
    assert desk.get(f"{PAGE}{last.pk}/").status_code == 404
    now = OwnAnswer.objects.get(question_en="Changed?")
    desk.post(f"{PAGE}{now.pk}/settle/", {"act": "drop"})
    assert questions() == ["Asked 1?", "Asked 2?"]


@pytest.mark.parametrize("lacks", ["question_fr", "answer_fr", "question_en", "answer_en"])
def test_both_languages_are_written_and_what_was_typed_stays(
    firm: Firm, lucie: User, lacks: str
) -> None:
    answer = signed_in(lucie).post(PAGE, written(7, **{lacks: " "}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Asked 7?" in page, "Réponse 7." in page) != (False, False)
    assert not OwnAnswer.objects.exists()
    with pytest.raises(NotUnderstood):
        own_answers.save(None, by=lucie, **written(7, **{lacks: " "}))


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("lawyer", 200), ("paralegal", 404), ("intake", 404), ("bookkeeper", 404)],
)
def test_owners_and_lawyers_write_them(firm: Firm, role: str, status: int) -> None:
    assert signed_in(colleague(firm, "Paul", role)).get(PAGE).status_code == status


def test_another_firm_touches_none_of_them(firm: Firm, lucie: User) -> None:
    signed_in(lucie).post(PAGE, written())
    one = OwnAnswer.objects.get()
    olga = colleague(Firm.objects.create(name="Other", slug="other"), "Olga")
    assert signed_in(olga).post(f"{PAGE}{one.pk}/settle/", {"act": "drop"}).status_code == 404
    with pytest.raises(NotYours):
        own_answers.drop(one, by=olga)
    assert questions() == ["Asked 1?"]


def test_thirty_are_enough(firm: Firm, lucie: User) -> None:
    for number in range(30):
        own_answers.save(None, by=lucie, **written(number))
    assert signed_in(lucie).post(PAGE, written(31)).status_code == 422
