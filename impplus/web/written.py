"""Folded templates written out as Python: one function does what Django's nodes would do one by one.

A node of another kind than those named here is asked by the function to render itself.
"""

from collections.abc import Callable, Mapping
from functools import partial
from sys import intern
from typing import Any

from django.conf import settings
from django.template import Node, NodeList
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.context import Context
from django.template.defaulttags import (
    ForNode,
    IfNode,
    PartialDefNode,
    PartialNode,
    URLNode,
    WithNode,
)
from django.template.library import SimpleNode
from django.templatetags.i18n import BlockTranslateNode
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, override

from impplus.web.addresses import address
from impplus.web.values import Loop, got, listed, path_from, said_in, shown

# What of a tag sets a variable, reads the context itself, or is rare: such a tag renders itself.
KEPT = ("asvar", "target_var", "takes_context", "message_context")
COMPARED = ("and", "or", "==", "!=", "is", "is not")
# The variables of the loops and `with`s around a node, and what each is called in the function.
type Locals = dict[str, str]
type Ways = Mapping[type[Node], Callable[["_Function", Any, Locals], None]]


class Constant(Node):
    """What never changes, said in each language at once."""

    child_nodelists = ()

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said = said

    def render(self, context: Context) -> str:
        return self.said[said_in()]


class Written(Node):
    """Nodes as one function of their context."""

    child_nodelists = ()

    def __init__(self, nodes: NodeList) -> None:
        function = _Function()
        function.nodes(nodes, {})
        self.render_annotated = function.made()  # type: ignore[method-assign, assignment]


