"""Invented blanks: forms with an XFA part of the same structure as the department's, none of whose words or lines they have.

They are what the tests and the demonstration fill in, since no blank of the Crown's comes with the program.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import pikepdf

XDP = "http://ns.adobe.com/xdp/"
TEMPLATE = "http://www.xfa.org/schema/xfa-template/2.8/"
DATA = "http://www.xfa.org/schema/xfa-data/1.0/"
NOTICE = "INVENTED FORM - FORMULAIRE INVENTÉ"

type Lists = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Blank:
    """What an invented form asks: its number and version as printed at its foot, its paths, and its lists."""

    number: str
    version: str
    root: str
    paths: Sequence[str]
    lists: Lists = field(default_factory=dict)
    edition: str = "E"

    @property
    def foot(self) -> str:
        """Such as “IMM 1295 (09-2023) E”."""
        year, month = self.version.split("-")
        return f"IMM {self.number} ({month}-{year}) {self.edition}"


def made(blank: Blank, *, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The PDF of an invented form, the same bytes each time unless it is encrypted."""
    parts = (
        ("preamble", f'<xdp:xdp xmlns:xdp="{XDP}">'),
        ("template", _template(blank)),
        ("datasets", _datasets(blank)),
        ("postamble", "</xdp:xdp>"),
    )
    return with_parts([(name, text.encode()) for name, text in parts], encryption=encryption)


def with_parts(
    parts: Iterable[tuple[str, bytes]], *, encryption: pikepdf.Encryption | None = None
) -> bytes:
    """A PDF whose form has these parts, whatever stands in them."""
    with pikepdf.new() as form:
        form.add_blank_page(page_size=(612, 792))
        held = pikepdf.Array()
        for name, content in parts:
            held.append(pikepdf.String(name))
            held.append(form.make_indirect(pikepdf.Stream(form, content)))
        form.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=held)
        form.Root.NeedsRendering = True
        written = BytesIO()
        if encryption:
            form.save(written, encryption=encryption)
        else:
            form.save(written, deterministic_id=True)
        return written.getvalue()


def _tree(paths: Iterable[str]) -> dict[str, dict]:  # type: ignore[type-arg]  # a tree has no end
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for path in paths:
        at = tree
        for step in path.split("/"):
            at = at.setdefault(step, {})
    return tree


def _template(blank: Blank) -> str:
    inner = _fields(_tree(blank.paths))
    foot = f"<draw name='foot'><value><text>{escape(blank.foot)}</text></value></draw>"
    notice = f"<draw name='notice'><value><text>{NOTICE}</text></value></draw>"
    return (
        f'<template xmlns="{TEMPLATE}"><subform name={quoteattr(blank.root)}>{notice}'
        f"<subform>{foot}</subform>{inner}</subform></template>"
    )


def _fields(tree: Mapping[str, dict]) -> str:  # type: ignore[type-arg]
    return "".join(
        f"<subform name={quoteattr(name)}>{_fields(below)}</subform>"
        if below
        else f"<field name={quoteattr(name)}><ui><textEdit/></ui></field>"
        for name, below in tree.items()
    )


def _datasets(blank: Blank) -> str:
    lists = "".join(
        f"<{name}>{''.join(_entry(code, label) for code, label in entries)}</{name}>"
        for name, entries in blank.lists.items()
    )
    inner = _elements(_tree(blank.paths))
    return (
        f'<xfa:datasets xmlns:xfa="{DATA}"><xfa:data><{blank.root}>{inner}</{blank.root}></xfa:data>'
        f"<LOVFile><LOV>{lists}</LOV></LOVFile></xfa:datasets>"
    )


def _entry(code: str, label: str) -> str:
    return f"<entry lic={quoteattr(code)}>{escape(label)}</entry>"


def _elements(tree: Mapping[str, dict]) -> str:  # type: ignore[type-arg]
    return "".join(f"<{name}>{_elements(below)}</{name}>" for name, below in tree.items())
