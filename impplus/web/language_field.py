"""In which language somebody writes: one of the two, which is compared with what was written."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from impplus.web.fields import ChoiceField
from impplus.words.small_words import written_in

WRITTEN = ("reasons", "text")


class LanguageField(ChoiceField):
    """The language of what is written in the fields `of` a form, which one person reads."""

    def __init__(self, *, of: Collection[str] = WRITTEN, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of = of

    def fault(self, chosen: str, said: Mapping[str, Any]) -> str:
        """What to say where a text is written in another language than the one `chosen`; "" where none is."""
        texts = [str(said.get(key) or "") for key in said if key in self.of]
        seen = {written_in(text) for text in texts} - {"", chosen}
        if not chosen or not seen:
            return ""
        if chosen == "fr":
            return _("Your words seem to be in English. Choose English, or write in French.")
        return _("Your words seem to be in French. Choose French, or write in English.")
