"""The rules in force on a day with their sources, section by section, and how each has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.telling.consolidation import Provision, Section, consolidate
from impplus.telling.sections import SECTIONS
from impplus.web.day import DayField
from impplus.web.forms import PageForm
from impplus.web.language import lang
from impplus.words.text import Source, Text

# Sections of which the first words of a rule stand beside its title: an amount, a number, a choice.
BRIEF = ("fees", "caps", "numbers", "open-points")
LONGEST_DAY = 40  # characters of a day that somebody typed into the address


class DayForm(PageForm):
    """The day that the rules are asked for."""

    on = DayField(label=_("Show the rules of this day"))


class SectionInAddress:
    """A section of the law in an address, in the words of the page's language."""

    regex = "[a-z-]+"

    def to_python(self, slug: str) -> str:
        """The key of the section; ValueError, and so no such page, where there is none."""
        keys = {self.to_url(key): key for key in SECTIONS}
        if slug not in keys:
            raise ValueError(slug)
        return keys[slug]

    def to_url(self, key: str) -> str:
        """The beginning of the section's title."""
        title, _about = SECTIONS[key]
        return slugify(title.say(lang()).split(",")[0].split(":")[0])


@require_safe
def page(request: HttpRequest, key: str = "") -> HttpResponse:
    """The rules of today, or of the day in `?on=`: their titles, or one section in full.

    A day that is none shows no rules.
    """
    form = _form(request)
    this_day = today(SERVED)
    if form and not form.is_valid():
        facts = {"form": form, "this_day": this_day, "key": key}
        return render(request, "public/conditions/asked.html", facts, status=422)
    on: date = form.cleaned_data["on"] if form else this_day
    if form and "on" not in request.GET:
        return HttpResponseRedirect(f"?on={on}")
    law = consolidate(SERVED, on)
    facts = {
        "form": form or DayForm(initial={"on": on}),
        "law": law,
        "key": key,
        "this_day": this_day,
        "query": "" if on == this_day else f"?on={on}",
        "section": law.section(key) if key else None,
        "contents": [(section, list(_titles(section))) for section in law.sections],
        "changing": [one for part in law.sections for one in part.changing if not one.warning],
    }
    return render(request, f"public/conditions/{'section' if key else 'law'}.html", facts)


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Every rule with its versions: their days, and what each changed."""
    law = consolidate(SERVED, today(SERVED))
    facts = {"histories": [_history(section) for section in law.sections]}
    return render(request, "public/conditions/history.html", facts)


def _form(request: HttpRequest) -> DayForm | None:
    """The form as it was sent, or as filled in from a whole day in the address."""
    sent = request.GET
    if "on" in sent:
        parts = [*sent["on"][:LONGEST_DAY].split("-", 2), "", ""][:3]
        return DayForm({f"on_{n}": part for n, part in enumerate(parts)})
    return DayForm(sent) if any(f"on_{n}" in sent for n in range(3)) else None


@dataclass(frozen=True)
class Title:
    """A rule in the list of all: its few words where they say it, and the text that it rests on."""

    rule: Provision
    words: Text | None
    source: Source | None
    address: str


def _titles(section: Section) -> Iterator[Title]:
    for rule in section.shown:
        description = rule.current.description if rule.current else None
        words = (
            description.statements[0].words
            if description and section.key in BRIEF
            else rule.missing
        )
        source = description.source if description else None
        yield Title(rule, words, source, source.link(lang()) if source else "")


@dataclass(frozen=True)
class History:
    """A section's rules: those that changed or end, version by version, and those that never did."""

    section: Section
    changed: tuple[Provision, ...]
    unchanged: tuple[Provision, ...]


def _history(section: Section) -> History:
    changed = tuple(
        one for one in section.provisions if len(one.versions) > 1 or one.versions[0].until
    )
    unchanged = tuple(one for one in section.provisions if one not in changed)
    return History(section, changed, unchanged)
