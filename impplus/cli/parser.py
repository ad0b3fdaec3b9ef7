"""The words that the command line understands, each explained in both languages."""

import argparse
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from impplus.cli.days import day_of_receipt, day_typed, instant_typed
from impplus.cli.firm_commands import OF_FIRMS
from impplus.cli.log_commands import OF_THE_LOG
from impplus.cli.numbers import between
from impplus.cli.package_commands import OF_PACKAGES
from impplus.cli.rehearse import OF_THE_REHEARSAL
from impplus.cli.round_commands import OF_ROUNDS
from impplus.programmes import SERVED
from impplus.words.text import Text

BAD_USE = 2
CATALOGUE = "django"  # the name of every catalogue here
LOCALE = Path(__file__).parents[1] / "locale" / "cli"
STAGES = ("submitted", "decided")
OFFICES = ("federal-officer", "quebec-officer", "border-officer", "manager", "representative")


class Parser(argparse.ArgumentParser):
    """Takes whole words only, and explains itself in a language.

    Its own sentences are argparse's, French by the catalogue of `spoken`.
    """

    def __init__(self, lang: str, **named: Any) -> None:
        super().__init__(allow_abbrev=False, **named)
        self.lang = lang
        self.takes("--lang", SPEAKS, choices=("en", "fr"))

    def takes(self, name: str, about: Text, *, shown: Text | None = None, **how: Any) -> None:
        """Take an argument, whose value is `shown` as a word."""
        if shown:
            how["metavar"] = shown.say(self.lang)
        self.add_argument(name, help=about.say(self.lang), **how)

    def follows(self, name: str, word: Text) -> "argparse._SubParsersAction[Parser]":
        """Take one of several commands next, kept under a name."""
        shown, title = word.say(self.lang), COMMANDS.say(self.lang)
        return self.add_subparsers(dest=name, required=True, metavar=shown, title=title)


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Meanwhile argparse, which asks gettext, speaks the language."""
    before = os.environ.get("LANGUAGE", "")
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(CATALOGUE, LOCALE)
    gettext.textdomain(CATALOGUE)
    try:
        yield
    finally:
        os.environ["LANGUAGE"] = before


def parser_in(lang: str) -> Parser:
    """The parser of `impplus`, explaining itself in a language."""
    parser = Parser(lang, prog="impplus", description=IMPPLUS.say(lang))
    commands = parser.follows("command", COMMAND)
    _assess(_command(commands, "assess", ASSESS, lang))
    _law(_command(commands, "law", LAW, lang))
    _what_if(_command(commands, "what-if", WHAT_IF, lang))
    _replay(_command(commands, "replay", REPLAY, lang))
    _open_year(_command(commands, "open-year", OPEN_YEAR, lang))
    _demo(_command(commands, "demo", DEMO, lang))
    _officer(_command(commands, "officer", OFFICER, lang))
    _command(commands, "check", CHECK, lang)
    _serve(_command(commands, "serve", SERVE, lang))
    _worker(_command(commands, "worker", WORKER, lang))
    others = (OF_FIRMS, OF_THE_LOG, OF_ROUNDS, OF_THE_REHEARSAL, OF_PACKAGES)
    for name, (about, take) in (one for commands_of in others for one in commands_of.items()):
        take(_command(commands, name, about, lang).takes)
    return parser


def _command(
    commands: "argparse._SubParsersAction[Parser]", name: str, about: Text, lang: str
) -> Parser:
    said = about.say(lang)
    return commands.add_parser(name, lang=lang, help=said, description=said)


IMPPLUS = Text(
    en="What those who run IMP+ do from a terminal.",
    fr="Ce que font, dans un terminal, les personnes qui exploitent le PMI+.",
)
SPEAKS = Text(en="language of what is said", fr="langue des messages")
COMMAND = Text(en="COMMAND", fr="COMMANDE")
COMMANDS = Text(en="commands", fr="commandes\u00a0")
VERB = Text(en="VERB", fr="VERBE")
FILE = Text(en="FILE", fr="FICHIER")
FOLDER = Text(en="FOLDER", fr="DOSSIER")
DAY = Text(en="DAY", fr="JOUR")
YEAR = Text(en="YEAR", fr="ANNÉE")
INSTANT = Text(en="“DAY TIME”", fr="«\u00a0JOUR HEURE\u00a0»")
ADDRESS = Text(en="ADDRESS", fr="ADRESSE")
NUMBER = Text(en="NUMBER", fr="NOMBRE")
APPLICATION = Text(en="APPLICATION", fr="DEMANDE")
ASSESS = Text(
    en="what the rules say about a case; needs no database",
    fr="ce que les règles disent d’un cas; sans base de données",
)
LAW = Text(
    en="every rule in force on a day, with its source; needs no database",
    fr="toutes les règles en vigueur un jour donné, avec leur source; sans base de données",
)
WHAT_IF = Text(
    en="who would get another answer under a changed copy of a program’s folder",
    fr="qui recevrait une autre réponse selon une copie modifiée du dossier d’un programme",
)
REPLAY = Text(
    en="judge a stored application again and show every difference; status 1 where there is one",
    fr="juger de nouveau une demande conservée et montrer chaque différence; code 1 s’il y en a",
)
OPEN_YEAR = Text(
    en="plan the intake of a year, with its places",
    fr="planifier la réception des demandes d’une année, avec ses places",
)
DEMO = Text(
    en="the demonstration world: invented people, and how to sign in as one of them",
    fr="le monde de démonstration\u00a0: des personnes inventées, et comment ouvrir une session à leur place",
)
OFFICER = Text(
    en="accounts of officers and representatives",
    fr="les comptes des agentes, des agents, des représentantes et des représentants",
)
CHECK = Text(
    en="all that keeps this installation from being production; status 1 where there is something",
    fr="tout ce qui empêche cette installation d’être en production; code 1 s’il y en a",
)
SERVE = Text(en="serve the site until it is stopped", fr="servir le site jusqu’à l’arrêt")
WORKER = Text(
    en="do the jobs of the site until it is stopped: send letters, pay refunds",
    fr="faire les travaux du site jusqu’à l’arrêt\u00a0: envoyer les lettres, rembourser",
)
AS_JSON = Text(en="as JSON, for programs", fr="en JSON, pour les programmes informatiques")


def _assess(command: Parser) -> None:
    about = Text(en="a case; - is standard input", fr="un cas; - désigne l’entrée standard")
    command.takes("files", about, nargs="+", shown=FILE)
    about = Text(en="on several lines, for people", fr="sur plusieurs lignes, pour l’œil")
    command.takes("--pretty", about, action="store_true")


def _law(command: Parser) -> None:
    about = Text(en="the day; today unless given", fr="le jour; aujourd’hui par défaut")
    command.takes("--on", about, type=day_typed, shown=DAY)
    about = Text(
        en="instead: what came into force after that day in the sections that the rules cite",
        fr="plutôt\u00a0: ce qui est entré en vigueur après ce jour dans les articles que citent les règles",
    )
    command.takes("--changed-since", about, type=day_typed, shown=DAY)
    about = Text(
        en="folder of acts and regulations in the XML of the Department of Justice",
        fr="dossier de lois et de règlements au format XML du ministère de la Justice",
    )
    command.takes("--xml", about, shown=FOLDER)
    _programme(command, SERVED.code)


def _what_if(command: Parser) -> None:
    about = Text(
        en="a changed copy of a program’s folder",
        fr="une copie modifiée du dossier d’un programme",
    )
    command.takes("folder", about, shown=FOLDER)
    about = Text(
        en="cases to judge, without a database; all stored applications unless given",
        fr="cas à juger, sans base de données; toutes les demandes conservées par défaut",
    )
    command.takes("files", about, nargs="*", shown=FILE)
    _programme(command, "")
    about = Text(
        en="name the applications or files behind each number",
        fr="nommer les demandes ou les fichiers derrière chaque nombre",
    )
    command.takes("--list", about, action="store_true", dest="named")
    command.takes("--json", AS_JSON, action="store_true")


def _replay(command: Parser) -> None:
    about = Text(en="number of the application", fr="numéro de la demande")
    command.takes("number", about, shown=APPLICATION)
    about = Text(
        en="as if it had been received on that day, under the rules in force then",
        fr="comme si elle avait été reçue ce jour-là, selon les règles alors en vigueur",
    )
    command.takes("--as-of", about, type=day_of_receipt, shown=DAY)
    about = Text(
        en="as it was submitted (unless said otherwise) or as it was decided",
        fr="telle que soumise (par défaut) ou telle qu’au moment de la décision",
    )
    command.takes("--stage", about, choices=STAGES, default=STAGES[0])
    command.takes("--json", AS_JSON, action="store_true")


def _open_year(command: Parser) -> None:
    about = Text(en="the year; this one unless given", fr="l’année; celle en cours par défaut")
    command.takes("year", about, nargs="?", type=int, shown=YEAR)
    about = Text(
        en="when it opens, by the program’s clock; at the start of the year unless given",
        fr="le moment de l’ouverture, à l’heure du programme; au début de l’année par défaut",
    )
    command.takes("--opens", about, type=instant_typed, shown=INSTANT)
    about = Text(
        en="when it closes; at the end of the year unless given",
        fr="le moment de la fermeture; à la fin de l’année par défaut",
    )
    command.takes("--closes", about, type=instant_typed, shown=INSTANT)
    _programme(command, SERVED.code)


def _programme(command: Parser, default: str) -> None:
    about = Text(en="code of the program", fr="code du programme")
    command.takes("--programme", about, default=default, metavar="CODE")


def _demo(command: Parser) -> None:
    verbs = command.follows("verb", VERB)
    create = _command(verbs, "create", Text(en="create it", fr="le créer"), command.lang)
    about = Text(en="only where no account exists yet", fr="seulement si aucun compte n’existe")
    create.takes("--if-empty", about, action="store_true")
    about = Text(en="remove it, and nothing else", fr="le supprimer, et rien d’autre")
    _command(verbs, "remove", about, command.lang)
    about = Text(en="print its accounts", fr="afficher ses comptes")
    _command(verbs, "sign-ins", about, command.lang)


def _officer(command: Parser) -> None:
    about = Text(
        en="add an account; asks for its password",
        fr="ajouter un compte; demande son mot de passe",
    )
    verbs = command.follows("verb", VERB)
    add = _command(verbs, "add", about, command.lang)
    about = Text(
        en="e-mail address to sign in with", fr="adresse électronique pour ouvrir une session"
    )
    add.takes("--email", about, required=True)
    about = Text(
        en="full name, as letters show it", fr="nom complet, tel que les lettres le montrent"
    )
    add.takes("--name", about, required=True)
    about = Text(en="what this person does", fr="ce que fait cette personne")
    add.takes("--role", about, required=True, choices=OFFICES)
    about = Text(
        en="short name of the firm (representatives)", fr="nom court du cabinet (de qui représente)"
    )
    add.takes("--firm", about, default="", metavar="SLUG")
    about = Text(
        en="number with the law society, the chamber or the college (representatives)",
        fr="numéro au barreau, à la chambre ou au collège (de qui représente)",
    )
    add.takes("--membership", about, default="", shown=Text(en="NUMBER", fr="NUMÉRO"))
    about = Text(en="language of the account", fr="langue du compte")
    add.takes("--language", about, choices=("en", "fr"), default="en")
    about = Text(
        en="take the second proof from an account whose owner has lost it, and end its sessions",
        fr="retirer la deuxième preuve d’un compte dont la ou le titulaire l’a perdue, et fermer ses sessions",
    )
    lost = _command(verbs, "remove-factors", about, command.lang)
    about = Text(
        en="e-mail address to sign in with", fr="adresse électronique pour ouvrir une session"
    )
    lost.takes("--email", about, required=True)


def _serve(command: Parser) -> None:
    about = Text(en="address to listen at", fr="adresse d’écoute")
    command.takes("--host", about, default="127.0.0.1", shown=ADDRESS)
    about = Text(en="port to listen at", fr="port d’écoute")
    command.takes("--port", about, type=between(1, 65535), default=8000, shown=NUMBER)
    about = Text(
        en="processes that share the work, and most of their memory",
        fr="processus qui se partagent le travail et la plus grande partie de la mémoire",
    )
    command.takes("--processes", about, type=between(1, 64), default=1, shown=NUMBER)


def _worker(command: Parser) -> None:
    about = Text(en="do what is queued, then end", fr="faire ce qui est en attente, puis s’arrêter")
    command.takes("--once", about, action="store_true")
