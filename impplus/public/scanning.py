"""The page that checks the signed code of a permit or a letter by itself, and goes on doing so without a network."""

import json
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from impplus.actions import signed_codes
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.signed_codes import LISTS, published
from impplus.web.requests import PERMISSIONS
from impplus.words import provinces

CHECK, PAGE, READER = "check-code.js", "scan.js", "jsqr/jsQR.js"
WORKER = settings.PROJECT / "impplus" / "static" / "scan-worker.js"
FILES = ("style.css", "favicon.svg", CHECK, PAGE, READER)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The page; it holds nothing of whoever opens it but the links at its top, which a kept copy lacks."""
    kinds = SERVED.in_force(today(SERVED)).kinds.values()
    facts = {
        "anchor": signed_codes.anchor(),
        "reader": static(READER),
        "check": static(CHECK),
        "script": static(PAGE),
        "kinds": kinds,
        "places": [(one, provinces.NAMES[one]) for one in {kind.province for kind in kinds} if one],
        "time_zone": SERVED.time_zone,
    }
    response = render(request, "public/scanning/scan.html", facts)
    response["Permissions-Policy"] = PERMISSIONS.replace("camera=()", "camera=(self)")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page and its files in a browser, for the addresses under the page's alone."""
    lists = [reverse("signed-list", args=[name]) for name in LISTS]
    kept = {"page": reverse("public:scan"), "files": [*map(static, FILES)], "lists": lists}
    script = f'"use strict";\nconst KEPT = {json.dumps(kept)};\n{Path(WORKER).read_text("utf-8")}'
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def signed_list(request: HttpRequest, which: str) -> HttpResponse:
    """The keys of signed codes, or the states of all of them, as they were last signed."""
    found = published(which) if which in LISTS else None
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type="application/cbor")
    response["Cache-Control"] = "public, max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    response["ETag"] = f'"{which}-{found.version}"'
    return response
