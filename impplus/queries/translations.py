"""The language of what is written in a file, and the translation of an officer's words that a human made."""

from dataclasses import dataclass
from datetime import datetime

from impplus.queries.clock import today
from impplus.queries.delegations import languages_in
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.typed import fault_in
from impplus.records import access
from impplus.records.models import (
    Application,
    Correspondence,
    Decision,
    Letter,
    Person,
    Question,
    Translation,
    User,
)
from impplus.words.text import LANGUAGES, Text

LONGEST_NAME = 250
type OfficersWords = Question | Correspondence | Decision | Letter
# What an officer's words are called in an address, by the noun of their record.
KINDS = {
    "question": "question",
    "correspondence": "message",
    "decision": "decision",
    "letter": "letter",
}


@dataclass(frozen=True, kw_only=True)
class Translated:
    """The language of an officer's words, and what a `translator` made of them in the other one, if anybody did."""

    language: str = ""
    translation: str = ""
    translator: str = ""

    @property
    def beside(self) -> dict[str, object]:
        """What a letter keeps of the translation; nothing where there is none."""
        made = {"translation": self.translation, "translator": self.translator}
        return dict(made) if self.translation else {}


@dataclass(frozen=True, kw_only=True)
class TranslationShown:
    """The translation that stands beside an officer's words; when it was added, unless it came with them, or else asked for."""

    text: str = ""
    translator: str = ""
    added: datetime | None = None
    asked: datetime | None = None


NONE = Translated()


def spoken(application: Application, language: str, person: Person | None = None) -> str:
    """The language of a text: as it is said to be, else the one that its reader chose."""
    return language if language in LANGUAGES else language_read(application, person)


def language_read(application: Application, person: Person | None = None) -> str:
    """The language that the reader chose: a member of the family who has an account, else the applicant."""
    if person is None:
        return application.language
    return languages_in(application).get(person.pk, application.language)


def other_language(language: str) -> str:
    """The other one of the two."""
    return next(one for one in LANGUAGES if one != language)


def columns_of(
    application: Application, words: Translated, person: Person | None = None
) -> dict[str, str]:
    """What the record of an officer's words keeps: `language`, `translation`, `translator`.

    Raises NotUnderstood for a translation without its translator or the reverse, for one that cannot be kept, and
    where the programme asks for one: words that are not in the language of `person`, or of the applicant, are then not
    issued without it.
    """
    reads = language_read(application, person)
    language = words.language if words.language in LANGUAGES else reads
    made, maker = words.translation.strip(), words.translator.strip()
    faults = faults_of(made, maker) if made or maker else []
    if not made and not maker and language != reads and is_required(application):
        faults.append(_required(reads, person))
    if faults:
        raise NotUnderstood(*faults)
    return {"language": language, "translation": made, "translator": maker}


def issued_in(application: Application, words: Translated) -> Translated:
    """An officer's reasons as they are issued: in the language of the applicant, or with the translation that a person made.

    Raises NotUnderstood where neither is so, or for a translation that cannot be kept.
    """
    language = spoken(application, words.language)
    made, maker = words.translation.strip(), words.translator.strip()
    if language == application.language:
        return Translated(language=language)
    if (
        faults := faults_of(made, maker)
        if made or maker
        else [_required(application.language, None)]
    ):
        raise NotUnderstood(*faults)
    return Translated(language=language, translation=made, translator=maker)


def reasons_told(application: Application, reasons: str, words: Translated) -> dict[str, object]:
    """What a letter keeps of an officer's reasons: with their language, and their translation. Raises as `issued_in`."""
    said = issued_in(application, words if reasons else NONE)
    return {"reasons": reasons, "language": said.language, **said.beside}


def is_required(application: Application) -> bool:
    """Whether an officer's words that are in another language than the applicant's need a translation to be issued."""
    programme = application.programme
    return programme.settings.yes("translation-required", today(programme))


def faults_of(made: str, maker: str) -> list[Text]:
    """What to do about a translation or the name of who made it that cannot be kept."""
    if len(maker) > LONGEST_NAME or (maker and fault_in(maker, empty=_WHO)):
        return [_WHO]
    return [fault for fault in (fault_in(made, empty=_WHAT), None if maker else _WHO) if fault][:1]


def words_in(application: Application, kind: str, pk: int, reader: User) -> OfficersWords | None:
    """An officer's words in an application, by a kind of `KINDS`; None where there are none that this reader reads."""
    found: OfficersWords | None = None
    if kind == "question":
        found = access.questions(reader).filter(application=application, pk=pk).first()
    elif kind == "message":
        sent = access.correspondence(reader).filter(status="sent")
        found = sent.filter(application=application, pk=pk).first()
    elif kind == "decision" and access.applications(reader).filter(pk=application.pk).exists():
        found = Decision.objects.filter(application=application, pk=pk).first()
    elif kind == "letter":
        letter = access.letters(reader).filter(application=application, pk=pk).first()
        found = letter if letter and letter.text else None
    return found


def kind_of(words: OfficersWords) -> str:
    """What an officer's words are called in an address."""
    return KINDS[str(words._meta.model_name)]


def file_with(words: OfficersWords) -> Application:
    """The application in which an officer wrote. Raises NotYours for a letter of invitation, which is in none."""
    if words.application is None:
        raise NotYours
    return words.application


def person_of(words: OfficersWords) -> Person | None:
    """The member of the family whom an officer's words concern; None for the application as a whole."""
    if isinstance(words, Letter) and words.permit:
        return words.permit.person
    found: Person | None = getattr(words, "person", None)
    return found


def added_to(words: OfficersWords) -> Translation | None:
    """The newest translation that was added to an officer's words, as it is now."""
    return words.translations.filter(status="added").order_by("pk").last()


def shown_beside(words: OfficersWords) -> TranslationShown:
    """What is shown beside an officer's words of their translation, from what was read with them."""
    known = sorted(words.translations.all(), key=lambda one: one.pk)
    added = [one for one in known if one.status == "added"]
    if added:
        last = added[-1]
        return TranslationShown(text=last.text, translator=last.translator, added=last.added_at)
    text = getattr(words, "translation", "")
    if text:
        return TranslationShown(text=text, translator=getattr(words, "translator", ""))
    return TranslationShown(asked=known[0].asked_at if known else None)


def _required(reads: str, person: Person | None) -> Text:
    who = _APPLICANT if person is None else _MEMBER
    tongue = _TONGUES[reads]
    return Text(
        en=f"{who.en} chose {tongue.en}. {_ADD.en}", fr=f"{who.fr} a choisi {tongue.fr}. {_ADD.fr}"
    )


_WHAT = Text(
    en="Add the translation, or leave the translator’s name empty.",
    fr="Ajoutez la traduction, ou laissez vide le nom de la personne qui a traduit.",
)
_WHO = Text(
    en="Enter the name of the person who translated it.",
    fr="Inscrivez le nom de la personne qui a traduit le texte.",
)
_APPLICANT = Text(en="The applicant", fr="La personne qui présente la demande")
_MEMBER = Text(en="The person to whom you write", fr="La personne à qui vous écrivez")
_TONGUES = {"en": Text(en="English", fr="l’anglais"), "fr": Text(en="French", fr="le français")}
_ADD = Text(
    en="Add the translation that a person made, with that person’s name. The text is not sent without it.",
    fr="Ajoutez la traduction faite par une personne, avec le nom de celle-ci\u00a0: sans elle, le texte n’est pas envoyé.",
)
