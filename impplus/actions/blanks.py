"""Blank forms of the department that a firm supplies: looked at behind the fence, and pinned by their SHA-256."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from impplus.outside.files import papers
from impplus.outside.files.kinds import NotAccepted, Reason
from impplus.programmes.imm_forms import FormMap
from impplus.queries.packages.forms import lacks
from impplus.queries.refusals import OutOfReach, Refusal
from impplus.words.text import LANGUAGES, Text


class BlankRefused(Refusal):
    """The file is no blank form that can be filled in here; the sentence says why."""

    status = 422


@dataclass(frozen=True)
class Blank:
    """A blank form with its map: the bytes, their SHA-256, and what was read of its paths and lists."""

    content: bytes
    sha256: str
    known: FormMap
    paths: tuple[str, ...]
    lists: Mapping[str, tuple[tuple[str, str], ...]]


def looked_at(content: bytes, maps: Sequence[FormMap]) -> Blank:
    """A blank, with the newest given map of its form and version; raises BlankRefused or OutOfReach."""
    try:
        form = papers.form_of(content)
    except NotAccepted as refused:
        if refused.reason in {"busy", "not-checked"}:
            raise OutOfReach from None
        raise BlankRefused(WORDS.get(refused.reason, DAMAGED)) from None
    if not form.form:
        raise BlankRefused(NAMELESS)
    of_form = [one for one in maps if one.form == form.form]
    known = next((one for one in reversed(of_form) if one.version == form.version), None)
    name = form.form.replace("-", " ").upper()
    if known is None:
        versions = ", ".join(one.version for one in of_form) or "–"
        raise BlankRefused(_said(UNKNOWN, name=name, version=form.version, known=versions))
    lacking = lacks(known, form.root, form.paths)
    if lacking:
        words = {"name": name, "version": form.version, "paths": ", ".join(lacking[:3])}
        raise BlankRefused(_said(OTHER_STRUCTURE, **words))
    return Blank(content, sha256(content).hexdigest(), known, form.paths, form.lists)


def _said(text: Text, **words: str) -> Text:
    return Text(*(text.say(at).format(**words) for at in LANGUAGES))


UNKNOWN = Text(
    en="This is {name} of {version}, and no map is known for that version (known: {known}). Nothing was filled in: add a map for it, or "
    "supply a blank of a version that is known.",
    fr="Il s’agit du formulaire {name} de {version}, et aucune table de correspondance n’est connue pour cette version (connues\u00a0: {known}). "
    "Rien n’a été rempli\u00a0: ajoutez une table pour cette version ou fournissez un formulaire vierge d’une version connue.",
)
OTHER_STRUCTURE = Text(
    en="This calls itself {name} of {version}, but it lacks what such a form has ({paths}). Download the blank again from the department, "
    "or correct the map.",
    fr="Ce fichier se présente comme le formulaire {name} de {version}, mais il lui manque ce qu’un tel formulaire contient ({paths}). "
    "Téléchargez de nouveau le formulaire vierge du ministère ou corrigez la table de correspondance.",
)
NAMELESS = Text(
    en="This form does not say at its foot which form and version it is (such as “IMM 1295 (09-2023) E”), so it cannot be filled in.",
    fr="Ce formulaire n’indique pas au bas de ses pages son numéro et sa version (comme «\u00a0IMM 1295 (09-2023) F\u00a0»); il ne peut donc pas être rempli.",
)
DAMAGED = Text(
    en="The file cannot be read. Download the blank form from the department again, and do not print it to a new PDF.",
    fr="Le fichier ne peut pas être lu. Téléchargez de nouveau le formulaire vierge du ministère, sans l’imprimer vers un nouveau PDF.",
)
WORDS: Mapping[Reason, Text] = {
    "empty": Text(
        en="The file is empty (0 bytes). Choose it again.",
        fr="Le fichier est vide (0 octet). Choisissez-le de nouveau.",
    ),
    "too-big": Text(
        en="The file is larger than 10 MB: a blank form of the department is smaller. Download it from the department again.",
        fr="Le fichier dépasse 10\u00a0Mo\u00a0: un formulaire vierge du ministère est plus petit. Téléchargez-le de nouveau du site du ministère.",
    ),
    "encrypted": Text(
        en="The PDF opens only with a password. Supply the blank as the department publishes it.",
        fr="Le PDF ne s’ouvre qu’avec un mot de passe. Fournissez le formulaire vierge tel que le ministère le publie.",
    ),
    "form": Text(
        en="This PDF has no form that can be filled in here (no XFA part with a template and data). Supply the blank as the department "
        "publishes it, and not a printed or flattened copy.",
        fr="Ce PDF ne contient pas de formulaire qui puisse être rempli ici (aucune partie XFA avec gabarit et données). Fournissez le formulaire "
        "vierge tel que le ministère le publie, et non une copie imprimée ou aplatie.",
    ),
    "too-heavy": Text(
        en="The PDF holds more than a form of the department does, or parts that such a form never has. It was not opened.",
        fr="Le PDF contient plus que ce que contient un formulaire du ministère, ou des parties qu’un tel formulaire n’a jamais. Il n’a pas été ouvert.",
    ),
    "damaged": DAMAGED,
}
