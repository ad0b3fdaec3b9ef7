"""French text that names somebody, as it is spoken: “d’Alice”, “qu’Élie”."""

from django.utils.html import escape
from django.utils.safestring import SafeString

from impplus.web.language import lang
from impplus.words import names


def elided(text: str, name: object) -> SafeString:
    """A translated text that names somebody, with “d’” and “qu’” before the name where French says so."""
    said = names.elided(text, str(escape(name))) if lang() == "fr" else text
    return SafeString(said)  # an apostrophe more in what is escaped already
