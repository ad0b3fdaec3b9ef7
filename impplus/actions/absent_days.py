"""What is wrong with the days of an absence: past, turned round, too many, or in the way of another absence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.words import formats
from impplus.words.text import Text

LONGEST = timedelta(days=366)  # from today to the first day, and from the first to the last


@dataclass(frozen=True)
class AbsentDays:
    """Who is away from the first to the last day, both included, and who stands in: keys of accounts, with the names."""

    account: int
    name: str
    substitute: int
    substitute_name: str
    first: date
    last: date


def faults_of(asked: AbsentDays, others: Iterable[AbsentDays], on: date) -> Iterator[Text]:
    """Why an absence cannot be planned on a day, beside `others` that share days with it."""
    if asked.first < on:
        yield _PAST
    if asked.last < asked.first:
        yield _TURNED
        return
    if max(asked.first - on, asked.last - asked.first) > LONGEST:
        yield _TOO_LONG
    for other in others:
        if other.account == asked.substitute:
            yield _said(other, _SUBSTITUTE_AWAY, name=asked.substitute_name)
        elif other.account == asked.account:
            yield _said(other, _AWAY_ALREADY, name=asked.name)
        elif other.substitute == asked.account:
            yield _said(other, _STANDS_IN, name=asked.name)


def _said(other: AbsentDays, text: Text, *, name: str) -> Text:
    days = {
        key: (formats.day(other.first, key), formats.day(other.last, key)) for key in ("en", "fr")
    }
    return Text(
        en=text.en.format(name=name, other=other.name, days="from {} to {}".format(*days["en"])),
        fr=text.fr.format(name=name, other=other.name, days="du {} au {}".format(*days["fr"])),
    )


_PAST = Text(
    en="The first day is in the past. An absence begins today at the earliest.",
    fr="Le premier jour est passé. Une absence commence au plus tôt aujourd’hui.",
)
_TURNED = Text(en="The last day is before the first.", fr="Le dernier jour précède le premier.")
_TOO_LONG = Text(
    en="An absence begins within a year from today and lasts a year at most. For a longer one, hand the files over to somebody else.",
    fr="Une absence commence dans l’année qui vient et dure un an au plus. Si elle est plus longue, confiez les dossiers à quelqu’un d’autre.",
)
_SUBSTITUTE_AWAY = Text(
    en="{name} is away too, {days}. Choose another substitute.",
    fr="{name} est aussi en congé {days}. Choisissez une autre personne pour le remplacement.",
)
_AWAY_ALREADY = Text(
    en="{name} is away already, {days}. Cancel that absence first.",
    fr="{name} est déjà en congé {days}. Annulez d’abord cette absence.",
)
_STANDS_IN = Text(
    en="{name} is the substitute of {other}, {days}. Cancel that absence first, or choose other days.",
    fr="{name} remplace {other} {days}. Annulez d’abord cette absence ou choisissez d’autres jours.",
)
