"""The contact form for a firm's own site: plain HTML to copy, in both languages, without a script and without a frame."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from impplus.firm.entry import entry
from impplus.practice.access import ENQUIRIES, LAWYERS, TEAM, firm_of, role_of
from impplus.records.models import Firm, User
from impplus.web.fields import countries
from impplus.web.language import SPOKEN
from impplus.words.text import LANGUAGES


@dataclass(frozen=True)
class Copied:
    """The HTML in one language, and the name of that language in itself."""

    language: str
    name: str
    html: str


@require_safe
@entry(ENQUIRIES)
def page(request: HttpRequest) -> HttpResponse:
    """What to copy into the firm's own site."""
    user: User = request.user  # type: ignore[assignment]
    firm = Firm.objects.get(pk=firm_of(user))
    named = dict(SPOKEN)
    facts = {
        "copied": [Copied(one, str(named[one]), html_of(firm, one)) for one in LANGUAGES],
        "site": settings.SITE_URL,
        "here": "contact-form",
        "presents": role_of(user) in TEAM,
        "answers": role_of(user) in LAWYERS,
    }
    return render(request, "firm/contact_form/contact_form.html", facts)


def html_of(firm: Firm, language: str) -> str:
    """The form in a language; it goes to our own address, whose page asks for what is missing."""
    with override(language):
        facts = {
            "firm": firm,
            "address": settings.SITE_URL + reverse("public:enquiry-from-site", args=[firm.slug]),
            "countries": countries(language),
            "language": language,
        }
        return render_to_string("firm/contact_form/form.html", facts)
