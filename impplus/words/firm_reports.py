"""The words of a firm's reports: where enquiries come from, how far they went, how old files are, whether deadlines were met."""

from collections.abc import Mapping

from impplus.words.text import Text

CHANNELS: Mapping[str, Text] = {
    "here": Text(en="Contact form here", fr="Formulaire de contact ici"),
    "self-check": Text(en="Self-check", fr="Autoévaluation"),
    "own-site": Text(en="Contact form on the firm’s site", fr="Formulaire sur le site du cabinet"),
    "none": Text(
        en="Opened without an enquiry", fr="Dossier ouvert sans demande de renseignements"
    ),
}
STEPS: Mapping[str, Text] = {
    "request": Text(en="Received", fr="Reçues"),
    "triage": Text(en="Triaged", fr="Triées"),
    "check-conflicts": Text(en="Conflicts checked", fr="Conflits vérifiés"),
    "book": Text(en="Consultation booked", fr="Consultation fixée"),
    "engage": Text(en="Engaged", fr="Mandat accepté"),
    "decline": Text(en="Declined", fr="Refusées"),
    "lapse": Text(en="Lapsed", fr="Caduques"),
}
_UP_TO = (30, 90, 180, 365)  # days
_BAND = Text(en="{low} to {high} days", fr="De {low} à {high} jours")
# By the greatest age in days of each band.
AGES: Mapping[str, Text] = {
    str(high): _BAND.filled({"low": low, "high": high})
    for low, high in zip((0, *(one + 1 for one in _UP_TO)), _UP_TO, strict=False)
} | {"": Text(en="More than a year", fr="Plus d’un an")}
DEADLINES: Mapping[str, Text] = {
    "met": Text(en="Met in time", fr="Respectés"),
    "late": Text(en="Met late", fr="Respectés en retard"),
    "missed": Text(en="Passed, not met", fr="Dépassés, non respectés"),
    "dropped": Text(en="Dropped", fr="Abandonnés"),
    "running": Text(en="Still running", fr="En cours"),
}
TITLES: Mapping[str, Text] = {
    "sources": Text(en="Where clients come from", fr="Provenance de la clientèle"),
    "steps": Text(en="From enquiry to engagement", fr="De la demande de renseignements au mandat"),
    "ages": Text(en="Open files by age", fr="Dossiers ouverts selon leur ancienneté"),
    "minutes": Text(en="Minutes of work", fr="Minutes de travail"),
    "deadlines": Text(en="Deadlines", fr="Délais"),
    "money": Text(en="Paid in advance", fr="Payé d’avance"),
}
DAYS_TO_ENGAGE = Text(
    en="Days from enquiry to engagement, median", fr="Jours de la demande au mandat, médiane"
)
FAMILIES = Text(en="Families worked for", fr="Familles pour lesquelles on a travaillé")
ALL_MINUTES = Text(en="Minutes, all families", fr="Minutes, toutes les familles")
ADVANCES = Text(en="Advances", fr="Avances")
ADVANCED = Text(en="Amount of all advances", fr="Montant de toutes les avances")
MEDIAN_MINUTES = Text(en="Minutes for a family, median", fr="Minutes par famille, médiane")


def engaged_of(channel: Text) -> Text:
    """How many of those who came by a way were engaged."""
    return Text(en=f"{channel.en}: engaged", fr=f"{channel.fr}\u00a0: mandats acceptés")
