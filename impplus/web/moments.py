"""An instant that binds nobody, which a reader elsewhere is told in their own time alone."""

from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString

from impplus.programmes import SERVED
from impplus.rules.programme import Programme
from impplus.web.language import lang
from impplus.words import formats


def moment(
    at: datetime | None,
    programme: Programme = SERVED,
    *,
    day_alone: bool = False,
    hour_alone: bool = False,
) -> SafeString:
    """A day and time, or one of them alone, in a programme’s zone; nothing of no instant.

    page.js says it by the clock of who reads it, where that is another one, and the instant stays in `datetime`.
    What binds (a last day, a receipt, a decision) stands in both: `own_time`.
    """
    if not at:
        return SafeString()
    zone, named = programme.time_zone, programme.time_zone_name
    if day_alone:
        said, alone = formats.day(programme.day_of(at), lang()), " data-day"
    elif hour_alone:
        said, alone = formats.clock(at, lang(), time_zone=zone), " data-hour"
    else:
        said, alone = formats.moment(at, lang(), time_zone=zone, named=named), ""
    place = f'<time datetime="{at.isoformat()}" data-moment="{zone}"{alone}>{escape(said)}</time>'
    return SafeString(place)
