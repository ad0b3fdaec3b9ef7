"""The command that makes the draw of a round again, and the arguments that it takes."""

from collections.abc import Callable, Mapping

from impplus.cli.numbers import between
from impplus.words.text import Text

type Takes = Callable[..., None]


def _draw(takes: Takes) -> None:
    about = Text(
        en="the list of the round: references, one a line",
        fr="la liste de la ronde\u00a0: des références, une par ligne",
    )
    takes("file", about, shown=Text(en="LIST", fr="LISTE"))
    about = Text(en="how many were asked for", fr="le nombre de personnes demandé")
    how = {"type": between(1, 1_000_000), "required": True}
    takes("--size", about, shown=Text(en="NUMBER", fr="NOMBRE"), **how)
    about = Text(
        en="the seed as it is published: the secret, a space, and the result of the public draw",
        fr="la valeur de départ publiée\u00a0: le secret, une espace et le résultat du tirage public",
    )
    takes("--seed", about, required=True, shown=Text(en="SEED", fr="VALEUR"))


OF_ROUNDS: Mapping[str, tuple[Text, Callable[[Takes], None]]] = {
    "draw": (
        Text(
            en="who is drawn in an invitation round, from its list and its seed; needs no database",
            fr="qui est tiré dans une ronde d’invitations, d’après sa liste et sa valeur de départ; sans base de données",
        ),
        _draw,
    )
}
