"""The language of what is written in a file, and the translation of an officer's words that a human made."""

from dataclasses import dataclass

from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import fault_in
from impplus.records.models import Application
from impplus.words.text import LANGUAGES, Text

LONGEST_NAME = 250


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The language of an officer's words, and what a `translator` made of them in the other one, if anybody did."""

    language: str = ""
    translation: str = ""
    translator: str = ""


NONE = Translated()


def spoken(application: Application, language: str) -> str:
    """The language of a text: as it is said to be, else the one that the applicant chose."""
    return language if language in LANGUAGES else application.language


def columns_of(application: Application, words: Translated) -> dict[str, str]:
    """What the record of an officer's words keeps: `language`, `translation`, `translator`.

    Raises NotUnderstood for a translation without its translator or the reverse, for one that cannot be kept, and
    where the programme asks for one: words that are not in the applicant's language are then not issued without it.
    """
    language = spoken(application, words.language)
    made, maker = words.translation.strip(), words.translator.strip()
    faults = [_unkept(made, maker)] if made or maker else []
    if not made and not maker and language != application.language and is_required(application):
        faults.append(_REQUIRED[application.language])
    if known := [fault for fault in faults if fault]:
        raise NotUnderstood(*known)
    return {"language": language, "translation": made, "translator": maker}


def is_required(application: Application) -> bool:
    """Whether an officer's words that are in another language than the applicant's need a translation to be issued."""
    programme = application.programme
    return programme.settings.yes("translation-required", today(programme))


def _unkept(made: str, maker: str) -> Text | None:
    if len(maker) > LONGEST_NAME or (maker and fault_in(maker, empty=_WHO)):
        return _WHO
    return fault_in(made, empty=_WHAT) or (None if maker else _WHO)


_WHAT = Text(
    en="Add the translation, or leave the translator’s name empty.",
    fr="Ajoutez la traduction, ou laissez vide le nom de la personne qui a traduit.",
)
_WHO = Text(
    en="Enter the name of the person who translated it.",
    fr="Inscrivez le nom de la personne qui a traduit le texte.",
)
_REQUIRED = {
    "en": Text(
        en="The applicant chose English. Add the translation that a person made, with that person’s name. The text is not sent without it.",
        fr="La personne qui présente la demande a choisi l’anglais. Ajoutez la traduction faite par une personne, avec le nom de celle-ci\u00a0: "
        "sans elle, le texte n’est pas envoyé.",
    ),
    "fr": Text(
        en="The applicant chose French. Add the translation that a person made, with that person’s name. The text is not sent without it.",
        fr="La personne qui présente la demande a choisi le français. Ajoutez la traduction faite par une personne, avec le nom de celle-ci\u00a0: "
        "sans elle, le texte n’est pas envoyé.",
    ),
}
