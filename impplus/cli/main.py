"""The command `impplus`: what operators type, answered in English or in French."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from impplus.cli.parser import BAD_USE, parser_in, spoken
from impplus.queries.refusals import Refusal

# A command is a module, loaded when it is asked for, so that `assess` is quick.
WITH_DATABASE = {
    "open-year": "impplus.cli.years",
    "demo": "impplus.cli.world",
    "officer": "impplus.cli.officers",
    "add-firm": "impplus.cli.firms",
    "replay": "impplus.cli.replay",
    "package": "impplus.cli.package",
    "what-if": "impplus.cli.stored",
    "serve": "impplus.serve",
    "worker": "impplus.worker",
    "verify-log": "impplus.cli.verify_log",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when done, 2 with a sentence when it was not."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a file may have any name
    lang = language(given)
    try:
        with spoken(lang):
            asked = parser_in(lang).parse_args(given)
        return _run(asked, lang)
    except Refusal as refusal:
        print(refusal.text.say(lang), file=sys.stderr)
        return BAD_USE
    except BrokenPipeError:
        # Whoever read us has read enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def language(arguments: Sequence[str]) -> str:
    """`--lang`, else the language of the terminal, else English."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return "fr" if arguments[at + 1] == "fr" else "en"
        if word.startswith("--lang="):
            return "fr" if word == "--lang=fr" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "fr" if os.environ[name].startswith("fr") else "en"
    return "en"


def _run(asked: argparse.Namespace, lang: str) -> int:
    if asked.command in WITH_DATABASE and not getattr(asked, "files", ()):
        module = WITH_DATABASE[asked.command]
        return int(import_module("impplus.cli.database").run(module, asked, lang))
    module = f"impplus.cli.{asked.command.replace('-', '_')}"
    return int(import_module(module).run(asked, lang))
