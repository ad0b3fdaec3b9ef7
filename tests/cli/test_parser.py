"""What the command line understands, and how it explains itself in both languages."""

import argparse
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract

from deploy.local.catalogues import entries, read
from impplus.cli.firm_commands import OF_FIRMS
from impplus.cli.log_commands import OF_THE_LOG
from impplus.cli.main import main
from impplus.cli.package_commands import OF_PACKAGES
from impplus.cli.parser import LOCALE, parser_in
from impplus.cli.rehearse import OF_THE_REHEARSAL
from impplus.cli.round_commands import OF_ROUNDS
from impplus.queries.refusals import NotUnderstood

COMMANDS = [
    "assess",
    "law",
    "what-if",
    "replay",
    "open-year",
    "demo",
    "officer",
    "check",
    "serve",
    "worker",
    *OF_FIRMS,
    *OF_THE_LOG,
    *OF_ROUNDS,
    *OF_THE_REHEARSAL,
    *OF_PACKAGES,
]
ENGLISH = ("usage: ", "positional arguments", "show this help message and exit", "options:\n")


@pytest.mark.parametrize("command", [[], *([one] for one in COMMANDS), ["officer", "add"]])
def test_every_command_explains_itself_in_both_languages(
    command: list[str], capsys: pytest.CaptureFixture
) -> None:
    said = {}
    for lang in ("en", "fr"):
        with pytest.raises(SystemExit) as ended:
            main([*command, "--lang", lang, "-h"])
        assert ended.value.code == 0
        said[lang] = capsys.readouterr().out
    assert said["en"].startswith(f"usage: {' '.join(['impplus', *command])} [-h]")
    assert said["fr"].startswith(f"utilisation\u00a0: {' '.join(['impplus', *command])} [-h]")
    assert [words for words in ENGLISH if words in said["fr"]] == []
    assert "options\u00a0:\n" in said["fr"]


@pytest.mark.parametrize(
    ("typed", "english", "french"),
    [
        (["law", "--on"], "impplus law: error: argument --on: expected one argument",
         "impplus law\u00a0: erreur\u00a0: argument --on\u00a0: il faut une valeur"),
        (["assess"], "impplus assess: error: the following arguments are required: FILE",
         "impplus assess\u00a0: erreur\u00a0: ces arguments sont obligatoires\u00a0: FICHIER"),
        (["law", "--loud"], "impplus: error: unrecognized arguments: --loud",
         "impplus\u00a0: erreur\u00a0: arguments inconnus\u00a0: --loud"),
        (["open-year", "soon"], "impplus open-year: error: argument YEAR: invalid int value: 'soon'",
         "impplus open-year\u00a0: erreur\u00a0: argument ANNÉE\u00a0: valeur de type int attendue\u00a0: 'soon'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_is_not_understood_is_said_in_both_languages(
    typed: list[str], english: str, french: str, capsys: pytest.CaptureFixture
) -> None:
    said = []
    for lang in ("en", "fr"):
        with pytest.raises(SystemExit) as ended:
            main(["--lang", lang, *typed])
        assert ended.value.code == 2
        said.append(capsys.readouterr().err.splitlines()[-1])
    assert said == [english, french]


def test_every_sentence_of_the_catalogue_is_one_of_argparse_s() -> None:
    source = Path(argparse.__file__).read_bytes()
    said = {message for _, message, _, _ in extract("python", BytesIO(source))}
    french = read(LOCALE / "fr" / "LC_MESSAGES" / "django.po")
    assert [one.id for one in entries(french) if one.id not in said] == []
    assert [one.id for one in entries(french) if not one.string] == []


def test_the_commands_are_these(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit):
        main(["-h"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line[:4].isspace() and line[4] != " "] == (
        COMMANDS
    )


def test_the_words_of_each_command_are_read() -> None:
    parser = parser_in("en")
    assert vars(parser.parse_args(["law", "--on", "0001-01-01"])) == {
        "lang": None,
        "command": "law",
        "on": date(1, 1, 1),
        "changed_since": None,
        "xml": None,
        "programme": "imp-plus",
    }
    assert vars(parser.parse_args(["what-if", "changed", "a.json", "b.json", "--list"])) == {
        "lang": None,
        "command": "what-if",
        "folder": "changed",
        "files": ["a.json", "b.json"],
        "programme": "",
        "named": True,
        "json": False,
    }
    assert vars(parser.parse_args(["replay", "W-1", "--as-of", "2026-12-05"])) == {
        "lang": None,
        "command": "replay",
        "number": "W-1",
        "as_of": date(2026, 12, 5),
        "stage": "submitted",
        "json": False,
    }


@pytest.mark.parametrize("typed", ["", "today", "2026-02-29", "20261205", "2026-W01-1", "1e3"])
def test_what_is_not_a_day_gets_a_sentence(typed: str, capsys: pytest.CaptureFixture) -> None:
    assert main(["law", "--on", typed, "--lang", "fr"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"«\u00a0{typed}\u00a0» n’est pas une date. "
        "Inscrivez un jour qui existe, sous la forme AAAA-MM-JJ.\n"
    )


@pytest.mark.parametrize(
    ("day", "understood"),
    [("1849-12-31", False), ("1850-01-01", True), ("2199-12-31", True), ("2200-01-01", False)],
)
def test_a_case_is_received_on_a_day_of_the_format_of_cases(day: str, understood: bool) -> None:
    parser = parser_in("en")
    if understood:
        assert parser.parse_args(["replay", "W-1", "--as-of", day]).as_of == date.fromisoformat(day)
    else:
        with pytest.raises(NotUnderstood):
            parser.parse_args(["replay", "W-1", "--as-of", day])
