"""No page and no code re-states a rule: amounts, lengths of time and caps come from the programme's folder."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from deploy.local.catalogues import entries, forms, read
from impplus.programmes import IMP_PLUS
from tests.house.source import PROJECT, Source, sources

NUMBERS = (
    "two three four five six seven eight nine ten twelve fourteen twenty thirty sixty ninety "
    "deux trois quatre cinq six sept huit neuf dix douze quatorze vingt trente soixante quatre-vingt-dix"
).split()
UNITS = "days? weeks? months? years? jours? semaines? mois ans? années?".split()
AMOUNT = re.compile(r"\$\s?\d|\d\s?\$(?![\w{])|\b\d+\sdollars\b", re.I)
# Working days are the operator's own promise, not the law's.
LENGTH = re.compile(rf"\b(\d+|{'|'.join(NUMBERS)})\s({'|'.join(UNITS)})\b(?!\souvrables)", re.I)
CAPS = sorted({size for cap in IMP_PLUS.caps for size in (cap.size, cap.target or cap.size)})
CAP = re.compile(rf"\b({'|'.join(rf'{c // 1000}[,\s]?{c % 1000:03}' for c in CAPS)})\b")
NUMBER = re.compile(r"\b\d+\b")
RESTATED = {"an amount": AMOUNT, "a length of time": LENGTH, "a cap": CAP}
# What is no word of a template: comments, values, and the tags of the page.
TAG = re.compile(r"{#.*?#}|{{.*?}}|<[^>]*>", re.S)
# Words of invented people, whose lives have numbers too.
INVENTED = ("demonstration", "telling/fee_tables.py")
# Keys of rows that only the folder may name: of several words, and none that the format of a case
# or a version of a rule has too.
SHARED = {"work-permit", "study-permit", "in-force"}
ROWS = (
    *IMP_PLUS.conditions,
    *IMP_PLUS.family,
    *IMP_PLUS.requirements,
    *IMP_PLUS.fees,
    *IMP_PLUS.documents,
    *IMP_PLUS.permit.kinds,
    *IMP_PLUS.permit.conditions,
)
KEYS = {row.key for row in ROWS if "-" in row.key} - SHARED | {"QC"}
# The format of a case names the provinces, and its published examples are cases of IMP+.
KNOWS = ("rules/case.py", "api/examples.py", *INVENTED)


def in_templates(root: Path) -> Iterator[tuple[str, str]]:
    folder = root / "impplus" / "templates"
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".txt"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                place = f"impplus/templates/{path.relative_to(folder).as_posix()}:{number}"
                yield place, TAG.sub(" ", line)


def in_code(found: list[Source]) -> Iterator[tuple[str, str]]:
    for source in found:
        if source.is_in("programmes", *INVENTED) or not source.place.startswith("impplus/"):
            continue
        said_of_code = documentation(source)
        for node in source.nodes(ast.Constant):
            if isinstance(node.value, str) and " " in node.value and id(node) not in said_of_code:
                yield f"{source.place}:{node.lineno}", node.value


def documentation(source: Source) -> set[int]:
    """The strings that say what code is."""
    return {
        id(node.value) for node in source.nodes(ast.Expr) if isinstance(node.value, ast.Constant)
    }


def in_words(root: Path) -> Iterator[tuple[str, str]]:
    """The French of the interface, and the words of the state table."""
    for path in sorted((root / "impplus" / "locale").rglob("*.po")):
        for message in entries(read(path)):
            for text in forms(message.string):
                yield f"{path.relative_to(root).as_posix()}: {forms(message.id)[0][:40]}", text
    tables = (root / "impplus" / layer for layer in ("rules", "words"))
    for path in sorted(path for folder in tables for path in folder.glob("*.toml")):
        for text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.relative_to(root).as_posix(), text


def numbers_of_settings(form: Path) -> list[str]:
    """Each sentence of the form that writes out a number which a setting holds."""
    settings = IMP_PLUS.settings.numbers(date.max).values()
    said = texts(tomllib.loads(form.read_text(encoding="utf-8")))
    return [text for text in said if " " in text and set(NUMBER.findall(text)) & set(settings)]


def texts(table: object) -> Iterator[str]:
    if isinstance(table, dict | list):
        for value in table.values() if isinstance(table, dict) else table:
            yield from texts(value)
    elif isinstance(table, str):
        yield table


def restated(said: Iterator[tuple[str, str]]) -> list[str]:
    return [
        f"{place}: {what}: {match[0]}"
        for place, text in said
        for what, pattern in RESTATED.items()
        for match in pattern.finditer(text)
    ]


def named(found: list[Source]) -> list[str]:
    """Where code outside the folder names a row that only the folder may name."""
    return [
        f"{source.place}:{node.lineno}: {node.value}"
        for source in found
        if source.place.startswith("impplus/") and not source.is_in("programmes", *KNOWS)
        for node in source.nodes(ast.Constant)
        if node.value in KEYS
    ]


def test_no_template_restates_a_rule() -> None:
    assert restated(in_templates(PROJECT)) == []


def test_no_code_outside_the_folder_restates_a_rule() -> None:
    assert restated(in_code(sources(PROJECT, "impplus"))) == []


def test_no_translation_and_no_word_of_the_state_table_restates_a_rule() -> None:
    assert restated(in_words(PROJECT)) == []


def test_no_question_of_the_form_restates_a_setting(tmp_path: Path) -> None:
    form = PROJECT / "impplus" / "programmes" / "imp_plus" / "form.toml"
    assert numbers_of_settings(form) == []
    copy = tmp_path / "form.toml"
    written = form.read_text(encoding="utf-8").replace("{restoration-days}", "90")
    copy.write_text(written, encoding="utf-8")
    found = dict.fromkeys(text[:12] for text in numbers_of_settings(copy))
    assert [*found] == ["Only if you ", "Seulement si", "For 90 days ", "Le rétabliss"]


def test_no_code_outside_the_folder_names_its_rows() -> None:
    assert named(sources(PROJECT, "impplus")) == []


@pytest.mark.parametrize(
    "line",
    [
        "<p>It costs $155.</p>",
        "<p>Il en coûte 155 $.</p>",
        "<p>Il en coûte 155\u00a0$.</p>",
        '{% translate "You have 90 days to answer." %}',
        '{% translate "Vous avez 90\u00a0jours pour répondre." %}',
        '{% translate "A permit lasts three years at most." %}',
        "<p>Trois ans au plus.</p>",
        '{% translate "There are 7,350 places." %}',
        "<p>Il y a 14\u00a0700 places.</p>",
        "<p>7350</p>",
    ],
)
def test_a_number_of_the_law_in_a_template_is_found(line: str, tmp_path: Path) -> None:
    page = tmp_path / "impplus" / "templates" / "public" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<h1>Title</h1>\n{line}\n", encoding="utf-8")
    (found,) = restated(in_templates(tmp_path))
    assert found.startswith("impplus/templates/public/page.html:2: ")


@pytest.mark.parametrize(
    "line",
    [
        "<p>{{ total|money }} {{ days }} days</p>",
        "{% blocktranslate with days=days %}Within {{ days }} days.{% endblocktranslate %}",
        "<table><tr><td width=90>days</td></tr></table>",
        '{% translate "It takes about five minutes. Files up to 25 MB. Write 2026-03-02." %}',
        "{# 90 days #}",
    ],
)
def test_what_comes_from_the_rules_is_left_alone(line: str, tmp_path: Path) -> None:
    page = tmp_path / "impplus" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text(line, encoding="utf-8")
    assert restated(in_templates(tmp_path)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('TEXT = "Give 90 days at most."', "a length of time: 90 days"),
        ('TEXT = f"Accordez {x} ou 90 jours."', "a length of time: 90 jours"),
        ('TEXT = "It costs $155.00 today."', "an amount: $1"),
        ('"""It says."""\nTEXT = "All 7,350 places."', "a cap: 7,350"),
    ],
)
def test_a_number_of_the_law_in_code_is_found(
    text: str, what: str, broken: Callable[[str, str], list[Source]]
) -> None:
    (found,) = restated(in_code(broken("impplus/desk/page.py", text)))
    assert found.endswith(f": {what}")
    assert restated(in_code(broken("impplus/programmes/imp_plus/page.py", text))) == [found]


def test_a_number_of_the_law_in_a_translation_is_found(tmp_path: Path) -> None:
    catalogue = tmp_path / "impplus" / "locale" / "portal" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "Answer soon."\nmsgstr "Répondez dans les 90 jours."\n', "utf-8")
    words = tmp_path / "impplus" / "rules" / "words.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[next]\nfr = "Attendez trois ans."\n', "utf-8")
    assert restated(in_words(tmp_path)) == [
        "impplus/locale/portal/django.po: Answer soon.: a length of time: 90 jours",
        "impplus/rules/words.toml: a length of time: trois ans",
    ]


def test_what_documents_code_may_name_an_example(
    broken: Callable[[str, str], list[Source]],
) -> None:
    text = '"""Within 90 days, of 7,350 places."""\nDAYS = 90\n'
    assert restated(in_code(broken("impplus/desk/page.py", text))) == []


def test_a_row_named_in_code_is_found(broken: Callable[[str, str], list[Source]]) -> None:
    text = 'if kind == "open-work-permit" and province == "QC":\n    pass\n'
    assert named(broken("impplus/desk/page.py", text)) == [
        "impplus/desk/page.py:1: open-work-permit",
        "impplus/desk/page.py:1: QC",
    ]
