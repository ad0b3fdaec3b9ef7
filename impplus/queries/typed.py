"""Words that somebody typed: why they cannot be kept, if they cannot."""

from impplus.words import formats
from impplus.words.text import Text, unseen

LONGEST = 5000
LAYOUT = "\n\t"


def fault_in(text: str, *, empty: Text) -> Text | None:
    """What to do about a text that is empty, longer than 5,000 characters, or holds what nobody can see."""
    if not text.strip():
        return empty
    if len(text) > LONGEST:
        return Text(
            en=f"Use {formats.count(LONGEST, 'en')} characters or fewer.",
            fr=f"Employez au plus {formats.count(LONGEST, 'fr')} caractères.",
        )
    if unseen("".join(letter for letter in text if letter not in LAYOUT)):
        return _UNSEEN
    return None


_UNSEEN = Text(
    en="The text contains a character that cannot be seen (a control character). Type it again instead of pasting it.",
    fr="Le texte contient un caractère invisible (un caractère de contrôle). Tapez-le de nouveau au lieu de le coller.",
)
