"""The command that makes a package for the department's own portal, and the arguments that it takes."""

from collections.abc import Callable, Mapping

from impplus.words.text import Text

type Takes = Callable[..., None]
FOLDER = Text(en="FOLDER", fr="DOSSIER")
FILE = Text(en="FILE", fr="FICHIER")


def _package(takes: Takes) -> None:
    about = Text(en="number of the application", fr="numéro de la demande")
    takes("number", about, shown=Text(en="APPLICATION", fr="DEMANDE"))
    about = Text(en="the ZIP to write", fr="le fichier ZIP à écrire")
    takes("--out", about, required=True, shown=FILE)
    about = Text(
        en="folder of blank forms of the department, in PDF",
        fr="dossier des formulaires vierges du ministère, en PDF",
    )
    takes("--blanks", about, shown=FOLDER)
    about = Text(
        en="folder of maps of forms, in TOML, added to those that come with the program",
        fr="dossier de tables de correspondance en TOML, ajoutées à celles fournies avec le programme",
    )
    takes("--maps", about, shown=FOLDER)
    about = Text(
        en="portals and slots, in TOML, in place of those that come with the program",
        fr="portails et cases en TOML, à la place de ceux fournis avec le programme",
    )
    takes("--portals", about, shown=FILE)
    about = Text(
        en="key of the portal; the first unless given", fr="clé du portail; le premier par défaut"
    )
    takes("--portal", about, default="", metavar="KEY")
    about = Text(
        en="what forms ask besides, by person, in JSON",
        fr="ce que les formulaires demandent en plus, par personne, en JSON",
    )
    takes("--besides", about, shown=FILE)
    about = Text(
        en="language of the letters in the slots; both are in the ZIP",
        fr="langue des lettres dans les cases; les deux sont dans le ZIP",
    )
    takes("--letters", about, choices=("en", "fr"), default="en")


OF_PACKAGES: Mapping[str, tuple[Text, Callable[[Takes], None]]] = {
    "package": (
        Text(
            en="everything of a represented file for the department’s own portal, in one ZIP; status 1 where something stops the upload",
            fr="la trousse d’un dossier représenté\u00a0: tout ce qui va au portail du ministère, en un ZIP; code 1 si quelque chose empêche le téléversement",
        ),
        _package,
    )
}
