"""The public log: a page that explains it, and its files as anybody may copy them."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.queries import log
from impplus.rules.tiles import BadTile

_TEXTS = {log.CHECKPOINT, log.KEY}
_TILE = re.compile(
    r"tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/(?:x[0-9]{3}/)*[0-9]{3}"
    r"(?:\.p/(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The log in plain words, and as it stands."""
    facts = {
        "checkpoint": log.newest(),
        "policy": log.policy(),
        "base": request.build_absolute_uri("/log/"),
    }
    return render(request, "public/log/log.html", facts)


@require_safe
def file(request: HttpRequest, path: str) -> HttpResponse:
    """One file of the log; a tile never changes, and the last checkpoint is always asked for anew."""
    if path not in _TEXTS and not _TILE.fullmatch(path):
        raise Http404
    try:
        held = log.read(path)
    except BadTile:
        raise Http404 from None
    text = path in _TEXTS
    kind = "text/plain; charset=utf-8" if text else "application/octet-stream"
    response = HttpResponse(held, content_type=kind)
    response["Cache-Control"] = "no-cache" if text else "public, max-age=31536000, immutable"
    response["Access-Control-Allow-Origin"] = "*"
    return response
