"""A page of the form in the words of who reads it: the member whom it is about, or another who signs for that member."""

from collections.abc import Mapping
from dataclasses import replace

from impplus.rules.columns import NAMED
from impplus.rules.form import Field, Step
from impplus.rules.rows import Choice
from impplus.words.text import LANGUAGES, Text

type Names = Mapping[str, Text]  # of those whom a text may name (columns.NAMED)


def speaking_to(step: Step, names: Names) -> Step:
    """The page in the words for the member of the family whom it is about."""
    fields = tuple(_own(one, names) for one in step.fields)
    title = _with_names(step.own_title, names) if step.own_title else step.title
    return replace(step, title=title, fields=fields)


def titled(step: Step, name: str) -> Text:
    """The heading as the principal applicant reads it: with the name of the person, where it can name that person alone."""
    said = step.named_title
    if not (name and said) or any(f"{{{one}}}" in said.en for one in NAMED if one != "person"):
        return step.title
    return _with_names(said, {"person": Text(name, name)})


def naming(step: Step, names: Names) -> Step:
    """The page for another member, who signs for the person it is about: everybody is named."""
    title = _with_names(step.named_title, names) if step.named_title else step.title
    return replace(step, title=title, fields=tuple(_naming(one, names) for one in step.fields))


def _own(field: Field, names: Names) -> Field:
    token = field.own_autocomplete or field.autocomplete
    label = field.own_label or field.label
    return replace(_naming(field, names), label=label, autocomplete=token)


def _naming(field: Field, names: Names) -> Field:
    label = _with_names(field.named_label, names) if field.named_label else field.label
    return replace(field, label=label, choices=tuple(_named(one, names) for one in field.choices))


def _named(choice: Choice, names: Names) -> Choice:
    if choice.named is None:
        return choice
    said = _with_names(choice.named, names)
    return replace(choice, en=said.en, fr=said.fr)


def _with_names(text: Text, names: Names) -> Text:
    english, french = ({key: one.say(lang) for key, one in names.items()} for lang in LANGUAGES)
    return Text(en=text.en.format_map(english), fr=text.fr.format_map(french))
