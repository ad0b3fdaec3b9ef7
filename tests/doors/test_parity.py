"""Every page is the same page in English and in French, is wholly in its language, and within its budget.

Crawled by the table of addresses, so that none is left out, and opened once for all of it.
"""

import re
from typing import NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField

from impplus.actions import letters
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.list_columns import COLUMNS, WITHDRAW
from impplus.records.models import Person, User
from impplus.words import zones
from impplus.words.citations import cited
from impplus.words.countries import NAMES
from impplus.words.names import initials
from tests.doors.addresses import LANGUAGES, address
from tests.doors.markup import Markup
from tests.doors.table import EXPECTED, PEOPLE, answered
from tests.doors.weighing import READS, Weighed, too_much, unpacked
from tests.doors.world import World

# Besides same-in-both.txt, which is about the catalogues: labels that stand in the code.
SAME_WORDS = {
    "Conditions",
    "IMM 1294",
    "IMM 1295",
    "IMM 5476",
    "IMM 5707",
    "Note",
    "Parent",
    "Question",
    "Questionnaire",
    "page 1",
    "Source",
    "verify-receipt.html",
}
NUMBER = re.compile(r"\S*\d\S*")
KEY = re.compile(r"[a-z-]*|.{1,2}")
WORD = re.compile(r"[^\W\d_]{2,}")
# The start page of no language is in both at once.
IN_BOTH = {"languages"}
# Lucie without a mandate opens nothing that she does not open with one.
WHO = [who for who in PEOPLE if who != "ended"]
type Both = tuple[str, Markup, Markup]


class Opened(NamedTuple):
    """Every page that someone can open: in English and in French, and how many bytes each is on the line, by its address."""

    who: str
    pages: list[Both]
    sizes: dict[str, tuple[int, Markup]]


# The world's transaction must not idle while the files of an installation are collected.
pytestmark = pytest.mark.usefixtures("weighed")


@pytest.fixture(scope="module")
def seen() -> dict[str, Opened]:
    """What was opened already, by whom."""
    return {}


@pytest.fixture
def opened(request: pytest.FixtureRequest, world: World, seen: dict[str, Opened]) -> Opened:
    """Every page that someone can open, in English and in French."""
    who: str = request.param
    if who not in seen:
        seen[who] = _opened(world, who)
    return seen[who]


@pytest.fixture
def pages(opened: Opened) -> list[Both]:
    return opened.pages


def _opened(world: World, who: str) -> Opened:
    browser, made = world.browser(who), Opened(who, [], {})
    for row, reader in answered("200", "405", "409"):
        if reader != who or row.startswith("api:"):
            continue
        both = [browser.get(address(world, row, one), headers=READS) for one in LANGUAGES]
        assert both[0].status_code == both[1].status_code, row
        if both[0].headers["Content-Type"].startswith("text/html"):
            english, french = (unpacked(page) for page in both)
            if row not in IN_BOTH:
                made.pages.append((row, english, french))
            if both[0].status_code == 200:
                for language, answer, page in zip(LANGUAGES, both, (english, french), strict=True):
                    made.sizes[address(world, row, language)] = len(answer.content), page
    return made


by_everyone = pytest.mark.parametrize("opened", WHO, indirect=True)


@by_everyone
def test_a_page_is_built_alike_in_both_languages(pages: list[Both]) -> None:
    for row, english, french in pages:
        assert (english.language, french.language) == LANGUAGES, row
        assert english.headings == french.headings, row
        assert (english.headings[0], english.headings.count("h1")) == ("h1", 1), row
        assert english.parts == french.parts, row
        assert len(english.words) == len(french.words), row


@by_everyone
def test_the_switch_leads_to_the_same_page(pages: list[Both], world: World) -> None:
    for row, english, french in pages:
        if EXPECTED[row]["nobody"] != "405":
            assert switches(english, "fr") == {address(world, row, "fr")}, row
            assert switches(french, "en") == {address(world, row, "en")}, row


def switches(page: Markup, language: str) -> set[str]:
    """Where the links and buttons to a language lead."""
    return {
        given.get("href") or given.get("formaction", "")
        for tag, given in page.elements
        if tag in {"a", "button"}
        and (given.get("lang"), given.get("translate")) == (language, "no")
    }


@by_everyone
def test_no_word_is_left_in_the_other_language(pages: list[Both], world: World) -> None:
    known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, same_in_both()))})(?!\w)")
    left = {
        (row, text)
        for row, english, french in pages
        for (text, said_in), (other, also_in) in zip(english.words, french.words, strict=True)
        if text == other and (said_in, also_in) == LANGUAGES
        if WORD.search(NUMBER.sub("", known.sub("", text)))
    }
    assert left == set()


@by_everyone
def test_every_page_is_within_its_budget(weighed: Weighed, opened: Opened, world: World) -> None:
    browser = world.browser(opened.who)
    assert [
        fault
        for path, (size, page) in opened.sizes.items()
        for fault in too_much(browser, path, size, page, weighed)
    ] == []


def same_in_both() -> list[str]:
    """What is the same in both languages, the longest first: names, citations, a few words."""
    catalogues = settings.PROJECT / "impplus" / "locale" / "same-in-both.txt"
    same = {*SAME_WORDS, *COLUMNS, WITHDRAW, *catalogues.read_text("utf-8").splitlines(), "English"}
    same |= set(IMP_PLUS.settings.words("ports-of-entry", clock.today(IMP_PLUS)))
    same |= {"Français", settings.DEFAULT_FROM_EMAIL, "a@example.test", IMP_PLUS.time_zone}
    same |= {address for one in letters.outbox() for address in one.to}
    same |= {office.name.en for office in IMP_PLUS.offices if office.name.en == office.name.fr}
    same |= {cited(source.cite).fr for source in IMP_PLUS.sources.values()}
    names_of_law = [*NAMES.values(), *(office.name for office in IMP_PLUS.offices)]
    same |= {name.en for name in names_of_law if name.en == name.fr}
    same |= set.intersection(*({name for _zone, name in zones.offered(one)} for one in LANGUAGES))
    of_firms = apps.get_app_config("practice").get_models()
    for model in [*apps.get_app_config("records").get_models(), *of_firms]:
        for column in model._meta.concrete_fields:
            if isinstance(column, CharField | TextField):
                kept = model._default_manager.exclude(**{column.attname: None})
                same |= set(kept.values_list(column.attname, flat=True))
    everyone = [*Person.objects.all(), *User.objects.exclude(name="")]
    faces = {initials(one.name) for one in everyone}
    for person in Person.objects.all():
        rows = [
            row for given in person.answers.values() if isinstance(given, list) for row in given
        ]
        typed = [*person.answers.values(), *(cell for row in rows for cell in row.values())]
        same |= {answer for answer in typed if isinstance(answer, str)}
    # A key of ours, such as "open", must not excuse the same word on a page, nor a number of a street
    # the "256" of "SHA-256".
    names = (" ".join(one.split()) for one in same if WORD.search(one) and not KEY.fullmatch(one))
    return sorted({*names, *COLUMNS, WITHDRAW, *faces} - {""}, key=len, reverse=True)
