"""The words and small parts that every template can use."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from impplus.programmes import SERVED
from impplus.queries import counts
from impplus.queries.refunds import Refund, remembered
from impplus.records.models import Finding, Payment
from impplus.rules.dated import DAY
from impplus.rules.eligibility import ConditionResult
from impplus.rules.lifecycle import Status, status_of
from impplus.rules.programme import Programme
from impplus.web import faults, icons
from impplus.web.elision import elided
from impplus.web.language import lang
from impplus.web.moments import moment
from impplus.web.session_end import seconds_left
from impplus.web.values import lines
from impplus.words import citations, countries, formats, labels, names, phones
from impplus.words.text import Source, Text

register = template.Library()
register.simple_tag(icons.icon)
register.simple_tag(moment)
register.filter(elided)
register.filter(lines)
register.filter(faults.first_control)
register.filter(faults.faults)
register.filter(faults.said_beside)
register.filter(faults.sentence)


@register.simple_tag
def both_languages() -> tuple[str, str]:
    """Both languages, that of the page first."""
    return ("fr", "en") if lang() == "fr" else ("en", "fr")


@register.filter
def phone(number: str) -> str:
    """A telephone number as people write it."""
    return phones.say(number, lang())


@register.filter
def say(text: Text | str | None) -> str:
    """A text of the law in the page's language; what is plain text already stays as it is."""
    return text.say(lang()) if isinstance(text, Text) else str(text or "")


@register.filter
def unbroken(number: str) -> SafeString:
    """The number of a file, a letter or a permit, which no line breaks at its hyphens."""
    return SafeString(f'<span class="unbroken">{escape(number)}</span>')


@register.filter
def fours(key: str) -> list[str]:
    """A long key in groups of four, which can be read and typed."""
    return [key[at : at + 4] for at in range(0, len(key), 4)]


@register.filter
def day(value: date | datetime | None) -> str:
    """“March 2, 2026”, or nothing; of an instant, the day that it was for the programme."""
    on = SERVED.day_of(value) if isinstance(value, datetime) else value
    return formats.day(on, lang()) if on else ""


@register.filter
def answered(value: bool | None) -> str:
    """“Yes”, “No” or “Not known”."""
    return labels.ANSWERED[value].capital.say(lang())


@register.filter
def initials(name: str) -> str:
    """The letters that stand for a face: “AB”."""
    return names.initials(name)


@register.filter
def money(amount: Decimal | None) -> str:
    """“$340.00”, “340,00 $”."""
    return formats.money(amount, lang()) if amount is not None else ""


@register.filter
def count(value: int | None) -> str:
    """“7,350”, “7 350”."""
    return formats.count(value, lang()) if value is not None else ""


@register.filter
def nth(value: int) -> str:
    """“5,205th”, “5 205e”, of applications."""
    return formats.nth(value, lang())


@register.filter
def counted(value: int, most: int = counts.MOST) -> str:
    """“7,350”, or “more than 10,000” of what is not counted further (queries/counts.py)."""
    if value <= most:
        return formats.count(value, lang())
    return gettext("more than %(number)s") % {"number": formats.count(most, lang())}


@register.filter
def instant(at: datetime | None, programme: Programme = SERVED) -> str:
    """A day and time in a programme's zone, or nothing."""
    if at is None:
        return ""
    return formats.moment(at, lang(), time_zone=programme.time_zone, named=programme.time_zone_name)


@register.filter
def exact_instant(at: datetime, programme: Programme) -> str:
    """A day and time to the second, in a programme's zone and in UTC: as a receipt says it."""
    return formats.exact_moment(
        at, lang(), time_zone=programme.time_zone, named=programme.time_zone_name
    )


@register.simple_tag
def own_time(
    at: date | datetime | None, programme: Programme = SERVED, *, sentence: bool = False
) -> SafeString:
    """A place for the reader's own time of an instant, or of the end of a day: page.js fills it where the clock differs.

    It goes on what is said before, or is a sentence of its own after another.
    """
    if at is None:
        return SafeString()
    zone = ZoneInfo(programme.time_zone)
    instant = at if isinstance(at, datetime) else datetime.combine(at + DAY, time(), zone)
    written = instant.isoformat()
    words = gettext("Your time: {time}.") if sentence else f"\u00a0· {gettext('{time}, your time')}"
    said = escape(words).replace("{time}", f'<time datetime="{written}"></time>')
    return SafeString(  # an instant and the name of a zone need no escape
        f'<span class="small" data-own-time="{written}" data-zone="{zone.key}" hidden>{said}</span>'
    )


@register.filter
def zone(programme: Programme) -> str:
    """The zone in which a programme counts its days: “Montréal time”."""
    return programme.time_zone_name.say(lang())


@register.filter
def country(code: str) -> str:
    """The name of a country."""
    return countries.name(code).say(lang()) if code else ""


