"""Templates with what never changes worked out once: their words, their parents and parts, and no indentation.

What is kept depends on the language alone: a tag with a variable in it is worked out each time.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Any

from django.conf import settings
from django.template import Node, NodeList, Template
from django.template.base import (
    FilterExpression,
    TextNode,
    TokenType,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.template.defaulttags import IfNode, URLNode, WithNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import base, cached
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language, override

# Lines are indented for those who read the template; who loads the page need not load that.
INDENTATION = re.compile(r"\n\s+")


class _Whole(base.Loader):
    """Compiles a template with its parents and parts in it; no page has text in which spaces count (`pre`)."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = self._whole(template_name, skip)
        nowhere = Context()
        nowhere.template = template
        for each in _lists(template.nodelist):
            each[:] = _merged(each, nowhere)
        for node in template.nodelist.get_nodes_by_type(Node):
            if isinstance(node, BlockTranslateNode):
                node.render_token_list = _Read(node)  # type: ignore[method-assign]
            for variable in _variables([*vars(node).values()]):
                variable.__class__ = Looked
        return template

    def _whole(self, name: str, skip: Any = None, inside: tuple[str, ...] = ()) -> Template:
        template = super().get_template(name, skip)
        if name.endswith(".html") and not name.startswith("django/"):
            for text in template.nodelist.get_nodes_by_type(TextNode):
                text.s = INDENTATION.sub("\n", text.s)  # type: ignore[attr-defined]
        inside = (*inside, name)
        for each in list(_lists(template.nodelist)):
            each[:] = [one for node in each for one in self._parts(node, inside)]
        return template

    def _parts(self, node: Node, inside: tuple[str, ...]) -> Iterator[Node]:
        """What stands in a node's place: the parent with this template's blocks in it, or what is included."""
        name = _named(node)
        if name is None or name in inside:
            yield node
            return
        other = self._whole(name, inside=inside).nodelist
        if isinstance(node, ExtendsNode):
            blocks = [one for each in _lists(other) for one in each if isinstance(one, BlockNode)]
            for block in blocks:
                if block.name in node.blocks:
                    block.nodelist = node.blocks[block.name].nodelist
            yield from other
        else:
            yield WithNode(None, None, other, node.extra_context)  # type: ignore[attr-defined]


class Loader(cached.Loader, _Whole):
    """Keeps templates once they are compiled."""


class Constant(Node):
    """Neighbours that never change, said in each language at once, so that they themselves need no room."""

    child_nodelists = ()

    def __init__(self, nodes: list[Node], nowhere: Context) -> None:
        self.said = {
            language: _said(nodes, language, nowhere) for language, _name in settings.LANGUAGES
        }

    def render_annotated(self, context: Context) -> str:
        return self.said[get_language() or settings.LANGUAGE_CODE]


def _said(nodes: list[Node], language: str, nowhere: Context) -> str:
    with override(language):
        return "".join(str(node.render_annotated(nowhere)) for node in nodes)


class Looked(Variable):
    """A variable that is looked up straight away where it needs none of the many ways that Django tries."""

    __slots__ = ()

    def _resolve_lookup(self, context: Context) -> Any:
        first, *others = self.lookups or ()
        try:
            found = context[first]
            for name in others:
                if callable(found) or hasattr(type(found), "__getitem__"):
                    return self._by_django(context)
                found = getattr(found, name)
        except (AttributeError, KeyError):
            return self._by_django(context)
        return self._by_django(context) if callable(found) else found

    _by_django = Variable._resolve_lookup  # type: ignore[attr-defined]


class Shown(VariableNode):
    """A variable on the page: a text is escaped, and only another value asks how it is written."""

    def render_annotated(self, context: Context) -> str:
        value = self.filter_expression.resolve(context)
        plain = type(value) is str and context.autoescape
        return escape(value) if plain else render_value_in_context(value, context)


def _lists(nodes: NodeList) -> Iterator[NodeList]:
    """A list of nodes and, each before what is in it, those inside its nodes as they are then."""
    yield nodes
    for node in nodes:
        inner = [getattr(node, name, None) for name in {*node.child_nodelists, "nodelist"}]
        if isinstance(node, IfNode):
            inner = [one for _, one in node.conditions_nodelists]
        for one in inner:
            if one is not None:
                yield from _lists(one)


def _named(node: Any) -> str | None:
    """The template that a node names, where it is always the same and has nothing of its own to keep."""
    given: Any
    match node:
        case ExtendsNode():
            given = node.parent_name
        case IncludeNode() if not node.isolated_context:
            given = node.template
        case _:
            return None
    name = given.var if _fixed(given) else None
    return name if isinstance(name, str) and "#" not in name else None


def _opened(nodes: Iterable[Any]) -> Iterator[Node]:
    """The nodes with those in their place that a block only holds together, unless one sets a variable there."""
    for node in nodes:
        holds = isinstance(node, BlockNode) or (
            isinstance(node, WithNode) and not node.extra_context
        )
        if holds and not any(map(_sets, node.nodelist.get_nodes_by_type(Node))):
            yield from _opened(node.nodelist)
        elif type(node) is VariableNode:
            yield Shown(node.filter_expression)
        else:
            yield node


def _sets(node: Node) -> bool:
    return any(getattr(node, name, None) for name in ("asvar", "target_var"))


def _merged(nodes: NodeList, nowhere: Context) -> Iterator[Node]:
    for constant, group in groupby(_opened(nodes), key=_constant):
        found = list(group)
        if not constant:
            yield from found
        elif all(isinstance(one, TextNode) for one in found):
            yield TextNode("".join(one.s for one in found))  # type: ignore[attr-defined]
        else:
            yield Constant(found, nowhere)


def _variables(value: Any) -> Iterator[Variable]:
    """The variables of a tag: in its expressions, and in lists, mappings and conditions of them."""
    match value:
        case FilterExpression():
            yield from _variables(
                [value.var, *(one for _, given in value.filters for one in given)]
            )
        case Variable() if value.lookups:
            yield value
        case dict():
            yield from _variables([*value.values()])
        case TokenBase():
            yield from _variables([*vars(value).values()])
        case list() | tuple() if not isinstance(value, NodeList):
            for one in value:
                yield from _variables(one)


def _constant(node: Any) -> bool:
    match node:
        case TextNode():
            return True
        case TranslateNode():
            parts = [node.filter_expression, node.message_context]
        case URLNode():
            parts = [node.view_name, *node.args, *node.kwargs.values()]
        case StaticNode():
            return node.varname is None and _fixed(node.path)
        case BlockTranslateNode():
            tokens = [*node.singular, *(node.plural or ())]
            if node.extra_context or any(one.token_type == TokenType.VAR for one in tokens):
                return False
            parts = [node.counter, node.message_context]
        case _:
            return False
    return node.asvar is None and all(_fixed(one) for one in parts if one is not None)


def _fixed(expression: Any) -> bool:
    """Whether an expression is a literal without filters."""
    if isinstance(expression, FilterExpression):
        return not expression.filters and _fixed(expression.var)
    return not (isinstance(expression, Variable) and expression.lookups is not None)


class _Read:
    """What a text with variables asks to be translated, read once."""

    def __init__(self, node: BlockTranslateNode) -> None:
        tokens = (node.singular, node.plural or [])
        self.read = {id(one): node.render_token_list(one) for one in tokens}

    def __call__(self, tokens: list[Any]) -> tuple[str, list[str]]:
        message, names = self.read[id(tokens)]
        return message, list(names)
