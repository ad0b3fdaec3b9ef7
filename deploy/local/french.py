"""What can be wrong with one French message beside its English one."""

import re
from collections.abc import Iterator, Set

from babel.messages.catalog import Message

from deploy.local.catalogues import forms

NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^{}]*\}|<(\w+:\w+)>|%[sd]")
TAG = re.compile(r"</?[a-z]+")
# French puts a non-breaking space (U+00A0 or U+202F) before : ; ? ! » and % and after «.
ORDINARY_SPACE = re.compile(r" [;:?!»%](?![\w(])|« ")
NO_SPACE = re.compile(r"[^\W\d_][?!;:](\s|$)|«\w|\w»")
ENTITY = re.compile(r"&\w+;")


def faults(message: Message, same_in_both: Set[str]) -> Iterator[str]:
    """The faults of one message of a catalogue, each in a word or two."""
    # The English singular may leave its number out ("one place"), so both are held to the plural.
    english = forms(message.id)[-1]
    french_forms = forms(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if not all(french_forms):
        yield "not translated"
        return
    for french in french_forms:
        if english == french and english not in same_in_both and re.search(r"[^\W\d_]", english):
            yield "the same in both languages"
        if sorted(NAMED.findall(english)) != sorted(NAMED.findall(french)):
            yield "other placeholders"
        if sorted(TAG.findall(english)) != sorted(TAG.findall(french)):
            yield "other tags"
        plain = ENTITY.sub("", french.replace("&nbsp;", "\u00a0"))
        if ORDINARY_SPACE.search(plain) or NO_SPACE.search(plain):
            yield "French spacing"
