"""The language of the page that is being made."""

from django.utils.translation import get_language


def lang() -> str:
    """The language of the page: "en" or "fr"."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"
