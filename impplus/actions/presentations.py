"""How a firm shows itself to visitors: its words, hours, address, colour and logo, saved by an owner as a new row."""

from typing import IO, Any

from django.db import transaction

from impplus.actions import moves, scans
from impplus.actions.beside import reached
from impplus.actions.client_files import AWAY
from impplus.actions.refused_files import OF_PORTRAIT, WORDS
from impplus.actions.scans import NotScanned, VirusFound
from impplus.outside.files.inspecting import inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.practice import access
from impplus.practice.models import Presentation
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.presentations import presentation_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.records.models import User
from impplus.rules.contrast import LEAST, WHITE, contrast, is_colour
from impplus.words.text import Text

WORDED = ("intro_en", "intro_fr", "hours_en", "hours_fr", "address", "phone")
MOST_LOGO = 65_536  # bytes of the clean copy
NO_COLOUR = Text(
    en="Enter the colour as # and six digits or letters from a to f, such as #1c2f5e.",
    fr="Inscrivez la couleur sous la forme # suivi de six chiffres ou lettres de a à f, par exemple #1c2f5e.",
)
TOO_LIGHT = Text(
    en="White words can hardly be read on this colour. Choose a darker one (contrast of 4.5 to 1 at least).",
    fr="Un texte blanc se lit mal sur cette couleur. Choisissez-en une plus foncée (contraste d’au moins 4,5 pour 1).",
)
TOO_BIG = Text(
    en="The logo is too large: 64 kB at most once it is made a plain picture. Send a smaller one, of some 600 pixels.",
    fr="Le logo est trop lourd\u00a0: au plus 64\u00a0ko une fois converti en image simple. Envoyez-en un plus petit, d’environ 600 pixels.",
)
BOTH = Text(
    en="Write the words and hours in both languages, or in neither.",
    fr="Inscrivez le texte et les heures dans les deux langues ou dans aucune.",
)


def save(
    *, by: User, colour: str, logo: tuple[str, IO[bytes]] | None, drop_logo: bool, **words: str
) -> Presentation:
    """Save how the firm shows itself from today on; only an owner. `words` are WORDED; a `logo` is a name and its content.

    Raises NotUnderstood, AlreadyDone where nothing would change, OutOfReach.
    """
    if access.role_of(by) not in access.TEAM:
        raise NotYours
    colour = colour.strip().lower()
    _must_be_readable(colour)
    if any(bool(words[f"{one}_en"]) != bool(words[f"{one}_fr"]) for one in ("intro", "hours")):
        raise NotUnderstood(BOTH)
    on = clock.today(SERVED)
    before = presentation_of(access.firm_of(by), on)
    columns: dict[str, Any] = {one: words[one] for one in WORDED} | {"colour": colour}
    columns |= _logo(before, logo, drop=drop_logo)
    kept = {one: getattr(before, one) for one in columns}
    if {**kept, "logo": bytes(kept["logo"] or b"")} == columns:
        raise AlreadyDone
    made = Presentation(firm=access.firm_of(by), since=on, by=by.pk, **columns)
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(made, "save", by=by)
    return made


def _must_be_readable(colour: str) -> None:
    if colour and not is_colour(colour):
        raise NotUnderstood(NO_COLOUR)
    if colour and contrast(colour, WHITE) < LEAST:
        raise NotUnderstood(TOO_LIGHT)


def _logo(
    before: Presentation, logo: tuple[str, IO[bytes]] | None, *, drop: bool
) -> dict[str, Any]:
    """The columns of the logo: a clean picture of what was sent, none, or the one of before."""
    if logo:
        return {"logo": _clean(*logo, account=before.firm), "logo_type": "image/jpeg"}
    if drop:
        return {"logo": b"", "logo_type": ""}
    return {"logo": bytes(before.logo or b""), "logo_type": before.logo_type}


def _clean(name: str, content: IO[bytes], *, account: int) -> bytes:
    """A logo as a plain picture (JPEG), made as every file's clean copy is."""
    try:
        with (
            reached(),
            inspected(name, content, account=-account, portrait=True, scan=scans.scan) as found,
        ):
            found.rendition.seek(0)
            made = found.rendition.read()
    except NotAccepted as refused:
        raise NotUnderstood(OF_PORTRAIT.get(refused.reason, WORDS[refused.reason])) from None
    except VirusFound:
        raise NotUnderstood(WORDS["virus"]) from None
    except NotScanned:
        raise NotUnderstood(AWAY) from None
    if len(made) > MOST_LOGO:
        raise NotUnderstood(TOO_BIG)
    return made
