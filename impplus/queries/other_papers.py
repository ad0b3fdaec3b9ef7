"""What somebody sends besides what the rules ask for, under a short title of their own."""

from dataclasses import dataclass

from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import fault_in
from impplus.rules.mrz import Zones
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text

OTHER = "something-else"  # the key of such a document
LONGEST_TITLE = 100
TITLE = Text(
    en="Something else for the officer to see",
    fr="Autre chose que l’agente ou l’agent devrait voir",
)
# The scan of an application that came on paper, which an officer adds; and what comes with a request for reconsideration.
AS_IT_CAME, TO_RECONSIDER = "application-on-paper", "reconsideration"
TITLES = {
    OTHER: TITLE,
    AS_IT_CAME: Text(
        en="The application as it came on paper",
        fr="La demande telle qu’elle est arrivée sur papier",
    ),
    TO_RECONSIDER: Text(en="A document for the reconsideration", fr="Un document pour le réexamen"),
}
WHY = Text(
    en="The list does not ask for it. Send what the file should have besides, and say what it is.",
    fr="La liste ne le demande pas. Envoyez ce qui devrait aussi figurer dans le dossier, et dites de quoi il s’agit.",
)


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """Where such files are sent: as what a rule asks for, but that no rule asks for it."""

    key: str = OTHER
    text: Text = TITLE
    why: Text = WHY
    source: None = None
    instead: None = None
    photo: None = None
    zone: Zones = "some"
    form: None = None

    @property
    def title(self) -> Text:
        """What it is called in a list."""
        return self.text


def kept_title(key: str, title: str) -> str:
    """The title of a file as it is kept: a short one of what nothing asks for, and none of anything else.

    Raises NotUnderstood where it is missing, too long or cannot be read.
    """
    if key != OTHER:
        return ""
    said = " ".join(title.split())
    if fault := fault_in(said, empty=UNTITLED):
        raise NotUnderstood(fault)
    if len(said) > LONGEST_TITLE:
        raise NotUnderstood(_LONG)
    return said


def with_title(text: Text, title: str) -> Text:
    """What a file is called, with the title that its sender gave it."""
    if not title:
        return text
    return Text(**{one: f"{text.say(one)}{formats.colon(one)} {title}" for one in LANGUAGES})


UNTITLED = Text(
    en="Enter a short title: what it is.", fr="Inscrivez un titre court\u00a0: de quoi il s’agit."
)
_LONG = Text(
    en=f"Use {LONGEST_TITLE} characters or fewer for the title.",
    fr=f"Employez au plus {LONGEST_TITLE} caractères pour le titre.",
)
