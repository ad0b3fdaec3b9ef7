"""Words that somebody typed: why they cannot be kept, if they cannot."""

from impplus.words import formats
from impplus.words.text import Text, as_kept, is_refused

LONGEST = 5000


def fault_in(typed: str, *, empty: Text, longest: int = LONGEST) -> Text | None:
    """What to do about a text that is empty, longer than `longest` characters, or holds what nobody can see, once it is `as_kept`."""
    text = as_kept(typed)
    if not text:
        return empty
    if len(text) > longest:
        return Text(
            en=f"Use {formats.count(longest, 'en')} characters or fewer.",
            fr=f"Employez au plus {formats.count(longest, 'fr')} caractères.",
        )
    if is_refused(text):
        return _UNSEEN
    return None


_UNSEEN = Text(
    en="The text contains a character that cannot be seen (a control character). Type it again instead of pasting it.",
    fr="Le texte contient un caractère invisible (un caractère de contrôle). Tapez-le de nouveau au lieu de le coller.",
)
