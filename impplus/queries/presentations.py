"""How a firm shows itself on a day."""

from datetime import date

from impplus.practice.models import Presentation


def presentation_of(firm: int, on: date) -> Presentation:
    """The newest row of a firm that holds on a day; an empty one where it has none."""
    rows = Presentation.objects.filter(firm=firm, since__lte=on)
    return rows.last() or Presentation(firm=firm, since=on)


def said(row: Presentation, column: str, language: str) -> str:
    """What a row says in a language; in the other one where it says nothing in this."""
    other = "fr" if language == "en" else "en"
    return str(getattr(row, f"{column}_{language}") or getattr(row, f"{column}_{other}"))
