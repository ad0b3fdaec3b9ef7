"""What was written in a file since it was received, as plain texts to keep: questions with answers, messages, changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from impplus.queries.facts import principal_of
from impplus.queries.file import File
from impplus.queries.papers import correspondence_of, questions_of
from impplus.queries.privacy import is_read
from impplus.queries.reports import Reported, reported_in, seen
from impplus.queries.sent_later import SentLater, sent_later
from impplus.queries.translations import shown_beside
from impplus.records.models import Application, Correspondence, Question
from impplus.rules.lifecycle import status_of
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.names import elided

RULE = "\n\n" + "-" * 40 + "\n\n"


def of(file: File, language: str) -> Iterator[tuple[str, str, str]]:
    """The name, what it is and the content of each of these that is there and that the reader may read, in a language."""
    programme, application = file.programme, file.application
    read = [one for one in questions_of(application) if is_read(application, one.person_id)]
    asked = [_question(one, programme, language) for one in read]
    thread = [one for one in correspondence_of(application) if is_read(application, one.person_id)]
    written = [_message(one, programme, language) for one in thread]
    changed = [
        _change(one, programme, language) for one in seen(reported_in(file, language), application)
    ]
    kept = [receipt(one, application, language) for one in sent_later(file)]
    named = (
        (_("questions"), _("The questions of the officers, with the answers"), asked),
        (_("messages"), _("The messages to the office and from it"), written),
        (_("changes"), _("The changes reported after submission, each before and after"), changed),
        (_("receipts"), _("The receipts of what was sent after submission"), kept),
    )
    return ((f"{name}.txt", says, _whole(texts)) for name, says, texts in named if texts)


def receipt(one: SentLater, application: Application, language: str) -> str:
    """The receipt of something that was sent after submission, with what was hashed where it has a hash."""
    programme = application.programme
    zone, named = programme.time_zone, programme.time_zone_name
    at = formats.exact_moment(one.at, language, time_zone=zone, named=named)
    title = f" – {one.title.say(language)}" if one.title else ""
    name = one.person.name if one.person else ""
    about = [elided(_("About %(name)s") % {"name": name}, name)] if name else []
    files = [
        _("File: %(name)s") % {"name": file.name} + f"\nsha256:{file.content}" for file in one.files
    ]
    proof = [_("What the public log seals (SHA-256), and what it was made of:")]
    return "\n\n".join(
        line
        for line in (
            _("Receipt") + f" – {one.what.say(language)}{title}",
            _("Application %(number)s") % {"number": application.number},
            _("For: %(name)s") % {"name": principal_of(application).name},
            _("Received on %(at)s.") % {"at": at},
            _("Sent by %(name)s.") % {"name": one.by.name},
            *about,
            one.words,
            *files,
            *([*proof, one.digest, one.written] if one.digest else ()),
        )
        if line
    )


def _whole(texts: Iterable[str]) -> str:
    return RULE.join(texts) + "\n"


def _question(one: Question, programme: Programme, language: str) -> str:
    status = status_of("question", one.status).name.say(language)
    due = formats.day(one.due_on, language)
    lines = [
        _("A question from the officer") + f" – {_at(one.asked_at, programme, language)}",
        one.text,
        *_translated(one),
        _("Answer by %(day)s") % {"day": due} + f" – {status}",
    ]
    if one.answered_at:
        at = _at(one.answered_at, programme, language)
        lines += [_("The answer") + f" – {at}", one.answer]
    lines += [_("File: %(name)s") % {"name": file.name} for file in one.documents.all()]
    return "\n\n".join(line for line in lines if line)


def _message(one: Correspondence, programme: Programme, language: str) -> str:
    who = _("An officer") if one.status == "sent" else one.by.name
    at = _at(one.at, programme, language)
    return "\n\n".join([f"{who} – {at}", one.text, *_translated(one)])


def _change(one: Reported, programme: Programme, language: str) -> str:
    at = _at(one.report.at, programme, language)
    whose = f" – {one.whose}" if one.whose else ""
    colon = formats.colon(language)
    rows = [
        f"{label.say(language)}{colon} {before or '–'} → {after or '–'}"
        for label, before, after in one.rows
    ]
    rows += [f"{label.say(language)}{colon} {said.say(language)}" for label, said in one.says]
    day = formats.day(one.report.day, language) if one.report.day else ""
    lines = [f"{one.kind.say(language)}{whose} – {at}", day, *rows, one.report.reason]
    return "\n\n".join(line for line in [*lines, one.report.digest] if line)


def _translated(one: Question | Correspondence) -> list[str]:
    beside = shown_beside(one)
    if not beside.text:
        return []
    return [_("Translation by %(name)s:") % {"name": beside.translator}, beside.text]


def _at(instant: datetime, programme: Programme, language: str) -> str:
    zone, named = programme.time_zone, programme.time_zone_name
    return formats.moment(instant, language, time_zone=zone, named=named)
