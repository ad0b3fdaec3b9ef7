"""Templates with what never changes worked out once: their words, their parents and parts, and no indentation.

What is kept depends on the language alone: a tag with a variable in it is worked out each time.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from django.template import Node, NodeList, Template
from django.template.base import (
    FilterExpression,
    TextNode,
    TokenType,
    Variable,
)
from django.template.context import Context
from django.template.defaulttags import IfNode, URLNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import base, cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode

from impplus.web.icons import icon
from impplus.web.written import Constant, Written, in_each_language

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
        template.nodelist[:] = [Written(template.nodelist)]
        template.source = ""  # only pages of errors for developers quote it, and they fold nothing
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
            yield Constant(in_each_language(partial(_said, found, nowhere)))


def _said(nodes: list[Node], nowhere: Context) -> str:
    return "".join(str(node.render_annotated(nowhere)) for node in nodes)


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
        case SimpleNode() if node.func is icon:
            return node.target_var is None and all(map(_fixed, node.args))
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
