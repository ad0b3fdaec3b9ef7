"""Invented blanks: forms with an XFA part of the same structure as the department's, none of whose words or lines they have.

They are what the tests and the demonstration fill in, since no blank of the Crown's comes with the program.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import pikepdf

from impplus.programmes.imm_forms import FormMap
from impplus.words.countries import NAMES

XDP = "http://ns.adobe.com/xdp/"
TEMPLATE = "http://www.xfa.org/schema/xfa-template/2.8/"
DATA = "http://www.xfa.org/schema/xfa-data/1.0/"
NOTICE = "INVENTED FORM - FORMULAIRE INVENTÉ"

type Lists = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class InventedBlank:
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


def made(blank: InventedBlank, *, encryption: pikepdf.Encryption | None = None) -> bytes:
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


def _template(blank: InventedBlank) -> str:
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


def _datasets(blank: InventedBlank) -> str:
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


def of_map(known: FormMap) -> InventedBlank:
    """An invented blank that has every path which a map speaks of, and the lists that it asks for."""
    paths = [one.path for one in known.fields]
    paths += [
        re.sub(r"\[\d+\]", "", _numbered(one.path, number))
        for rows in known.rows
        for number in range(1, rows.most + 1)
        for one in rows.fields
    ]
    paths += [one.path if one.path.endswith("ID") else f"{one.path}/Left" for one in known.left]
    labels = dict[str, dict[str, None]]()
    for one in (*known.fields, *(row for rows in known.rows for row in rows.fields)):
        if one.list:
            said = (
                (one.labels or {}).values()
                if one.labels
                else [one.value]
                if one.value
                else _COUNTRIES
            )
            labels.setdefault(one.list, {}).update(dict.fromkeys(said))
    lists = {name: _coded(found) for name, found in labels.items()}
    return InventedBlank(
        known.form.removeprefix("imm-"),
        known.version,
        known.root,
        tuple(dict.fromkeys(paths)),
        lists,
    )


def _numbered(path: str, number: int) -> str:
    return re.sub(r"\{n(?:\+(\d))?\}", lambda found: str(number + int(found[1] or 0)), path)


def _coded(labels: Iterable[str]) -> list[tuple[str, str]]:
    """A code for each label, as in lists of the department: Canada is 511."""
    return [
        ("511" if label == "Canada" else f"{number:03}", label)
        for number, label in enumerate(labels, start=1)
    ]


_COUNTRIES = tuple(said.en for said in NAMES.values())
