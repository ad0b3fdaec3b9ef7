"""The decision on Alice's own page: what was not met stands first, with the officer's words."""

import html
import re

import pytest
from django.test import Client

from impplus.actions import decisions
from impplus.records.models import Application, User
from tests.decided import barred, falling
from tests.heard import heard
from tests.people import all_met
from tests.portal import pages

ROW = re.compile(
    r"<dt>\s*([^<]+?)\s*</dt>\s*<dd>((?:(?!<dt>).)*?)</dd>\s*<dd>\s*<span class=\"tag (\w+)\">([^<]+)</span>",
    re.S,
)


def told(client: Client, application: Application, language: str) -> list[tuple[str, str, str]]:
    """Titles, colours and tags of what the status page tells of the decision."""
    shown = html.unescape(pages.words(client.get(pages.address("status", application, language))))
    return [(title, colour, tag) for title, _said, colour, tag in ROW.findall(shown)]


@pytest.mark.parametrize(
    ("language", "title", "tag", "met", "folded"),
    [
        ("en", "Departure at the end of the stay", "Not met", "Met", "conditions met"),
        ("fr", "Départ à la fin du séjour", "Non remplie", "Remplie", "conditions remplies"),
    ],
)
def test_a_refusal_names_its_ground_first_folds_what_is_met_and_tells_nothing_of_the_family(
    language: str,
    title: str,
    tag: str,
    met: str,
    folded: str,
    alices: Client,
    family: Application,
    olivia: User,
) -> None:
    why = {"will-leave": "Elle n’a plus d’attaches à Rabat."}
    heard(family, *why, by=olivia)
    decisions.refuse(
        family, unmet=why, reasons="Vu le dossier.", falling=falling(family), by=olivia
    )
    found = told(alices, family, language)
    assert found[0] == (title, "red", tag)
    of_no_concern = {"en": "Not applicable", "fr": "Sans objet"}[language]
    tags = {(colour, said) for _title, colour, said in found[1:]}
    assert tags == {("green", met), ("grey", of_no_concern)}
    shown = html.unescape(pages.words(alices.get(pages.address("status", family, language))))
    assert (shown.count(why["will-leave"]), shown.count("Sami Idrissi – ")) == (1, 0)
    before, fold = shown.split(f"<summary>{len(found) - 1} {folded}</summary>")
    assert (before.count(f">{tag}<"), fold.count(f">{tag}<")) == (1, 0)


@pytest.mark.parametrize(
    ("language", "office", "place", "days"),
    [
        ("en", "ircc", "This decision was made in Canada", "You have 15 days"),
        ("en", "ircc-abroad", "This decision was made outside Canada", "You have 60 days"),
        ("fr", "ircc", "La présente décision a été rendue au Canada", "Vous avez 15 jours"),
        ("fr", "ircc-abroad", "La présente décision a été rendue à l’extérieur du Canada", "Vous avez 60 jours"),
    ],
)  # fmt: skip
def test_a_refusal_says_how_long_the_court_may_be_asked_by_the_place_of_its_office(
    language: str,
    office: str,
    place: str,
    days: str,
    alices: Client,
    family: Application,
    olivia: User,
) -> None:
    why = {"will-leave": "Elle n’a plus d’attaches à Rabat."}
    heard(family, *why, by=olivia)
    decisions.refuse(
        family, unmet=why, reasons="Vu.", falling=falling(family), by=olivia, office=office
    )
    shown = html.unescape(pages.words(alices.get(pages.address("status", family, language))))
    assert (shown.count(place), shown.count(days)) == (1, 1)
    facts = family.letters.get(kind="refusal").facts
    said = [key for key in ("decided_in_canada", "decided_outside_canada") if key in facts]
    assert said == ["decided_in_canada" if office == "ircc" else "decided_outside_canada"]


@pytest.mark.parametrize(
    ("language", "title", "tag"),
    [("en", "Dependent child", "Not met"), ("fr", "Enfant à charge", "Non remplie")],
)
def test_an_approval_says_first_who_gets_no_permit_and_not_what_is_met_by_everyone(
    language: str, title: str, tag: str, alices: Client, family: Application, olivia: User
) -> None:
    met = all_met(family)
    decisions.approve(
        family, weighed=met, notes={}, reasons="Vu.", by=olivia, members=barred(family)
    )
    found = told(alices, family, language)
    assert found[0] == (f"Sami Idrissi – {title}", "red", tag)
    assert {colour for _title, colour, _tag in found[1:]} == {"green", "grey"}
    conditions = family.assessments.get(stage="submitted").answer[language]["findings"]
    assert len(found) == len(conditions) + len(met) + 1
