"""The link of a place that a firm offers: made from its key, so that nothing that opens an account stands in a row."""

from django.core.signing import BadSignature, Signer

from impplus.practice.models import Offer
from impplus.records.clock import Now

_SIGNED = Signer(salt="impplus.offer", sep=".")


def link_of(offer: Offer) -> str:
    """What stands in the address of the page on which an offer is accepted."""
    return _SIGNED.sign(str(offer.pk))


def offered_by(link: str) -> Offer | None:
    """The offer of a link, while it stands and its days have not passed."""
    try:
        key = int(_SIGNED.unsign(link))
    except (BadSignature, ValueError):
        return None
    return Offer.objects.filter(pk=key, status="offered", until__gt=Now()).first()
