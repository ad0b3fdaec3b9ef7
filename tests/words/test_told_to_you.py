"""Whatever the conditions say of “the person” can be said to Alice herself."""

from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.words.text import Text
from impplus.words.told_to_you import told_to_you


def test_alice_reads_no_condition_of_the_person() -> None:
    days = (date(2022, 6, 1), date(2026, 11, 28))
    said = [
        text
        for day in days
        for condition in IMP_PLUS.in_force(day).conditions
        for key, text in condition.texts.items()
        if key.startswith(("met", "not_met"))
    ]
    assert any(one.en.startswith("The person ") for one in said)
    for one in map(told_to_you, said):
        assert ("The person " in one.en, "La personne " in one.fr) == (False, False), one


def test_a_sentence_of_something_else_stays() -> None:
    same = Text("The application is in process.", "La demande est en traitement.")
    assert told_to_you(same) == same
