"""Every page has an address that one can read in each language and that says nothing about a person."""

import re
from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

PERSONAL = re.compile(
    r"<\w*:?(\w*(?:name|email|mail|born|birth|passport|phone|nationality|uci)\w*)>"
)
WORDS = re.compile(r"[a-z]{2,}", re.I)
CONVERTER = re.compile(r"<[^>]+>")
type Steps = tuple[URLPattern | URLResolver, ...]


def addresses(entries: Sequence[URLPattern | URLResolver], above: Steps = ()) -> Iterator[Steps]:
    """Each address of the site, as the steps that lead to it."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, (*above, entry))
        else:
            yield (*above, entry)


def in_one_language(entries: Sequence[URLPattern | URLResolver]) -> list[str]:
    """Addresses under /en/ and /fr/ with words that nobody has put into French."""
    return sorted(
        {
            str(step.pattern)
            for steps in addresses(entries)
            if any(isinstance(step.pattern, LocalePrefixPattern) for step in steps)
            for step in steps
            if not _is_ours_to_leave(step) and _has_words(step)
            if isinstance(step.pattern, RoutePattern)
            and not isinstance(step.pattern._route, Promise)
        }
    )


def personal(entries: Sequence[URLPattern | URLResolver]) -> list[str]:
    """Addresses that would carry a person's particulars."""
    routes = ("".join(str(step.pattern) for step in steps) for steps in addresses(entries))
    return sorted(route for route in routes if PERSONAL.search(route))


def _has_words(step: URLPattern | URLResolver) -> bool:
    return bool(WORDS.search(CONVERTER.sub("", str(step.pattern))))


def _is_ours_to_leave(step: URLPattern | URLResolver) -> bool:
    """Addresses that come from a library."""
    if isinstance(step, URLPattern):
        return not getattr(step.callback, "__module__", "").startswith("impplus.")
    return False


def test_every_address_is_in_both_languages() -> None:
    assert in_one_language(get_resolver().url_patterns) == []


def test_no_address_carries_a_persons_particulars() -> None:
    assert personal(get_resolver().url_patterns) == []


def test_every_address_leads_to_the_same_page_in_both_languages() -> None:
    by_language = {}
    for language in ("en", "fr"):
        with override(language):
            names = [steps[-1].name for steps in addresses(get_resolver().url_patterns)]
            by_language[language] = names
    assert by_language["en"] == by_language["fr"]


def page(_request: object) -> None:
    """A page of an invented site."""


page.__module__ = "impplus.public.pages"


def test_an_address_in_one_language_is_caught() -> None:
    under_prefix = URLResolver(
        LocalePrefixPattern(),
        [path("fees/", page), path(gettext_lazy("about/"), page), path("<int:number>/", page)],
    )
    assert in_one_language([under_prefix]) == ["fees/"]


def test_an_address_with_a_persons_particulars_is_caught() -> None:
    entries = [path("x/<str:email>/", page), path("y/<int:number>/", page)]
    assert personal(entries) == ["x/<str:email>/"]
