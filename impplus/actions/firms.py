"""Firms: added by an operator, with the short name under which visitors find them."""

from anyascii import anyascii
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Firm
from impplus.words.text import Text


def add(name: str, *, city: str, slug: str = "") -> Firm:
    """Add a firm, under a short name of letters, digits and hyphens: that of its name unless given.

    Raises NotUnderstood without a name or a city, for a short name that is none, and where another firm has it.
    """
    name, city = " ".join(name.split()), " ".join(city.split())
    short = slug or slugify(anyascii(name))[:50].strip("-")
    if not name or not city or len(name) > 200 or len(city) > 100:
        raise NotUnderstood(_NO_NAME)
    if not short or len(short) > 50 or short != slugify(short):
        raise NotUnderstood(_NO_SHORT_NAME)
    try:
        with transaction.atomic():
            return Firm.objects.create(name=name, city=city, slug=short)
    except IntegrityError:
        raise NotUnderstood(_TAKEN) from None


_NO_NAME = Text(
    en="Enter the name of the firm, in 200 characters at most, and its city, in 100.",
    fr="Inscrivez le nom du cabinet, en 200 caractères au plus, et sa ville, en 100.",
)
_NO_SHORT_NAME = Text(
    en="--slug: write a short name of small letters, digits and hyphens, in 50 characters at most, such as gagnon-roy.",
    fr="--slug\u00a0: inscrivez un nom court fait de minuscules, de chiffres et de traits d’union, en 50 caractères au plus, comme gagnon-roy.",
)
_TAKEN = Text(
    en="Another firm has this short name. Choose one with --slug.",
    fr="Un autre cabinet a ce nom court. Choisissez-en un avec --slug.",
)
