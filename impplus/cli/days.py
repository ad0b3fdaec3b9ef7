"""A day or an instant typed after a command."""

from datetime import date, datetime

from impplus.queries.refusals import NotUnderstood
from impplus.rules.case_json.values import FIRST_YEAR, LAST_YEAR, day_written
from impplus.words.text import Text


def instant_typed(typed: str) -> datetime:
    """The day and time written YYYY-MM-DD HH:MM, without a zone; NotUnderstood where there is no such one."""
    try:
        return datetime.strptime(typed, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the programme knows its zone
    except ValueError:
        raise NotUnderstood(
            Text(
                en=f"“{typed}” is not an instant. Write a day and a time, as “YYYY-MM-DD HH:MM”.",
                fr=f"«\u00a0{typed}\u00a0» n’est pas un moment. Inscrivez un jour et une heure, sous la forme "
                "«\u00a0AAAA-MM-JJ HH:MM\u00a0».",
            )
        ) from None


def day_typed(typed: str) -> date:
    """The day written YYYY-MM-DD; NotUnderstood where there is no such day."""
    read = day_written(typed)
    if read is None:
        raise NotUnderstood(
            Text(
                en=f"“{typed}” is not a day. Write one that exists, as YYYY-MM-DD.",
                fr=f"«\u00a0{typed}\u00a0» n’est pas une date. Inscrivez un jour qui existe, sous la forme AAAA-MM-JJ.",
            )
        )
    return read


def day_of_receipt(typed: str) -> date:
    """A day on which a case may be received; NotUnderstood where the format of cases has no such."""
    read = day_typed(typed)
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise NotUnderstood(
            Text(
                en=f"No case is received on {typed}: the days go from {FIRST_YEAR} to {LAST_YEAR}.",
                fr=f"Aucun cas n’est reçu le {typed}\u00a0: les jours vont de {FIRST_YEAR} à {LAST_YEAR}.",
            )
        )
    return read
