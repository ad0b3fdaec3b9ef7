"""What of a submitted file waits for its reader: the number on the tab of its status, and how many days are left."""

from datetime import date, datetime

from django import template
from django.utils.translation import gettext, ngettext

from impplus.practice.models import Task
from impplus.programmes import SERVED
from impplus.queries.file import today_of
from impplus.queries.papers import questions_of
from impplus.queries.privacy import is_read
from impplus.queries.turns import is_asked
from impplus.queries.waits import Wait
from impplus.records.models import Application, Payment
from impplus.web.language import lang
from impplus.words import formats
from impplus.words.matter_tasks import text_of
from impplus.words.paid import MEANS
from impplus.words.people import said_of
from impplus.words.text import Text
from impplus.words.told_to_you import told_to_you

register = template.Library()


register.filter(told_to_you)
register.filter(said_of)


@register.filter
def brief(value: date | datetime | None, today: date) -> str:
    """“Nov 19”, with the year where it is not that of the page’s day; of an instant, the day that it was for the programme."""
    on = SERVED.day_of(value) if isinstance(value, datetime) else value
    return formats.brief_day(on, lang(), year=today.year) if on else ""


@register.filter
def day_of_week(value: date) -> str:
    """“Monday, March 2”: a day to choose among those to come."""
    return formats.day_of_week(value, lang())


@register.filter
def task_text(task: Task) -> Text:
    """What a task of a template asks, in both languages; what was typed where it has none any more."""
    return text_of(task.template, task.text)


@register.simple_tag
def waiting(application: Application) -> int:
    """How many open questions the reader is to answer, and people who are still to give fingerprints."""
    if application.status == "draft" or not is_asked(application):
        return 0
    asked = [one for one in questions_of(application) if one.status == "open"]
    awaited = [
        one
        for one in application.people.all()
        if one.biometrics_asked_at and one.biometrics_taken_on is None
    ]
    whose = [*(one.person_id for one in asked), *(one.pk for one in awaited)]
    return sum(is_read(application, one) for one in whose)


@register.simple_tag
def days_left(due: date, application: Application) -> str:
    """How many days there are until a last day: “14 days left”; nothing once it is over."""
    left = (due - today_of(application)).days
    if left == 0:
        return gettext("It is today.")
    return ngettext("%(n)s day left.", "%(n)s days left.", left) % {"n": left} if left > 0 else ""


@register.filter
def paid_by(payment: Payment) -> str:
    """Of what was paid otherwise than by card: by what means, with which number, of which day, and the cheque of a refund; else the day."""
    language = lang()
    if not payment.means:
        return formats.day(SERVED.day_of(payment.paid_at or payment.started_at), language)
    on = payment.paid_on or payment.started_at
    said = f"{MEANS[payment.means].say(language)} {payment.number}, {formats.day(on, language)}"
    sent = gettext("refund sent by cheque %(number)s") % {"number": payment.cheque}
    return f"{said}; {sent}" if payment.cheque else said


@register.filter
def along(wait: Wait, day: date | None) -> str:
    """Where a day lies on the line of the picture of a range, in its own units: from 6, today, to 290, the end of the range."""
    return f"{6 + 284 * wait.share(day):.1f}"


@register.filter
def label(wait: Wait, day: date) -> str:
    """Where the middle of a label of that day stands, so that it does not leave the picture."""
    return f"{min(215, max(105, 6 + 284 * wait.share(day))):.1f}"
