"""Templates without their indentation, whose constant words are looked up once in each language.

What is kept depends on the language alone: a tag with a variable in it is worked out each time.
"""

import re
from typing import Any

from django.template import Node, Template
from django.template.base import FilterExpression, TextNode, TokenType, Variable
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language

# Lines are indented for those who read the template; who loads the page need not load that.
INDENTATION = re.compile(r"\n\s+")
KINDS = (TranslateNode, BlockTranslateNode, URLNode, StaticNode)


class Loader(cached.Loader):
    """Keeps compiled templates, each folded; no page has text in which spaces count (`pre`)."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        known = len(self.get_template_cache)
        template = super().get_template(template_name, skip)
        if len(self.get_template_cache) > known:
            if template_name.endswith(".html") and not template_name.startswith("django/"):
                for text in template.nodelist.get_nodes_by_type(TextNode):
                    if isinstance(text, TextNode):
                        text.s = INDENTATION.sub("\n", text.s)
            for node in template.nodelist.get_nodes_by_type(Node):
                if isinstance(node, KINDS) and _constant(node):
                    node.render_annotated = _Folded(node)  # type: ignore[method-assign]
        return template


class _Folded:
    """What a tag says, by language."""

    def __init__(self, node: Node) -> None:
        self.node, self.said = node, dict[str | None, str]()

    def __call__(self, context: Context) -> str:
        language = get_language()
        if language not in self.said:
            self.said[language] = self.node.render(context)
        return self.said[language]


def _constant(node: Any) -> bool:
    match node:
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
    return node.asvar is None and all(_fixed(one) for one in parts if one is not None)


def _fixed(expression: Any) -> bool:
    """Whether an expression is a literal without filters."""
    if isinstance(expression, FilterExpression):
        return not expression.filters and _fixed(expression.var)
    return not (isinstance(expression, Variable) and expression.lookups is not None)
