"""Whatever the conditions say of “the person” can be said to Alice herself."""

from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.words.text import Text
from impplus.words.told_to_you import told_to_you

ABOUT = ("he person ", "he applicant", "a personne ", "On ne sait", "t is not known")


def test_alice_reads_no_condition_of_the_person() -> None:
    days = (date(2022, 6, 1), date(2026, 11, 28))
    said = [
        text
        for day in days
        for condition in IMP_PLUS.in_force(day).conditions
        for key, text in condition.texts.items()
    ]
    assert any(one.en.startswith("The person ") for one in said)
    for one in map(told_to_you, said):
        about = [word for word in ABOUT if word in f"{one.en} {one.fr}"]
        assert about == [], one


def test_a_sentence_of_something_else_stays() -> None:
    same = Text("The application is in process.", "La demande est en traitement.")
    assert told_to_you(same) == same
