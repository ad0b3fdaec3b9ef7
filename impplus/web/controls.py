"""Controls drawn in Python, as Django's templates draw them: a list of countries has 250 options."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from impplus.web.values import as_html

type Widget = Mapping[str, Any]


class Renderer(TemplatesSetting):
    """Draws lists, radio buttons, texts and inputs itself, and leaves the others to their templates."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        draw = DRAWN.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))
        return SafeString(draw(context["widget"]))  # each part of it is escaped


def escaped(value: Any) -> str:
    """A value as Django escapes it; plain text, of which there is most, without asking what it is."""
    return as_html(value) if type(value) is str else conditional_escape(value)


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{_said(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _said(value: object) -> str:
    return escaped(value if isinstance(value, str) else str(value))


def _select(widget: Widget) -> str:
    options = (
        option(_said(one["value"]), escaped(one["label"]), _attributes(one))
        for _name, options, _index in widget["optgroups"]
        for one in options
    )
    return listed(widget, "".join(options))


def option(value: str, label: str, attributes: str = "") -> str:
    """One option of a list; what it is made of is escaped."""
    return f'\n  <option value="{value}"{attributes}>{label}</option>\n'


def listed(widget: Widget, options: str) -> str:
    """A list of options that are drawn."""
    return f'<select name="{escaped(widget["name"])}"{_attributes(widget)}>{options}\n</select>'


def _radio(widget: Widget) -> str:
    attrs = widget["attrs"]
    options = "".join(
        f"<div>\n    {_choice(one)}\n\n</div>"
        for _name, options, _index in widget["optgroups"]
        for one in options
    )
    given = "".join(f' {key}="{escaped(attrs[key])}"' for key in ("id", "class") if attrs.get(key))
    return f"<div{given}>{options}\n</div>"


def _choice(option: Widget) -> str:
    name = option["attrs"].get("id")
    opened = f'<label for="{escaped(name)}">' if name else "<label>"
    return f"{opened}{_input(option)}\n {escaped(option['label'])}</label>"


def _input(widget: Widget) -> str:
    value = f' value="{_said(widget["value"])}"' if widget["value"] is not None else ""
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    held = _said(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{_attributes(widget)}>\n{held}</textarea>'


FOLDER = "django/forms/widgets"
DRAWN: Mapping[str, Callable[[Widget], str]] = {
    f"{FOLDER}/select.html": _select,
    f"{FOLDER}/radio.html": _radio,
    f"{FOLDER}/textarea.html": _textarea,
    **{
        f"{FOLDER}/{kind}.html": _input
        for kind in ("input", "text", "email", "hidden", "password", "number")
    },
}
