"""What came of a package: each file with its state and what is to be done about it, each form, and what stops the upload."""

from dataclasses import dataclass
from typing import Literal

from impplus.words import formats
from impplus.words.text import LANGUAGES, Text

type State = Literal[
    "ready", "too-large", "missing", "no-blank", "no-map", "by-hand", "unsaid", "validate", "sign", "unreadable", "photo", "empty",
]  # fmt: skip
# States with which nothing can be uploaded; the others are left to a person.
STOPS: tuple[State, ...] = (
    "too-large", "missing", "no-blank", "no-map", "unsaid", "unreadable", "photo", "validate", "sign", "by-hand",
)  # fmt: skip


TICKED: tuple[State, ...] = ("validate", "sign", "by-hand")


@dataclass(frozen=True)
class MadeFile:
    """A file of the package: where it stands, of whom, its slot, its bytes and pages, and its state.

    `over` are the bytes above the limit, `split` what to split off where one paper alone makes the rest fit; `about` names what
    is missing or said of it; `dots` to how many dots an inch it was squeezed, 0 where it was not, `sha256` of its content.
    """

    name: str
    person: str
    slot: Text
    key: str
    path: str
    size: int
    pages: int
    state: State
    over: int = 0
    split: Text | None = None
    about: tuple[Text, ...] = ()
    dots: int = 0
    papers: int = 0
    sha256: str = ""
    form: bool = False

    @property
    def stops(self) -> bool:
        """Whether it keeps the package from being uploaded."""
        return self.state in STOPS

    @property
    def to_do(self) -> bool:
        """Whether a person ticks it, once it was validated, signed or completed."""
        return self.state in TICKED

    @property
    def said(self) -> Text:
        """Its state in a few words."""
        over = Text(*(formats.megabytes(self.over, one) for one in LANGUAGES))
        words = {"over": over, "n": Text(str(len(self.about)), str(len(self.about)))}
        return Text(*(_filled(SAID[self.state], words, one) for one in LANGUAGES))

    @property
    def remedy(self) -> Text | None:
        """What to do about it."""
        if self.state == "too-large" and self.split:
            return Text(*(SPLIT.say(one).format(what=self.split.say(one)) for one in LANGUAGES))
        if self.about:
            return formats.joined(self.about)
        return REMEDIES.get(self.state)


@dataclass(frozen=True)
class FilledForm:
    """A form that was filled in: its name, of whom, the version of its blank, its fields, those of them filled, and whether it was
    read back equal."""

    name: str
    person: str
    path: str
    version: str
    fields: int
    filled: int
    equal: bool
    by_hand: tuple[tuple[str, Text], ...]


def _filled(text: Text, words: dict[str, Text], language: str) -> str:
    return text.say(language).format(**{key: said.say(language) for key, said in words.items()})


SPLIT = Text(
    en="Split off: {what}. Send it in the slot for other papers, or leave pages out.",
    fr="À séparer\u00a0: {what}. Placez-le dans la case des autres documents ou retirez des pages.",
)
SAID: dict[str, Text] = {
    "ready": Text(en="ready", fr="prêt"),
    "too-large": Text(en="{over} too large", fr="{over} de trop"),
    "missing": Text(en="{n} missing", fr="{n} à fournir"),
    "no-blank": Text(en="no blank", fr="aucun formulaire vierge"),
    "no-map": Text(en="no map for this form", fr="aucune table de correspondance"),
    "by-hand": Text(en="{n} to type by hand", fr="{n} à inscrire à la main"),
    "unsaid": Text(en="{n} not answered", fr="{n} sans réponse"),
    "validate": Text(en="open once in Acrobat", fr="à ouvrir une fois dans Acrobat"),
    "sign": Text(en="to be signed", fr="à signer"),
    "unreadable": Text(en="cannot be read", fr="illisible"),
    "photo": Text(en="photo too small", fr="photo trop petite"),
    "empty": Text(en="nothing in it", fr="rien à y mettre"),
}
REMEDIES: dict[str, Text] = {
    "too-large": Text(
        en="Leave pages out, or scan them in grey: it is squeezed as far as it stays legible.",
        fr="Retirez des pages ou numérisez-les en gris\u00a0: le fichier est compressé autant que la lisibilité le permet.",
    ),
    "no-blank": Text(
        en="Download the blank form from the department and add it under “Blank forms”.",
        fr="Téléchargez le formulaire vierge du ministère et ajoutez-le sous «\u00a0Formulaires vierges\u00a0».",
    ),
    "no-map": Text(
        en="A map says which answer goes into which field of this version of the form. Add one, or fill the form in by hand.",
        fr="Une table de correspondance dit quelle réponse va dans quel champ de cette version du formulaire. Ajoutez-en une ou remplissez le formulaire à la main.",
    ),
    "validate": Text(
        en="Open it in Acrobat, press “Validate”, save it in place of this file, and tick it here.",
        fr="Ouvrez-le dans Acrobat, appuyez sur «\u00a0Valider\u00a0», enregistrez-le à la place de ce fichier et cochez-le ici.",
    ),
    "sign": Text(
        en="Have it signed, put the signed copy in place of this file, and tick it here.",
        fr="Faites-le signer, mettez la copie signée à la place de ce fichier et cochez-le ici.",
    ),
    "photo": Text(
        en="Ask for a larger photograph: the department takes no smaller one.",
        fr="Demandez une photo plus grande\u00a0: le ministère n’en accepte pas de plus petite.",
    ),
}
