"""The public pages of the rules: what is in force on a day, with its sources, and how it changed."""

import re
from datetime import date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.programmes import IMP_PLUS
from impplus.public import conditions, fees
from impplus.queries import clock
from impplus.telling.consolidation import consolidate
from impplus.telling.sections import SECTIONS
from impplus.words.citations import cited
from impplus.words.text import LANGUAGES
from tests.doors.markup import Markup
from tests.rules.ending import AFTER, ENDING, ENDS

pytestmark = pytest.mark.django_db
LAW = {"en": "/en/conditions-and-sources/", "fr": "/fr/conditions-et-sources/"}


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> date:
    """The database's clock, stopped at noon in Montréal."""
    day: date = getattr(request, "param", date(2026, 3, 2))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(IMP_PLUS.time_zone))
    monkeypatch.setattr(clock, "now", lambda: noon)
    return day


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages tell a law whose next amount of restoration is not known."""
    for page in (conditions, fees):
        monkeypatch.setattr(page, "SERVED", ENDING)


def section(key: str, language: str, query: str = "") -> str:
    with override(language):
        return f"{reverse('public:section', args=[key])}{query}"


def tight(client: Client, address: str) -> str:
    """A page without the white space around its tags."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", client.get(address).content.decode())


def said(client: Client, address: str) -> str:
    """The words of a page without its tags, on one line."""
    response = client.get(address)
    assert response.status_code == 200
    words = unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r"[ \n]+", " ", words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on", [date(2022, 6, 1), date(2026, 3, 2), date(2026, 12, 1)])
def test_the_list_names_every_rule_of_the_day_with_its_source(
    client: Client, today: date, on: date, language: str
) -> None:
    content = unescape(client.get(f"{LAW[language]}?on={on}").content.decode())
    query = "" if on == today else f"?on={on}"
    for part in consolidate(IMP_PLUS, on).sections:
        for rule in part.shown:
            address = f"{section(part.key, language, query)}#{rule.key}"
            assert f'<a href="{address}">{rule.title.say(language)}</a>' in content
            source = rule.current and rule.current.description.source
            if source:
                assert (
                    f'<a href="{source.link(language)}">{cited(source.cite).say(language)}</a>'
                    in content
                )


@pytest.mark.parametrize("key", SECTIONS)
def test_a_section_says_all_that_its_rules_say_in_both_languages(
    client: Client, today: date, key: str
) -> None:
    parts = {}
    for language in LANGUAGES:
        address = section(key, language)
        page = said(client, address)
        response = client.get(address)
        for rule in consolidate(IMP_PLUS, today).section(key).shown:
            assert rule.current is not None
            assert f'id="{rule.key}"' in response.content.decode()
            for _label, words in rule.current.description.parts():
                assert words.say(language) in page
            assert rule.current.days.say(language) in page
        parts[language] = Markup(response.content.decode()).parts
        assert len(response.content) < 40_000
    assert parts["en"] == parts["fr"]


def test_a_section_has_an_address_in_each_language_and_no_other(client: Client) -> None:
    english = [section(key, "en") for key in SECTIONS]
    french = [section(key, "fr") for key in SECTIONS]
    assert (len({*english}), len({*french})) == (len(SECTIONS), len(SECTIONS))
    assert section("refunds", "fr") == "/fr/conditions-et-sources/remboursements/"
    assert client.get("/en/conditions-and-sources/remboursements/").status_code == 404
    assert client.get("/fr/conditions-et-sources/nowhere/").status_code == 404
    page = client.get(f"{section('refunds', 'fr')}?on=2024-01-01").content.decode()
    assert 'href="/en/conditions-and-sources/refunds/?on=2024-01-01"' in page


def test_another_day_has_other_rules(client: Client, today: date) -> None:
    then = said(client, section("fees", "en", "?on=2024-03-01"))
    assert ("$229.00" in then, "$246.25" in then) == (True, False)
    assert "In force on March\u00a01,\u00a02024." in then
    now = said(client, section("fees", "en"))
    assert ("$229.00" in now, "$246.25" in now) == (False, True)
    assert "In force today, March\u00a02,\u00a02026." in now


def test_the_day_that_was_asked_for_goes_along(client: Client, today: date) -> None:
    asked = {"on_0": "2024", "on_1": "mars", "on_2": "1er"}
    response = client.get(LAW["fr"], asked)
    assert (response.status_code, response["Location"]) == (302, "?on=2024-03-01")
    content = tight(client, f"{LAW['fr']}?on=2024-03-01")
    assert re.findall(r'name="on_\d" value="([^"]*)"', content) == ["2024", "03", "01"]
    assert content.count("?on=2024-03-01") > len(SECTIONS)
    assert 'class="lede">Chaque règle en vigueur le 1er\u00a0mars\u00a02024,' in content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "on=2024-02-31",
        "on=tomorrow",
        "on=",
        "on=0001-01-01",
        "on=9999-12-31",
        "on=2024-03-01-04",
        "on=2024-03",
        "on=%00%ff",
        "on=<script>",
        "on_0=2024",
        "on_0=&on_1=&on_2=",
        f"on={'9' * 5000}",
    ],
)
def test_a_day_that_is_none_is_said_and_no_rule_is_shown(
    client: Client, today: date, query: str, language: str
) -> None:
    for address in (LAW[language], section("fees", language)):
        response = client.get(f"{address}?{query}")
        content = response.content.decode()
        assert response.status_code == 422
        assert content.count('class="error-summary"') == 1
        assert ("sha256:" in content, "155" in content, "<script" in content) == (False,) * 3


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("on=2024-02-31", ["2024", "02", "31"]),
        ("on=tomorrow", ["tomorrow", "", ""]),
        ("on_0=2024&on_1=f%C3%A9vrier&on_2=31", ["2024", "février", "31"]),
        ("on=2024-%22%3E%3Cb%3E-1", ["2024", '"><b>', "1"]),
    ],
)
def test_what_was_typed_stays(client: Client, query: str, kept: list[str]) -> None:
    content = client.get(f"{LAW['en']}?{query}").content.decode()
    typed = re.findall(r'<input type="text" name="on_\d"(?: value="([^"]*)")?', content)
    assert [unescape(one) for one in typed] == kept


