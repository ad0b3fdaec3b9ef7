"""News that a file changed hands, to the officer who had it or who has it now; the queue says which, by whom and why."""

from collections.abc import Mapping

from impplus.words.text import Text

OWN_HANDED_OVER: Mapping[str, tuple[Text, Text]] = {
    "own-file-got": (
        Text(en="A file was given to you", fr="Un dossier vous a été confié"),
        Text(
            en="A colleague gave you a file. Your queue says which one, and what you must know.",
            fr="Une personne du bureau vous a confié un dossier. Votre file indique lequel et ce que vous devez savoir.",
        ),
    ),
    "own-file-lost": (
        Text(
            en="A file of yours went to a colleague",
            fr="Un de vos dossiers a été repris par une autre personne",
        ),
        Text(
            en="A colleague took over a file of yours, or handed it to somebody else. Your queue says which one, and why.",
            fr="Une personne du bureau a repris un de vos dossiers ou l’a transmis à quelqu’un d’autre. Votre file indique lequel et pourquoi.",
        ),
    ),
}