@register.filter
def status(record: Model) -> Status:
    """The status of a record: its name, what is next and who acts."""
    return status_of(str(record._meta.model_name), record.status)  # type: ignore[attr-defined]


@register.filter
def status_name(record: Model) -> str:
    """What the status of a record is called."""
    return status(record).name.say(lang())


@register.filter
def status_tag(record: Model) -> SafeString:
    """The status of a record as a small coloured tag; the words say it, not the colour."""
    state = status(record)
    return _tag(state.colour, state.name.say(lang()))


@cache
def _tag(colour: str, said: str) -> SafeString:
    return format_html('<span class="tag {}">{}</span>', colour, said)


@register.filter
def refund(payment: Payment) -> Refund | None:
    """The refund of a payment, paid out or owed; None where there is none."""
    return remembered(payment)


@register.filter
def met_tag(met: bool | None) -> SafeString:
    """Met, not met or not known, as a small coloured tag: the same on every page."""
    colour = {True: "green", False: "red", None: "yellow"}[met]
    return _tag(colour, labels.FOUND[met].capital.say(lang()))


@register.filter
def found_tag(finding: Finding | ConditionResult) -> SafeString:
    """The same of a finding, where what it is about may not concern the person at all."""
    none = _tag("grey", labels.NOT_APPLICABLE.say(lang()))
    return none if labels.is_not_applicable(finding.text) else met_tag(finding.met)


@register.filter
def cite(written: str) -> str:
    """A citation in the language of the page: “IRPR, s. 303.2”."""
    return citations.cited(written).say(lang())


@register.simple_tag
def source(cited: Source | str | None, *, dated: bool = False) -> SafeString:
    """A legal source in sight, as officers read it; where `dated`, with the day it was checked."""
    return _source(cited, lang(), dated=dated) if cited else SafeString()


@lru_cache(maxsize=1024)
def _source(cited: Source | str, language: str, *, dated: bool) -> SafeString:
    """What is said of a source depends on it and on the language alone, so it is said once."""
    if isinstance(cited, str):
        return SafeString(render_to_string("web/source.html", {"cite": cite(cited)}))
    facts = {
        "checked": cited.checked if dated else None,
        "cite": cite(cited.cite),
        "title": cited.title.say(language),
        "address": cited.link(language),
    }
    return SafeString(render_to_string("web/source.html", facts))


@register.simple_tag
def why(cited: Source | str | None, about: Text | str = "") -> SafeString:
    """A legal source folded under “Why?”, as applicants and the public read it, and what it is about."""
    return _why(cited, about, lang()) if cited else SafeString()


@lru_cache(maxsize=1024, typed=True)
def _why(cited: Source | str, about: Text | str, language: str) -> SafeString:
    """It depends on these and on the language alone, so it is drawn once."""
    beside = format_html('<span class="visually-hidden"> – {}</span>', say(about)) if about else ""
    return format_html(
        '\n<details class="why">\n<summary>{}{}</summary>\n{}\n</details>\n\n',
        *(gettext("Why?"), beside, source(cited)),
    )


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A field's control without the placeholder that would repeat its label."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget()


@register.simple_block_tag(takes_context=True)
def toggle(context: template.Context, content: str) -> SafeString:
    """The switch to the other language: a link, or a button that carries a form along.

    Its content is the id of the form whose answers are to be kept, or nothing; “look” after it says that the page shows once more what
    was sent: it is sent again, without the button that does it.
    """
    other, address = context["other_language"], context["other_url"]
    form, _space, look = content.strip().partition(" ")
    again = SafeString("" if look else ' name="_redisplay" value="1"')
    context["kept_form"], context["kept_by"] = form, again
    name = "Français" if other == "fr" else "English"
    if form:
        # Enter presses the first button of a form, and the header comes first: so one that only
        # sends the form stands before the switch, for the keyboard alone.
        return format_html(
            '<button class="visually-hidden" form="{0}" tabindex="-1" aria-hidden="true"></button>'
            '<button class="link" form="{0}" formaction="{1}" formmethod="post" formnovalidate{4} lang="{2}" translate="no">{3}</button>',
            *(form, address, other, name, again),
        )
    return SafeString(
        f'<a href="{escape(address)}" lang="{other}" hreflang="{other}" translate="no">{name}</a>'
    )


@register.filter
def session_end(request: HttpRequest) -> dict[str, Any]:
    """Until when somebody stays signed in; nothing where nobody is."""
    ends_at: datetime | None = getattr(request.session, "ends_at", None)
    if ends_at is None or not request.user.is_authenticated:
        return {}
    return {
        "ends_at": ends_at.isoformat(),
        "clock": formats.clock(ends_at, lang(), time_zone=SERVED.time_zone),
        "zone": SERVED.time_zone_name.say(lang()),
        "seconds": seconds_left(request),
        "here": request.get_full_path(),
    }
