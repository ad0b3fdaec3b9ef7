"""The words that the command line understands, each explained in both languages."""

import argparse
import sys
from typing import NoReturn

from impplus.rules.text import Text

BAD_USE = 2
OFFICES = ("federal-officer", "quebec-officer", "representative")


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in the reader's language, and ends with status 2."""

    lang = "en"

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = Text(
            en=f"This command is not understood: {message}. See above how it is written.",
            fr="Cette commande n’est pas comprise\u00a0: voyez ci-dessus comment l’écrire.",
        )
        self.exit(BAD_USE, f"{said.say(self.lang)}\n")


def parser_in(lang: str) -> argparse.ArgumentParser:
    """The parser of `impplus`, explaining itself in a language."""
    spoken = type("Spoken", (Parser,), {"lang": lang})
    parser = spoken(
        prog="impplus",
        allow_abbrev=False,
        description=Text(
            en="What those who run IMP+ do from a terminal.",
            fr="Ce que font, dans un terminal, les personnes qui exploitent le PMI+.",
        ).say(lang),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _assess(_command(commands, "assess", ASSESS, lang), lang)
    _open_year(_command(commands, "open-year", OPEN_YEAR, lang), lang)
    _demo(_command(commands, "demo", DEMO, lang), lang)
    _officer(_command(commands, "officer", OFFICER, lang), lang)
    return parser


ASSESS = Text(
    en="what the rules say about a case; needs no database",
    fr="ce que les règles disent d’un cas\u00a0; sans base de données",
)
OPEN_YEAR = Text(
    en="open the intake of a year, with its places",
    fr="ouvrir la réception des demandes d’une année, avec ses places",
)
DEMO = Text(
    en="the demonstration world: invented people, and how to sign in as one of them",
    fr="le monde de démonstration\u00a0: des personnes inventées, et comment ouvrir une session à leur place",
)
OFFICER = Text(
    en="accounts of officers and representatives",
    fr="les comptes des agentes, des agents et des personnes qui représentent",
)


def _command(commands: argparse._SubParsersAction, name: str, about: Text, lang: str) -> Parser:
    command: Parser = commands.add_parser(
        name, help=about.say(lang), description=about.say(lang), allow_abbrev=False
    )
    _speaks(command, lang)
    return command


def _speaks(command: argparse.ArgumentParser, lang: str) -> None:
    about = Text(en="language of what is said", fr="langue des messages")
    command.add_argument("--lang", choices=("en", "fr"), help=about.say(lang))


def _assess(command: Parser, lang: str) -> None:
    about = Text(en="a case; - is standard input", fr="un cas\u00a0; - désigne l’entrée standard")
    command.add_argument("files", nargs="+", metavar="FILE", help=about.say(lang))
    about = Text(en="on several lines, for people", fr="sur plusieurs lignes, pour l’œil")
    command.add_argument("--pretty", action="store_true", help=about.say(lang))


def _open_year(command: Parser, lang: str) -> None:
    about = Text(
        en="the year; this one unless given", fr="l’année\u00a0; celle en cours par défaut"
    )
    command.add_argument("year", nargs="?", type=int, metavar="YEAR", help=about.say(lang))
    about = Text(en="code of the program", fr="code du programme")
    command.add_argument("--programme", default="imp-plus", metavar="CODE", help=about.say(lang))


def _demo(command: Parser, lang: str) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    about = Text(en="create it", fr="le créer")
    create = _command(verbs, "create", about, lang)
    about = Text(en="only where no account exists yet", fr="seulement si aucun compte n’existe")
    create.add_argument("--if-empty", action="store_true", help=about.say(lang))
    about = Text(en="remove it, and nothing else", fr="le supprimer, et rien d’autre")
    _command(verbs, "remove", about, lang)
    about = Text(en="print its accounts", fr="imprimer ses comptes")
    _command(verbs, "sign-ins", about, lang)


def _officer(command: Parser, lang: str) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, metavar="VERB")
    about = Text(
        en="add an account; asks for its password",
        fr="ajouter un compte\u00a0; demande son mot de passe",
    )
    add = _command(verbs, "add", about, lang)
    about = Text(
        en="e-mail address to sign in with", fr="adresse électronique pour ouvrir une session"
    )
    add.add_argument("--email", required=True, help=about.say(lang))
    about = Text(
        en="full name, as letters show it", fr="nom complet, tel que les lettres le montrent"
    )
    add.add_argument("--name", required=True, help=about.say(lang))
    about = Text(en="what this person does", fr="ce que fait cette personne")
    add.add_argument("--role", required=True, choices=OFFICES, help=about.say(lang))
    about = Text(
        en="short name of the firm (representatives)", fr="nom court du cabinet (représentation)"
    )
    add.add_argument("--firm", default="", metavar="SLUG", help=about.say(lang))
    about = Text(en="language of the account", fr="langue du compte")
    add.add_argument("--language", choices=("en", "fr"), default="en", help=about.say(lang))
