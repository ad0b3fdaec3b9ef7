"""The language of the page that is being made."""

import threading

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language, trans_real

# Django keeps it where the tasks of an event loop find it too, behind a lock, and a page asks for it
# hundreds of times; a page is made by one thread.
trans_real._active = threading.local()  # type: ignore[attr-defined]

# Each language is named in itself, and says so to whoever hears the page.
SPOKEN = [
    (code, format_html('<span lang="{}">{}</span>', code, name))
    for code, name in settings.LANGUAGES
]


def lang() -> str:
    """The language of the page: "en" or "fr"."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"
