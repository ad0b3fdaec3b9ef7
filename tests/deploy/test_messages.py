"""The French catalogues are checked against the code, and each kind of fault is seen."""

import os
import subprocess
import sys
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message

from deploy.local import catalogues, messages
from deploy.local.catalogues import catalogue, compile_stale, entries, forms, read, write
from deploy.local.french import faults
from deploy.local.spare import PROJECT

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext
address = _("fees/")
left = ngettext("%(count)s place left", "%(count)s places left", 2)
"""
PAGE = """
  {% load i18n %} it's {% translate "What is due?" %} {# {% translate "not this" %} #}
    {% blocktranslate trimmed with name=x %}
      Good day, {{ name }}
    {% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for place, text in {
        "impplus/portal/urls.py": CODE,
        "impplus/templates/portal/fees.html": PAGE,
        "impplus/records/firm.py": "name = _('Firm')",
    }.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    messages.update(tmp_path)
    return tmp_path


def translate(project: Path, area: str, **french: str) -> None:
    path = catalogue(project, area)
    catalog = read(path)
    for message in entries(catalog):
        if message.pluralizable:
            message.string = ("%(count)s place libre", "%(count)s places libres")
        else:
            message.string = french.get(message.id.split("/")[0].split()[0], message.string)
    write(path, catalog)


def test_each_message_is_found_in_its_area(project: Path) -> None:
    found = {
        area: sorted(forms(message.id)[0] for message in entries(catalog))
        for area, catalog in messages.said(project).items()
    }
    assert {area: said for area, said in found.items() if said} == {
        "portal": ["%(count)s place left", "Good day, %(name)s", "What is due?", "fees/"],
        "web": ["Firm"],
    }


def test_a_complete_catalogue_has_no_fault_and_is_compiled(project: Path) -> None:
    translate(project, "portal", fees="frais/", What="Que devez-vous?", Good="Bonjour %(name)s")
    translate(project, "web", Firm="Cabinet")
    assert list(messages.problems(project)) == []
    compile_stale(project)
    compiled = catalogue(project, "portal").with_suffix(".mo")
    with compiled.open("rb") as file:
        french = GNUTranslations(file)
    assert french.gettext("fees/") == "frais/"
    plural = ("%(count)s place left", "%(count)s places left")
    assert [french.ngettext(*plural, n) for n in (0, 1, 2)] == [
        *["%(count)s place libre"] * 2,
        "%(count)s places libres",
    ]
    before = compiled.stat().st_mtime_ns
    compile_stale(project)
    assert compiled.stat().st_mtime_ns == before
    os.utime(catalogue(project, "portal"), ns=(before + 1, before + 1))
    compile_stale(project)
    assert compiled.stat().st_mtime_ns > before


def test_a_catalogue_may_be_compiled_by_two_processes_at_once(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(project, "web", Firm="Cabinet")
    act = (
        "import sys; from pathlib import Path; from deploy.local.catalogues import compile_stale;"
        "compile_stale(Path(sys.argv[1]))"
    )
    write = catalogues.write_mo

    def while_another_does(*given: Any) -> None:
        subprocess.run([sys.executable, "-c", act, str(project)], cwd=PROJECT, check=True)
        write(*given)

    monkeypatch.setattr(catalogues, "write_mo", while_another_does)
    compile_stale(project)
    folder = catalogue(project, "web").parent
    assert sorted(one.name for one in folder.iterdir()) == ["django.mo", "django.po"]


def test_what_is_missing_stale_or_untranslated_is_listed(project: Path) -> None:
    translate(project, "portal", fees="frais/", What="", Good="Bonjour %(name)s")
    (project / "impplus/records/firm.py").write_text("name = _('Law firm')")
    assert list(messages.problems(project)) == [
        "portal: not translated: 'What is due?'",
        "web: missing: 'Law firm'",
        "web: stale: 'Firm'",
    ]


def test_two_areas_that_say_it_differently_are_listed(project: Path) -> None:
    (project / "impplus/records/firm.py").write_text("name = _('fees/')")
    messages.update(project)
    translate(project, "portal", fees="frais/", What="Quoi?", Good="Bonjour %(name)s")
    translate(project, "web", fees="couts/")
    assert list(messages.problems(project)) == ["web: said otherwise in portal ('frais/'): 'fees/'"]


def test_an_update_keeps_what_was_translated(project: Path) -> None:
    translate(project, "web", Firm="Cabinet")
    (project / "impplus/records/firm.py").write_text("name = _('Firm'), _('Mandate')")
    messages.update(project)
    updated = entries(read(catalogue(project, "web")))
    assert [(message.id, message.string) for message in updated] == [
        ("Firm", "Cabinet"),
        ("Mandate", ""),
    ]


def test_french_moves_with_what_moves_to_another_area(project: Path) -> None:
    translate(project, "web", Firm="Cabinet")
    moved = project / "impplus/portal/firm.py"
    (project / "impplus/records/firm.py").rename(moved)
    messages.update(project)
    portal = {message.id: message.string for message in entries(read(catalogue(project, "portal")))}
    assert (portal["Firm"], list(entries(read(catalogue(project, "web"))))) == ("Cabinet", [])


@pytest.mark.parametrize(
    ("english", "french", "said"),
    [
        ("Fees", "Frais", []),
        ("Fees", "", ["not translated"]),
        ("Fees", "Fees", ["the same in both languages"]),
        ("Total", "Total", []),
        ("Due: {amount}", "Dû\u00a0: {somme}", ["other placeholders"]),
        ("<b>Due</b>", "Dû", ["other tags"]),
        ("Due?", "Dû ?", ["French spacing"]),
        ("Due?", "Dû\u00a0?", ["French spacing"]),
        ("Due?", "Dû&nbsp;?", ["French spacing"]),
        ("Due?", "Dû?", []),
        ("“Due”", "« Dû »", ["French spacing"]),
        ("“Due”", "«\u00a0Dû\u00a0»", []),
        ("See https://example.test/a?b", "Voir https://example.test/a?b", []),
        ("Until 12:30", "Jusqu’à 12:30", []),
    ],
)
def test_each_fault_of_a_french_message_is_seen(english: str, french: str, said: list[str]) -> None:
    message = Message(english, french)
    assert list(faults(message, frozenset({"Total"}))) == said


def test_a_plural_that_loses_its_number_or_its_french_is_seen() -> None:
    english = ("%(n)s place", "%(n)s places")
    said = [
        list(faults(Message(english, french), frozenset()))
        for french in (("une place", "%(n)s places libres"), ("%(n)s place libre", ""), ("", ""))
    ]
    assert said == [["other placeholders"], ["not translated"], ["not translated"]]


def test_an_update_writes_the_same_whenever_it_is_run(project: Path) -> None:
    path = catalogue(project, "portal")
    written = path.read_bytes()
    messages.update(project)
    assert path.read_bytes() == written
    assert b"Creation-Date" not in written
