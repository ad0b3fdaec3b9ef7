"""Lists of files and what is found in them, as a keyboard types it, closed files too."""

import pytest
from django.test import Client
from django.urls import reverse

from impplus.records.models import Application, Person, User
from tests.desk.conftest import Made
from tests.desk.test_files import listed


def test_a_search_among_open_files_says_how_many_closed_ones_match(
    desk: Client, many: Made
) -> None:
    closed = many(2, status="approved")
    page = desk.get(reverse("desk:queue"), {"status": "open", "q": closed[0].number})
    assert page.context["files"] == []
    words = " ".join(page.content.decode().split())
    assert "1 closed file matches" in words
    assert f"?status=all&amp;q={closed[0].number}" in words
    assert listed(desk, status="all", q=closed[0].number) == [closed[0].number]


@pytest.mark.parametrize(
    "typed",
    ["O'Brien", "o’brien", "brien o", "walsh marcus", "Lukasz", "łukasz", "dang thi", "thorsson"],
)
def test_a_name_is_found_as_a_keyboard_types_it(typed: str, desk: Client, many: Made) -> None:
    named = {
        "brien": ("Marcus", "O’Brien-Walsh"),
        "walsh": ("Marcus", "O’Brien-Walsh"),
        "kasz": ("Łukasz", "Wójcik"),
        "dang": ("Thị", "Đặng"),
        "thors": ("Jón", "Þórsson"),
    }
    given, family = next(name for key, name in named.items() if key in typed.lower())
    file, _other = many(2)
    spouse = file.people.get(relation="principal")
    Person.objects.create(
        application=file, position=9, given_names=given, family_name=family, relation="child"
    )
    assert spouse.family_name == "Côté"
    assert listed(desk, status="all", q=typed) == [file.number]


def test_files_that_nobody_has_are_a_list(desk: Client, many: Made, olivia: User) -> None:
    mine, nobodys = many(2)
    Application.objects.filter(pk=mine.pk).update(status="in-review", officer=olivia)
    assert listed(desk, status="nobody") == [nobodys.number]
    assert listed(desk, status="mine") == [mine.number]