class _Function:
    """Lines of a function, and what they name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.known: dict[str, Any] = {
            "Loop": Loop,
            "SafeString": SafeString,
            "address": address,
            "conditional_escape": conditional_escape,
            "got": got,
            "listed": listed,
            "ngettext": ngettext,
            "said_in": said_in,
            "shown": shown,
        }
        self.depth = 1
        self.held = 0  # variables that hold a value here

    def made(self) -> Callable[[Context], str]:
        """The function of the lines."""
        head = "def render(context):\n language, out = said_in(), []\n w = out.append\n"
        source = "\n".join([*self.lines, " return SafeString(''.join(out))"])
        exec(compile(head + source, "<template>", "exec"), self.known)  # noqa: S102 - of our own templates
        made: Callable[[Context], str] = self.known["render"]
        return made

    def put(self, line: str) -> None:
        self.lines.append(" " * self.depth + line)

    def keep(self, value: Any) -> str:
        """The name of a value in the function."""
        name = f"k{id(value)}"
        self.known[name] = value  # which holds it, so that no other value has its number
        return name

    def named(self, value: str) -> str:
        """A variable of the function that holds a value until its node ends."""
        name = f"v{self.held}"
        self.held += 1
        self.put(f"{name} = {value}")
        return name

    def nodes(self, nodes: NodeList, names: Locals) -> None:
        for node in nodes:
            self.node(node, names)

    def block(self, nodes: NodeList, names: Locals) -> None:
        """The nodes under a line that opens a block."""
        self.depth += 1
        self.put("pass")
        self.nodes(nodes, names)
        self.depth -= 1

    def node(self, node: Any, names: Locals) -> None:
        # After a node its variables serve the next: with hundreds of them a frame no longer fits beside those of
        # what it calls, and Python asks the system for memory, and gives it back, at each call.
        held = self.held
        way = _Function.by_itself if any(getattr(node, one, None) for one in KEPT) else None
        (way or WAYS.get(type(node), _Function.by_itself))(self, node, names)
        self.held = held

    def text(self, node: Any, _names: Locals) -> None:
        self.put(f"w({node.s!r})")

    def constant(self, node: Constant, _names: Locals) -> None:
        self.put(f"w({self.keep(node.said)}[language])")

    def variable(self, node: Any, names: Locals) -> None:
        self.put(f"w(shown({self.value(node.filter_expression, names)}, context))")

    def defined(self, node: PartialDefNode, names: Locals) -> None:
        if node.inline:
            self.nodes(node.nodelist, names)

    def part(self, node: Any, names: Locals) -> None:
        self.nodes(node.partial_mapping[node.partial_name].nodelist, names)

    def url(self, node: URLNode, names: Locals) -> None:
        named = (f"{key}={self.value(one, names)}" for key, one in node.kwargs.items())
        given = (self.value(one, names) for one in (node.view_name, *node.args))
        self.put(f"w(shown(address({', '.join([*given, *named])}), context))")

    def tag(self, node: SimpleNode, names: Locals) -> None:
        named = (f"{key}={self.value(one, names)}" for key, one in node.kwargs.items())
        given = ", ".join([*(self.value(one, names) for one in node.args), *named])
        self.put(f"w(conditional_escape({self.keep(node.func)}({given})))")

    def by_itself(self, node: Any, names: Locals) -> None:
        for name in node.child_nodelists:
            inside = getattr(node, name, None)
            if inside:
                inside[:] = [Written(inside)]
        self.put(f"w({self.keep(node.render_annotated)}(context))")
        for name in ("asvar", "target_var"):
            names.pop(getattr(node, name, None) or "", None)

    def choice(self, node: Any, names: Locals) -> None:
        word = "if"
        for condition, nodes in node.conditions_nodelists:
            self.put("else:" if condition is None else f"{word} {self.truth(condition, names)}:")
            self.block(nodes, names)
            word = "elif"

    def truth(self, token: Any, names: Locals) -> str:
        if token.id == "literal":
            return self.value(token.value, names, absent=None)
        if token.id == "not":
            return f"(not {self.truth(token.first, names)})"
        if token.id in COMPARED:
            first, second = (self.truth(one, names) for one in (token.first, token.second))
            return f"({first} {token.id} {second})"
        return f"{self.keep(token.eval)}(context)"

    def loop(self, node: Any, names: Locals) -> None:
        values = self.named(f"listed({self.value(node.sequence, names, absent=None)})")
        above = self.named("got(context, 'forloop', {})")
        scope = self.named("context.push()")
        loop = self.named(f"{scope}['forloop'] = Loop({above}, len({values}))")
        ours = {name: f"{scope}_{n}" for n, name in enumerate(node.loopvars)}
        each = ours[node.loopvars[0]] if len(ours) == 1 else f"({', '.join(ours.values())})"
        order = f"reversed({values})" if node.is_reversed else values
        self.put(f"for {loop}.counter0, {each} in enumerate({order}):")
        for name, our in ours.items():
            self.put(f" {scope}[{name!r}] = {our}")
        self.block(node.nodelist_loop, names | ours | {"forloop": loop})
        if node.nodelist_empty:
            self.put(f"if not {loop}.length:")
            self.block(node.nodelist_empty, names)
        self.put("context.pop()")

    def within(self, node: WithNode, names: Locals) -> None:
        given = node.extra_context.items()
        held = {name: self.named(self.value(one, names)) for name, one in given}
        pushed = ", ".join(f"{name!r}: {our}" for name, our in held.items())
        self.put(f"context.push({{{pushed}}})")
        self.nodes(node.nodelist, names | held)
        self.put("context.pop()")

    def sentence(self, node: Any, names: Locals) -> None:
        """A text with variables in it, translated once in each language where no number decides its form."""
        tokens = (node.singular, node.plural or [])
        (one, asked), (many, others) = map(node.render_token_list, tokens)
        held = {name: self.value(given, names) for name, given in node.extra_context.items()}
        if node.plural:
            count = held[node.countervar] = self.named(self.value(node.counter, names))
            text = f"ngettext({one!r}, {many!r}, {count})"
        else:
            text = f"{self.keep(in_each_language(partial(gettext, one)))}[language]"
        said = []
        for name in dict.fromkeys([*asked, *others]):
            value = (names | held).get(name, f"got(context, {name!r}, '')")
            said.append(f"{name!r}: shown({value}, context)")
        self.put(f"w({text} % {{{', '.join(said)}}})")

    def value(self, expression: FilterExpression, names: Locals, absent: str | None = "") -> str:
        """What an expression is; `absent` where its variable is not there."""
        if any(_needs_django(function) for function, _ in expression.filters):
            ask = partial(expression.resolve, ignore_failures=absent is None)
            return f"{self.keep(ask)}(context)"
        said = self.looked(expression.var, names, absent)
        for function, given in expression.filters:
            arguments = (
                self.looked(one, names, "") if looked else self.keep(SafeString(one))
                for looked, one in given
            )
            said = f"{self.keep(function)}({', '.join([said, *arguments])})"
        return said

    def looked(self, variable: Any, names: Locals, absent: str | None) -> str:
        if not isinstance(variable, Variable):
            return self.keep(variable)
        if variable.lookups is None or variable.translate:
            return f"{self.keep(variable.resolve)}(context)"
        first = variable.lookups[0]
        root = names.get(first, f"got(context, {first!r})")
        return f"{self.keep(path_from(str(variable.var), absent))}({root}, context)"


# What each kind of node is written as; any other renders itself.
WAYS: Ways = {
    TextNode: _Function.text,
    Constant: _Function.constant,
    VariableNode: _Function.variable,
    IfNode: _Function.choice,
    ForNode: _Function.loop,
    WithNode: _Function.within,
    PartialDefNode: _Function.defined,
    PartialNode: _Function.part,
    URLNode: _Function.url,
    BlockTranslateNode: _Function.sentence,
    SimpleNode: _Function.tag,
}


def in_each_language(say: Callable[[], str]) -> Mapping[str, str]:
    """What is said, in each language of the site."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = intern(say())  # pages repeat each other
    return said


def _needs_django(function: Any) -> bool:
    """Whether a filter asks more of Django than its value: how texts are escaped, or in which zone a time is."""
    names = ("expects_localtime", "needs_autoescape", "is_safe")
    return any(getattr(function, name, False) for name in names)
