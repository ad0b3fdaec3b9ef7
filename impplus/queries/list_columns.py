"""The columns of a list of candidates, by the names that lists give them in English and in French."""

import unicodedata
from collections.abc import Sequence

from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

NAMES = {
    "reference": (
        "Reference number", "Individual reference number", "Référence", "Numéro de référence",
        "Numéro de référence individuel", "No de référence", "N° de référence",
    ),
    "mifi_file": (
        "MIFI file number", "File number", "Dossier MIFI", "Numéro de dossier", "No de dossier", "N° de dossier",
        "Numéro de dossier du MIFI",
    ),
    "csq_number": ("CSQ", "Numéro de CSQ", "Numéro du CSQ", "No de CSQ", "N° de CSQ", "No CSQ", "N° CSQ"),
    "csq_programme": ("Program", "Programme", "CSQ program", "Programme du CSQ", "Programme de sélection"),
    "csq_issued": (
        "CSQ issue date", "Date of issue", "Délivré le", "Date de délivrance", "Date de délivrance du CSQ",
    ),
    "csq_expires": (
        "CSQ expiry date", "Date of expiry", "Expiry date", "Fin du CSQ", "Date d’expiration",
        "Date d’expiration du CSQ", "Date de fin du CSQ",
    ),
    "family_name": (
        "Family names", "Surname", "Last name", "Nom", "Noms", "Nom de famille", "Noms de famille",
    ),
    "given_names": ("Given name", "First name", "First names", "Prénom", "Prénoms"),
    "born": ("Date of birth", "Birth date", "Naissance", "Date de naissance"),
    "nationality": (
        "Citizenship", "Country of citizenship", "Nationalité", "Citoyenneté", "Pays de citoyenneté",
    ),
    "lives_country": ("Country of residence", "Pays de résidence"),
    "email": ("E-mail address", "Courriel", "Adresse courriel", "Adresse électronique"),
    "language": (
        "Language of the letter", "Langue", "Langue de la lettre", "Langue de correspondance",
    ),
}  # fmt: skip
COLUMNS = tuple(NAMES)
LABELS = {
    "reference": Text(en="Reference number", fr="Numéro de référence"),
    "mifi_file": Text(en="MIFI file number", fr="Numéro de dossier"),
    "csq_number": Text(en="CSQ number", fr="Numéro de CSQ"),
    "csq_programme": Text(en="CSQ program", fr="Programme du CSQ"),
    "csq_issued": Text(en="CSQ issue date", fr="Date de délivrance du CSQ"),
    "csq_expires": Text(en="CSQ expiry date", fr="Date de fin du CSQ"),
    "family_name": Text(en="Family names", fr="Noms de famille"),
    "given_names": Text(en="Given names", fr="Prénoms"),
    "born": Text(en="Date of birth", fr="Date de naissance"),
    "nationality": Text(en="Nationality", fr="Nationalité"),
    "lives_country": Text(en="Country of residence", fr="Pays de résidence"),
    "email": Text(en="E-mail address", fr="Adresse électronique"),
    "language": Text(en="Language of the letter", fr="Langue de la lettre"),
    "withdraw": Text(en="Reason for withdrawal", fr="Motif du retrait"),
}  # what a list may call them, as officers read it
WITHDRAW = "withdraw"  # why a candidate is taken off the list; of such a row the reference number is enough
_WITHDRAWN = ("Withdrawal", "Reason for withdrawal", "Retirer", "Retrait", "Motif du retrait")


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a line is one of headings: it names two columns or more."""
    return len({_COLUMN_OF.get(_folded(cell), "") for cell in cells} - {""}) > 1


def named(cells: Sequence[str], *, line: int = 1) -> list[str]:
    """The columns that a line names, "" for each other; NotUnderstood if one lacks or is there twice."""
    found = [_COLUMN_OF.get(_folded(cell), "") for cell in cells]
    needed = COLUMNS[:1] if WITHDRAW in found else COLUMNS
    missing = [LABELS[column] for column in needed if column not in found]
    here = Text(
        en="The first line" if line == 1 else f"Line {line}",
        fr="La première ligne" if line == 1 else f"La ligne {line}",
    )
    if missing:
        raise NotUnderstood(
            Text(
                en=f"{here.en} must name the columns; these are missing: {_all_of(missing, 'en')}.",
                fr=f"{here.fr} doit nommer les colonnes; il manque\u00a0: {_all_of(missing, 'fr')}.",
            )
        )
    twice = [LABELS[column] for column in (*COLUMNS, WITHDRAW) if found.count(column) > 1]
    if twice:
        raise NotUnderstood(
            Text(
                en=f"{here.en} names these columns more than once: {_all_of(twice, 'en')}. Keep one of each.",
                fr=f"{here.fr} nomme ces colonnes plus d’une fois\u00a0: {_all_of(twice, 'fr')}. N’en gardez qu’une de chaque.",
            )
        )
    return found


def _all_of(labels: Sequence[Text], language: str) -> str:
    return ", ".join(one.say(language) for one in labels)


def _folded(name: str) -> str:
    """A name without capitals, accents, spaces and marks."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


_COLUMN_OF = {
    _folded(name): column
    for column, names in (*NAMES.items(), (WITHDRAW, _WITHDRAWN))
    for name in (column, *names)
}