@pytest.mark.parametrize("today", [ENDS], indirect=True)
def test_an_amount_that_ends_soon_is_told_on_every_page_about_it(
    client: Client, today: date, ending: None
) -> None:
    warning = "the amount of $246.25 holds until November\u00a030,\u00a02026."
    for address in (LAW["en"], section("fees", "en"), "/en/fees/"):
        assert said(client, address).count(warning) == 1


@pytest.mark.parametrize("today", [ENDS], indirect=True)
def test_why_an_amount_ends_is_told_once(client: Client, today: date) -> None:
    assert said(client, "/en/fees/").count("section 17 of the Service Fees Act") == 1


@pytest.mark.parametrize("today", [AFTER], indirect=True)
def test_a_fee_whose_amount_is_not_known_is_not_left_out(
    client: Client, today: date, ending: None
) -> None:
    amounts = tight(client, "/en/fees/")
    dues = re.findall(r'<dt>([^<]+)</dt>.*?<dd class="number">([^<]+)</dd>', amounts, re.S)
    assert dues == [
        ("Processing fee for a work permit", "$155.00"),
        ("Open work permit holder fee", "$100.00"),
        ("Processing fee for a study permit", "$150.00"),
        ("Restoration of status", "Amount not known"),
        ("Biometrics (fingerprints and photo)", "$85.00"),
    ]
    assert "$246.25 ended on" in amounts
    assert "is to be restored – Amount not known</summary>" in amounts
    for address in (LAW["en"], section("fees", "en")):
        page = said(client, address)
        assert (
            "Not known; no amount is guessed." in page,
            "ended on November\u00a030" in page,
        ) == (True, True)


def test_the_fees_page_has_the_amounts_of_today(client: Client, today: date) -> None:
    content = tight(client, "/fr/frais/")
    amounts = re.findall(r'<dd class="number">([^<]+)\u00a0\$</dd>', content)
    assert amounts == ["155,00", "100,00", "150,00", "246,25", "85,00"]
    assert content.count('<cite class="source">') == len(amounts) + len(IMP_PLUS.refunds)
    assert "Maximum pour une famille qui présente ses demandes ensemble\u00a0: 170,00" in content


def test_the_fees_page_works_out_seven_families(client: Client, today: date) -> None:
    content = tight(client, "/en/fees/")
    totals = re.findall(
        r'<th scope="row" colspan="2">Total</th><td class="number">([^<]+)', content
    )
    assert totals == ["$340.00", "$680.00", "$830.00", "$830.00", "$575.00", "$255.00", "$586.25"]
    outcome = r'<th scope="row">([A-Z][^<]+)</th>((?:<td>[^<]+</td>)+)</tr>'
    matrix = {
        title: re.findall(r"<td>([^<]+)", cells) for title, cells in re.findall(outcome, content)
    }
    assert matrix["Refused"] == ["no", "yes", "no", "no", "no"]
    assert matrix["Over the cap"] == ["yes"] * 4 + ["for those who have not given them"]
    assert len(matrix) == len(IMP_PLUS.refunds)
    together = re.findall(r'<th scope="row">\d</th><td class="number">([^<]+)', content)
    assert together == ["$85.00", "$170.00", "$170.00", "$170.00"]


def test_the_history_tells_each_version_with_its_days_and_what_it_changed(
    client: Client, today: date, ending: None
) -> None:
    for language in LANGUAGES:
        with override(language):
            page = said(client, reverse("public:history"))
        for part in consolidate(ENDING, today).sections:
            for rule in part.provisions:
                assert rule.title.say(language) in page
                for version in rule.versions:
                    assert version.days.say(language) in page
                    for change in version.changes:
                        for words in (*change.before, *change.after):
                            assert words.say(language) in page
    assert "à compter du 1er\u00a0décembre\u00a02026 Inconnu; aucun montant" in page


def test_the_start_page_names_the_conditions_in_force(client: Client, today: date) -> None:
    content = tight(client, "/fr/")
    listed = re.findall(r'<li><a href="[^"#]+/conditions/#([a-z-]+)">', content)
    assert listed == [row.key for row in IMP_PLUS.in_force(today).conditions]
    assert '<dd class="unbroken">340,00\u00a0$</dd>' in content


@pytest.mark.parametrize("today", [date(2013, 6, 1)], indirect=True)
def test_before_any_amount_was_known_the_start_page_names_none(client: Client, today: date) -> None:
    content = client.get("/en/").content.decode()
    assert "Not every amount is known today." in content


def test_the_places_page_tells_the_other_figure_beside_the_cap(client: Client, today: date) -> None:
    page = said(client, "/en/places-left/")
    assert "Another published figure, not enforced : 7,000." in page.replace(
        "enforced:", "enforced :"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_ends_with_the_fingerprint_of_the_rules(
    client: Client, today: date, language: str
) -> None:
    page = tight(client, LAW[language])
    assert page.count(f'<p class="code">{consolidate(IMP_PLUS, today).fingerprint}</p>') == 1


def test_an_address_that_names_a_rule_names_what_is_folded_with_it(
    client: Client, today: date
) -> None:
    page = tight(client, section("fees", "en"))
    assert (
        page.count(
            '<details><summary><b>Restoration of status</b></summary><div class="named" id="restoration">'
        )
        == 1
    )
