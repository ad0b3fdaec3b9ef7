"""What the functions of written templates ask: their context, and how a value stands on a page."""

from collections.abc import Callable
from functools import cache
from html import escape
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.forms import BoundField
from django.template import VariableDoesNotExist
from django.template.base import Variable, render_value_in_context as in_context
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

type Path = Callable[[Any, Context], Any]
NOTHING = object()  # what stands in no context
# Kinds whose values are asked for what they name alone; a control also for its parts, by number, which no page does.
NAMING: set[type] = {BoundField}


class Loop:
    """What a template may ask of the loop in which it is."""

    __slots__ = ("counter0", "length", "parentloop")
    counter0: int  # from 0 on

    def __init__(self, parentloop: Any, length: int) -> None:
        self.parentloop, self.length = parentloop, length

    @property
    def counter(self) -> int:
        """From 1 on."""
        return self.counter0 + 1

    @property
    def revcounter(self) -> int:
        """How many come from here on."""
        return self.length - self.counter0

    @property
    def revcounter0(self) -> int:
        """How many come after."""
        return self.length - self.counter0 - 1

    @property
    def first(self) -> bool:
        """Whether nothing came before."""
        return self.counter0 == 0

    @property
    def last(self) -> bool:
        """Whether nothing comes after."""
        return self.counter0 == self.length - 1


def said_in() -> str:
    """The language of the page, as Django names it."""
    return get_language() or settings.LANGUAGE_CODE


def got(context: Context, name: str, otherwise: Any = NOTHING) -> Any:
    """What stands in a context under a name."""
    for one in reversed(context.dicts):
        if name in one:
            return one[name]
    return otherwise


def listed(values: Any) -> Any:
    """What a loop goes through: nothing where there is no list."""
    if values is None:
        return ()
    return values if hasattr(values, "__len__") else list(values)


def as_html(text: str) -> str:
    """A text as HTML has it; most texts hold nothing that is written otherwise there."""
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(text)
    return text


def shown(value: Any, context: Context) -> str:
    """A value on the page: a text is escaped, and only another value asks how it is written."""
    kind = type(value)
    if kind is str and context.autoescape:
        return as_html(value)
    if kind is int:  # we group no digits but by `count`
        return str(value)
    return value if kind is SafeString else in_context(value, context)


def lines(said: str) -> SafeString:
    """An answer in words, each of its lines on its own, as Django’s `linebreaksbr` says it of any value."""
    return SafeString(escape(said).replace("\n", "<br>"))


@cache
def path_from(written: str, absent: str | None) -> Path:
    """From what a variable begins with to what it names, straight where it needs none of Django's many ways."""
    variable = Variable(written)
    # Django tells a place in a list from a name by its digits, and so does this.
    names: list[Any] = [int(n) if n.isdigit() else n for n in (variable.lookups or ())[1:]]

    def by_django(context: Context) -> Any:
        try:
            return variable.resolve(context)
        except VariableDoesNotExist:
            return absent

    def path(found: Any, context: Context) -> Any:
        if found is NOTHING:
            return absent
        try:
            for name in names:
                kind = type(found)
                if kind in NAMING or _names_alone(found):
                    found = getattr(found, name)
                elif kind is dict or (kind in (tuple, list) and type(name) is int):
                    found = found[name]
                elif found is None:
                    return absent
                else:
                    return by_django(context)
        except (AttributeError, IndexError, KeyError, TypeError) as fault:
            return absent if _is_not_there(fault, kind, name) else by_django(context)
        return by_django(context) if callable(found) else found

    return _straight(names, path, by_django)


def _straight(names: list[Any], path: Path, by_django: Callable[[Context], Any]) -> Path:
    """The same, without a loop for what is named by one name at most, as most is."""
    if len(names) > 1 or any(isinstance(name, int) for name in names):
        return path
    if not names:

        def itself(found: Any, context: Context) -> Any:
            if found is NOTHING or callable(found):
                return path(found, context)
            return found

        return itself
    get = attrgetter(names[0])

    def straight(found: Any, context: Context) -> Any:
        if type(found) not in NAMING:
            return path(found, context)
        try:
            value = get(found)
        except AttributeError:
            return path(found, context)
        return by_django(context) if callable(value) else value

    return straight


def _names_alone(value: Any) -> bool:
    """Whether a value is asked for what it names, and is neither called nor asked for what it holds."""
    kind = type(value)
    alone = not (value is None or callable(value) or hasattr(kind, "__getitem__"))
    if alone:
        NAMING.add(kind)
    return alone


def _is_not_there(fault: Exception, kind: type, name: str | int) -> bool:
    """Whether a value has no attribute of this name: Django would list all the others to find that out."""
    return isinstance(fault, AttributeError) and not hasattr(kind, str(name))
