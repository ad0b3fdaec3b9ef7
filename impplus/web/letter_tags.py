"""What letters and e-mails are called on a page, who reads them, why one did not leave, and what stands beside an officer’s words."""

from collections.abc import Iterable

from django import template

from impplus.queries.account_notices import ACCOUNT_NOTICES
from impplus.queries.asked_emails import ASKED
from impplus.queries.emails import OWN_PART, reader_of
from impplus.queries.letters.layout import words_of
from impplus.queries.notices import NOTICES
from impplus.queries.printed_papers import holder_in
from impplus.queries.text_messages import TEXTS
from impplus.queries.translations import OfficersWords, TranslationShown, shown_beside
from impplus.queries.tries import FAILURES
from impplus.records.models import Batch, Letter, Message
from impplus.web.language import lang
from impplus.words import formats, labels
from impplus.words.appointment_notices import NO_LONGER

register = template.Library()


@register.filter
def letter_title(letter: Letter) -> str:
    """The title of a letter as the programme worded it that day; of a permit, with its holder's name."""
    title = words_of(letter).title.say(lang())
    return f"{title} – {holder_in(letter) or letter.paper.person.name}" if letter.paper else title


@register.filter
def reader(message: Message) -> str:
    """Who an e-mail goes to."""
    return reader_of(message).say(lang())


@register.filter
def subject(message: Message) -> str:
    """What an e-mail is about, or that it is a text: its letter, the news of a file or of an account, or an appointment that ended."""
    if message.notice in ACCOUNT_NOTICES:
        return ACCOUNT_NOTICES[message.notice].say(lang())
    if message.notice in ASKED:
        return labels.ASKED_EMAIL.say(lang())
    if message.notice in TEXTS:
        return labels.TEXT_MESSAGE.say(lang())
    if message.delegation_id:
        return OWN_PART.say(lang())
    if message.letter and not message.notice:
        return letter_title(message.letter)
    if not message.notice:
        return NO_LONGER.say(lang())
    day = formats.day(message.deadline, lang()) if message.deadline else ""
    return NOTICES[message.notice].subject.filled({"day": day}).say(lang())


@register.filter
def beside(words: OfficersWords | str | None) -> TranslationShown:
    """The translation of an officer's words, or that one was asked for; nothing of what is none of these."""
    return shown_beside(words) if words and not isinstance(words, str) else TranslationShown()


@register.filter
def failure(record: Letter | Message | Batch) -> str:
    """Why a letter could not be made, an e-mail did not leave, or a list stopped; nothing where none failed."""
    return FAILURES[record.failure].say(lang()) if record.failure else ""


@register.filter
def failures(records: Iterable[Letter | Message]) -> str:
    """Why any of several failed, each reason once."""
    return " ".join(filter(None, dict.fromkeys(map(failure, records))))
