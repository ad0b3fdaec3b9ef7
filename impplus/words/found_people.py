"""Why somebody stands on the list of a conflict search, and how a firm knows that person."""

from impplus.words.text import Text

SHARED = {
    "passport": Text(en="same passport number", fr="même numéro de passeport"),
    "csq": Text(en="same CSQ number", fr="même numéro de CSQ"),
    "email": Text(en="same e-mail address", fr="même adresse courriel"),
    "phone": Text(en="same telephone number", fr="même numéro de téléphone"),
    "birth": Text(en="same date of birth", fr="même date de naissance"),
    "near-birth": Text(en="nearly the same date of birth", fr="presque la même date de naissance"),
    "name": Text(en="name alike", fr="nom semblable"),
}
KNOWN_AS = {
    "enquired": Text(en="enquiry", fr="demande de renseignements"),
    "client": Text(en="client", fr="cliente ou client"),
    "family": Text(en="family of a client", fr="famille d’une cliente ou d’un client"),
    "opposing": Text(en="opposing party", fr="partie adverse"),
}
# What a firm decides about a search, by the verb of the move.
FINDINGS = {
    "clear": Text(en="No conflict", fr="Aucun conflit"),
    "ask": Text(en="Consent needed in writing", fr="Consentement écrit nécessaire"),
    "decline": Text(en="Conflict: decline", fr="Conflit\u00a0: refuser"),
}
