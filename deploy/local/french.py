"""What can be wrong with one French message beside its English one."""

import re
from collections.abc import Iterator, Set

from babel.messages.catalog import Message

from deploy.local.catalogues import forms

NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)[^{}]*\}|<(\w+:\w+)>|%[sd]")
TAG = re.compile(r"</?[a-z]+")
NBSP = "\u00a0"
# As in Quebec: a non-breaking space before : % $ and inside « », and none before ; ? !.
SPACING = re.compile(rf"(?<!{NBSP}):(?=[\s…]|$)|\s[;?!](?![\w(])|«(?!{NBSP})|(?<!{NBSP})»|\d ?[%$]")
# What is not prose: addresses, the converters of routes, tags, code, and what is filled in later.
LEFT_OUT = re.compile(r"https?://\S+|<[^>]*>|`[^`]*`|&(?!nbsp;)\w+;|%\(\w+\)[sd]|%[sd]|\{[^}]*\}")


def is_loosely_set(french: str) -> bool:
    """Whether a space before or after a mark is missing, of the wrong kind, or not wanted."""
    return bool(SPACING.search(prose(french)))


def prose(text: str) -> str:
    """The text with what is not prose as one mark each, and with the spaces that HTML names."""
    return LEFT_OUT.sub("…", text).replace("&nbsp;", NBSP)


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
        if is_loosely_set(french):
            yield "French spacing"
