"""The commands that verify the public log, and the arguments that they take."""

from collections.abc import Callable, Mapping
from typing import Any

from impplus.words.text import Text

type Takes = Callable[..., None]


def _verify_receipt(takes: Takes) -> None:
    about = Text(en="the text file of a receipt", fr="le fichier texte d’un accusé de réception")
    takes("file", about, shown=Text(en="FILE", fr="FICHIER"))
    about = Text(en="the log’s public key", fr="la clé publique du registre")
    takes("--key", about, required=True, shown=_KEY)
    about = Text(en="a witness’s public key", fr="la clé publique d’un témoin")
    takes("--witness", about, action="append", default=[], shown=_KEY)


def _verify_log(takes: Takes) -> None:
    about = Text(
        en="a checkpoint kept elsewhere, which the log must continue",
        fr="un point de contrôle conservé ailleurs, que le registre doit prolonger",
    )
    many: dict[str, Any] = {"action": "append", "default": []}
    takes("--earlier", about, shown=Text(en="FILE", fr="FICHIER"), **many)


_KEY = Text(en="KEY", fr="CLÉ")
OF_THE_LOG: Mapping[str, tuple[Text, Callable[[Takes], None]]] = {
    "verify-receipt": (
        Text(
            en="check whether the public log holds a receipt, from its text file; needs no database",
            fr="vérifier, d’après son fichier texte, si le registre public contient un accusé de réception; "
            "sans base de données",
        ),
        _verify_receipt,
    ),
    "verify-log": (
        Text(
            en="check whether events, public log and signatures agree; each change is named",
            fr="vérifier si les événements, le registre public et les signatures concordent; "
            "chaque modification est nommée",
        ),
        _verify_log,
    ),
}
