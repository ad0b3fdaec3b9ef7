"""How large a file is, as pages say it."""

from django import template

from impplus.web.language import lang
from impplus.words import formats

register = template.Library()


@register.filter
def megabytes(value: int) -> str:
    """Millions of bytes, as other portals count them: “3.62 MB”, « 3,62 Mo »."""
    return formats.megabytes(value, lang())


@register.filter
def size(value: int) -> str:
    """“332 KB”, « 332 Ko », of a file."""
    return formats.size(value, lang())
