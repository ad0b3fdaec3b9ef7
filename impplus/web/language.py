"""The language of the page that is being made."""

import threading
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import trans_real

# Django keeps it where the tasks of an event loop find it too, behind a lock, and a page asks for it
# hundreds of times; a page is made by one thread. The worker may come here in the middle of a French
# message, whose link loads the addresses: what is chosen then stays chosen.
_active = threading.local()
if chosen := getattr(trans_real._active, "value", None):  # type: ignore[attr-defined]
    _active.value = chosen
trans_real._active = _active  # type: ignore[attr-defined]
# A sentence is looked for in the catalogue of each area, twice: once is enough, as none changes while we run.
_catalogue: Any = trans_real.DjangoTranslation
_catalogue.gettext = lru_cache(maxsize=10_000)(_catalogue.gettext)

# Each language is named in itself, and says so to whoever hears the page.
SPOKEN = [
    (code, format_html('<span lang="{}">{}</span>', code, name))
    for code, name in settings.LANGUAGES
]


def lang() -> str:
    """The language of the page: "en" or "fr"."""
    chosen = getattr(_active, "value", None)
    return "fr" if chosen and (chosen.to_language() or "").startswith("fr") else "en"
