"""Why a firm's system did not take a call, by the keys of outside/webhook_calls.py."""

from collections.abc import Mapping

from impplus.words.text import Text

WHY: Mapping[str, Text] = {
    "address": Text(
        en="This is no address that we can call.", fr="Nous ne pouvons pas appeler cette adresse."
    ),
    "private": Text(
        en="The name leads to a machine that is not on the public network; we do not call such.",
        fr="Le nom mène à une machine qui n’est pas sur le réseau public; nous n’en appelons aucune.",
    ),
    "redirect": Text(
        en="It answered with another address; we do not follow. Enter that address.",
        fr="La réponse renvoie à une autre adresse; nous n’y allons pas. Inscrivez cette adresse.",
    ),
    "slow": Text(
        en="It did not answer within ten seconds.", fr="Aucune réponse n’est venue en dix secondes."
    ),
    "unreachable": Text(en="It cannot be reached.", fr="L’adresse est injoignable."),
    "refused": Text(en="It answered with an error.", fr="Le système a répondu par une erreur."),
    "gone": Text(
        en="It answered that it is gone for good (410).",
        fr="Le système a répondu que l’adresse n’existe plus (410).",
    ),
}
