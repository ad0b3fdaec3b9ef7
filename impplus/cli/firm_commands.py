"""The command that adds a firm, and the arguments that it takes."""

from collections.abc import Callable, Mapping

from impplus.words.text import Text

type Takes = Callable[..., None]


def _firm(takes: Takes) -> None:
    about = Text(
        en="name, as letters and visitors read it", fr="nom, tel qu’on le lit dans les lettres"
    )
    takes("--name", about, required=True)
    takes("--city", Text(en="where it is", fr="ville où il se trouve"), required=True)
    about = Text(
        en="short name in addresses; made from the name unless given",
        fr="nom court dans les adresses; tiré du nom par défaut",
    )
    takes("--slug", about, default="", metavar="SLUG")


OF_FIRMS: Mapping[str, tuple[Text, Callable[[Takes], None]]] = {
    "add-firm": (Text(en="add a law firm", fr="ajouter un cabinet"), _firm),
}
