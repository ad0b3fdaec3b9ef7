"""In which language an officer writes, and the translation beside it: with the words, or added once these were sent."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import translations
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.lists import page_of_list
from impplus.queries.delegations import languages_in
from impplus.queries.facts import principal_of
from impplus.queries.findings import title_of
from impplus.queries.papers import findings_at_decision
from impplus.queries.principals import principals_name
from impplus.queries.refusals import NotUnderstood
from impplus.queries.translations import (
    KINDS,
    LONGEST_NAME,
    OfficersWords,
    Translated,
    is_required,
    issued_in,
    words_in,
)
from impplus.queries.typed import LONGEST
from impplus.records.models import Application, Decision, Translation
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in, sent
from impplus.web.language import SPOKEN
from impplus.web.language_field import WRITTEN, LanguageField
from impplus.web.pages import door, submitted
from impplus.web.windows import sent_from, window_of


def language_field(
    application: Application, reads: str = "", of: Collection[str] = WRITTEN
) -> LanguageField:
    """In which language the officer writes: that which the reader `reads` (none: that of the applicant), until another one is chosen."""
    return LanguageField(
        of=of,
        choices=SPOKEN,
        label=gettext("Language in which you write"),
        initial=reads or application.language,
    )


def fields(
    application: Application,
    reads: str = "",
    *,
    required: bool = False,
    of: Collection[str] = WRITTEN,
) -> dict[str, forms.Field]:
    """The language of what is written to somebody, and its translation with who made it: `required`, or where the programme says so."""
    if required or is_required(application):
        hint = gettext(
            "Needed if you do not write in the language of your reader: your words are not sent without it. A person must have made it."
        )
    else:
        hint = gettext(
            "A translation made by a person into the other language, if there is one. Both texts are shown, and yours is the one that counts."
        )
    return {
        "language": language_field(application, reads, of),
        "translation": TextField(
            longest=LONGEST,
            lines=True,
            required=False,
            label=gettext("Translation"),
            help_text=hint,
        ),
        "translator": TextField(
            longest=LONGEST_NAME,
            required=False,
            label=gettext("Who translated it"),
            help_text=gettext("Needed with a translation: the name is shown beside it."),
        ),
    }


def given(cleaned: Mapping[str, Any]) -> Translated:
    """What was answered to these questions."""
    return Translated(**{key: cleaned[key] for key in ("language", "translation", "translator")})


def as_words(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, these questions as the actions take them: in `words`."""
    others = {key: one for key, one in cleaned.items() if key not in Translated.__annotations__}
    return others | {"words": given(cleaned)}


def looked_at(request: HttpRequest, form: PageForm, application: Application) -> bool:
    """Whether what was filled in is shown once more, or done; what its reasons lack to be issued is said in the form."""
    if not submitted(request) or "change" in request.POST or not form.is_valid():
        return False
    with refusals_in(form, NotUnderstood):
        issued_in(application, given(form.cleaned_data))
    return form.is_valid()


def members_read(application: Application) -> list[tuple[str, str]]:
    """The name of each member of the family who has an account, with the language that this one chose."""
    chosen = languages_in(application)
    return [(one.name, chosen[one.pk]) for one in application.people.all() if one.pk in chosen]


def reads_in_words(language: str) -> str:
    """Which language somebody chose, to be said behind a name."""
    return gettext("chose French") if language == "fr" else gettext("chose English")


@require_safe
@door(Role.FEDERAL)
def listed(request: HttpRequest) -> HttpResponse:
    """The translations that were asked for and not added yet, the oldest request first."""
    pages = page_of_list(request, _asked(), "asked_at", "pk")
    rows = [(one, *_named(one)) for one in pages.rows]
    return render(request, "desk/translations/asked.html", {"pages": pages, "rows": rows})


def _asked() -> QuerySet[Translation]:
    asked = Translation.objects.filter(status="asked").select_related("application")
    return asked.annotate(principal=principals_name("application"))


def _named(one: Translation) -> tuple[str, int]:
    """What is to be translated, as an address says it."""
    keys = ((kind, getattr(one, f"{noun}_id")) for noun, kind in KINDS.items())
    return next((kind, key) for kind, key in keys if key)


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application, of: str, pk: int) -> HttpResponse:
    """Add what a person translated of words that were sent."""
    words = words_in(application, of, pk, officer_in(request))
    if words is None:
        raise Http404
    form = bind(_form(), request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            translations.add(
                words, **form.cleaned_data, by=officer_in(request), window=sent_from(request)
            )
            messages.success(
                request, gettext("The translation is added. Everybody concerned is told by e-mail.")
            )
            return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "words": words,
        "text": _text_of(words),
        "earlier": words.translations.filter(status="added").select_related("added_by")[::-1],
        "form": form,
        "window": window_of(sent(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/translations/add.html", facts, status=status)


def _text_of(words: OfficersWords) -> str:
    """The words, of a decision with those about each condition."""
    if not isinstance(words, Decision):
        return words.text
    programme = words.about.programme
    said = [
        f"{title_of(programme, one).say(words.language)}\n{one.note}"
        for one in findings_at_decision(words.about)
        if one.note
    ]
    return "\n\n".join([words.reasons, *said])


def _form() -> type[PageForm]:
    text = TextField(
        longest=LONGEST,
        lines=True,
        label=gettext("Translation"),
        empty=gettext("Write the translation"),
    )
    translator = TextField(
        longest=LONGEST_NAME,
        label=gettext("Who translated it"),
        help_text=gettext("The name of the person. It is shown beside the translation."),
        empty=gettext("Enter the name of the person who translated it"),
    )
    return made_form("TranslationForm", {"text": text, "translator": translator})
