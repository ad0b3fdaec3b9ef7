"""A page of the form in the words of who reads it: the person whom it is about, or another, who reads names."""

from collections.abc import Mapping
from dataclasses import replace

from impplus.rules.form import Field, Step
from impplus.rules.rows import Choice
from impplus.words.names import elided
from impplus.words.text import LANGUAGES, Text

type Names = Mapping[str, Text]  # of those whom a text may name (columns.NAMED)


def speaking_to(step: Step, names: Names) -> Step:
    """The page in the words for the member of the family whom it is about."""
    fields = tuple(_own(one, names) for one in step.fields)
    title = with_names(step.own_title, names) if step.own_title else step.title
    return replace(step, title=title, fields=fields)


def naming(step: Step, names: Names) -> Step:
    """The page for anybody but the person whom it is about: everybody is named."""
    title = with_names(step.named_title, names) if step.named_title else step.title
    return replace(step, title=title, fields=tuple(_naming(one, names) for one in step.fields))


def with_names(text: Text, names: Names) -> Text:
    """A text that begins with a capital, with these names in the places that it leaves for them."""
    english, french = ({key: one.say(lang) for key, one in names.items()} for lang in LANGUAGES)
    fr = text.fr.format_map(french)
    if "e {" in text.fr:  # “de” or “que” before a name
        fr = elided(fr, *french.values())
    return Text(en=text.en.format_map(english), fr=fr).capital


def _own(field: Field, names: Names) -> Field:
    token = field.own_autocomplete or field.autocomplete
    label = with_names(field.own_label, names) if field.own_label else field.label
    return replace(_naming(field, names), label=label, autocomplete=token)


def _naming(field: Field, names: Names) -> Field:
    if field.named_label is None and not any(one.named for one in field.choices):
        return field
    label = with_names(field.named_label, names) if field.named_label else field.label
    return replace(field, label=label, choices=tuple(_named(one, names) for one in field.choices))


def _named(choice: Choice, names: Names) -> Choice:
    if choice.named is None:
        return choice
    said = with_names(choice.named, names)
    return replace(choice, en=said.en, fr=said.fr)
