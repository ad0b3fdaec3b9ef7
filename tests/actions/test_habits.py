"""An officer chooses keys: one does one thing on a page, and may do another on the next."""

import pytest

from impplus.actions import habits
from impplus.queries.habits import DECISION, FILE, KEYS, LIST, PAGES, chosen
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Habits, User

USUAL = {act: key.usual for act, key in KEYS.items()}


def choose(by: User, **keys: str) -> None:
    habits.choose(density="compact", off=False, keys=USUAL | keys, by=by)


@pytest.mark.parametrize("page", PAGES)
def test_the_usual_keys_do_one_thing_on_each_page(page: str) -> None:
    here = [key.usual for key in KEYS.values() if page in key.pages]
    assert sorted(set(here)) == sorted(here)


def test_one_key_may_do_two_things_on_two_pages(olivia: User) -> None:
    choose(olivia, concern="m", met="v", views="m")
    acts = chosen(Habits.objects.get().chosen).acts
    assert [
        f'"m": "{one}"' in acts[page] for page, one in ((FILE, "concern"), (LIST, "views"))
    ] == [
        True,
        True,
    ]
    assert ('"v": "met"' in acts[DECISION], '"m"' in acts[DECISION]) == (True, False)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"met": "n"},
            "The key n stands for “Met” and for “Not met”. Choose another for one of them.",
        ),
        (
            {"met": "u"},
            "The key u stands for “Back: to what waits for me, or from a decision to its file” and for “Met”. Choose another for one of them.",
        ),
        (
            {"met": "2"},
            "The digits go to the people of a decision. Choose a letter or a sign for “Met”.",
        ),
        ({"met": "mm"}, "Choose one letter or sign for “Met”."),
        ({"met": ""}, "Choose one letter or sign for “Met”."),
    ],
)
def test_a_key_that_does_two_things_on_a_page_or_is_none_is_refused(
    keys: dict[str, str], said: str, olivia: User
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        choose(olivia, **keys)
    assert [one.en for one in refused.value.faults] == [said]
    assert Habits.objects.count() == 0
