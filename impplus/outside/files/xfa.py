"""Forms with an XFA part: what one is and asks, and its data filled in as an addition to the file; the file itself stays as it came."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError

from impplus.outside.files import streams
from impplus.outside.files.kinds import MOST_OF_A_FORM, NotAccepted

MOST_XML = 24 * 1024 * 1024  # of one of its parts, unpacked
MOST_PARTS, MOST_NODES, MOST_PATHS = 40, 200_000, 5_000
LONGEST = 20_000  # letters of a value
DATA = "{http://www.xfa.org/schema/xfa-data/1.0/}data"
# “IMM 1295 (09-2023) E”, as it stands at the foot of each page of a form of the department.
NAMED = re.compile(r"IMM\s?(\d{4})\s*\(\s*(\d{2})-(\d{4})\s*\)\s*([EF])?")
STEP = re.compile(r"([^\[\]/]+)(?:\[(\d{1,3})\])?")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BROKEN = (PdfError, pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError)

PACKED = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})

type Values = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Parts:
    """The template and the data of a form, each read, and where the data stands in the list of its parts."""

    template: etree._Element
    datasets: etree._Element
    place: int


def looked_at(content: bytes) -> dict[str, Any]:
    """Which form this is, the paths that it asks for and the lists that it offers; raises NotAccepted.

    `form` is such as “imm-1295”, `version` such as “2023-09” (both empty where no page says so), `edition` E or F,
    `root` the name of the data; `lists` hold a code and a label each.
    """
    parts = _parts(content)
    root = _root(parts.datasets)
    named = NAMED.search(" ".join(_said(parts.template)))
    number, month, year, edition = named.groups() if named else ("", "", "", "")
    paths = dict.fromkeys([*_leaves(root, ""), *_asked(parts.template, root.tag)])
    if len(paths) > MOST_PATHS:
        raise NotAccepted("too-heavy")
    return {
        "form": f"imm-{number}" if number else "",
        "version": f"{year}-{month}" if number else "",
        "edition": edition or "",
        "root": str(root.tag),
        "paths": list(paths),
        "lists": _lists(parts.datasets),
    }


def filled(content: bytes, values: Values) -> bytes:
    """The form with these values by path, appended: the first bytes are the form's own. Raises NotAccepted.

    A path counts from below the root, “Page1/Name/FamilyName”; “Child[2]” is the second of its name, made after the
    first where the form has only one. What stood at a path is replaced. The same values give the same bytes,
    but for a form that is encrypted.
    """
    parts = _parts(content)
    root = _root(parts.datasets)
    known = {*_leaves(root, ""), *_asked(parts.template, root.tag)}
    for path, value in values:
        if _plain(path) not in known or NOT_XML.search(value) or len(value) > LONGEST:
            raise NotAccepted("form")
        _node(root, path).text = value
    data = etree.tostring(parts.datasets, encoding="utf-8")
    try:
        return _appended(content, parts.place, data)
    except BROKEN:
        raise NotAccepted("damaged") from None


def read_back(content: bytes) -> dict[str, str]:
    """What a form holds: every value that is not empty, by path, with the number of each further one of a name."""
    return dict(_values(_root(_parts(content).datasets), ""))


def _parts(content: bytes) -> Parts:
    if len(content) > MOST_OF_A_FORM:
        raise NotAccepted("too-big")
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as source:
            form = source.Root.get("/AcroForm")
            held = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
            if not isinstance(held, pikepdf.Array) or len(held) > 2 * MOST_PARTS:
                raise NotAccepted("form")
            names = [str(held[at]) for at in range(0, len(held) - 1, 2)]
            if {"template", "datasets"} - set(names):
                raise NotAccepted("form")
            place = 2 * names.index("datasets") + 1
            return Parts(
                template=_xml(held[2 * names.index("template") + 1]),
                datasets=_xml(held[place]),
                place=place,
            )
    except pikepdf.PasswordError:
        raise NotAccepted("encrypted") from None
    except BROKEN:
        raise NotAccepted("damaged") from None


def _xml(held: object) -> etree._Element:
    """A part of a form, without entities, files or addresses of its own; raises NotAccepted."""
    if not isinstance(held, pikepdf.Stream):
        raise NotAccepted("form")
    streams.swollen(held, MOST_XML)
    written = bytes(held.read_bytes())
    if len(written) > MOST_XML:
        raise NotAccepted("too-heavy")
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAccepted("damaged") from None
    if (
        "<!DOCTYPE" in text or "<!ENTITY" in text
    ):  # forms have none; bombs and letters to other files have
        raise NotAccepted("too-heavy")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        raise NotAccepted("damaged") from None
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise NotAccepted("too-heavy")
    return root


def _root(datasets: etree._Element) -> etree._Element:
    """The element under which the values stand, such as “form1”."""
    data = datasets.find(DATA)
    roots = [] if data is None else [one for one in data if isinstance(one.tag, str)]
    if len(roots) != 1 or "{" in roots[0].tag:
        raise NotAccepted("form")
    return roots[0]


def _said(template: etree._Element) -> Iterator[str]:
    for one in template.iter("{*}text"):
        yield "".join(one.itertext())


def _children(node: etree._Element) -> list[etree._Element]:
    return [one for one in node if isinstance(one.tag, str)]


def _leaves(node: etree._Element, path: str) -> Iterator[str]:
    """The paths of an element's values, each once, however often its rows come."""
    for one in _children(node):
        if "{" in one.tag:
            continue
        here = f"{path}/{one.tag}" if path else one.tag
        yield from _leaves(one, here) if _children(one) else [here]


def _values(node: etree._Element, path: str) -> Iterator[tuple[str, str]]:
    seen = dict[str, int]()
    for one in _children(node):
        seen[one.tag] = number = seen.get(one.tag, 0) + 1
        name = one.tag if number == 1 else f"{one.tag}[{number}]"
        here = f"{path}/{name}" if path else name
        if _children(one):
            yield from _values(one, here)
        elif one.text:
            yield here, one.text


def _asked(template: etree._Element, root: str) -> Iterator[str]:
    """The paths that the fields of a template fill; a part without a name adds no step."""
    for top in template.iter("{*}subform"):
        if top.get("name") == root:
            yield from _fields(top, "")
            return


def _fields(node: etree._Element, path: str) -> Iterator[str]:
    for one in _children(node):
        kind, name = etree.QName(one).localname, one.get("name", "")
        if kind not in {"subform", "field", "exclGroup", "subformSet", "area"}:
            continue
        bind = one.find("{*}bind")
        unbound = bind is not None and bind.get("match") == "none"
        here = path if not name or (unbound and kind == "subform") else f"{path}/{name}".lstrip("/")
        if kind in {"field", "exclGroup"}:
            if name and not unbound:
                yield here
        else:
            yield from _fields(one, here)


def _lists(datasets: etree._Element) -> dict[str, list[list[str]]]:
    """The lists that a form offers: of each entry its code (`lic`) and its label."""
    return {
        str(one.tag): [
            [entry.get("lic", ""), entry.text or ""] for entry in one.iter() if entry.get("lic")
        ]
        for held in datasets.iter("LOV")
        for one in _children(held)
    }


def _plain(path: str) -> str:
    return re.sub(r"\[\d+\]", "", path)


def _node(root: etree._Element, path: str) -> etree._Element:
    """The element at a path, made where it is not there: as an empty copy of the one before of its name, or new."""
    node = root
    for part in path.split("/"):
        found = STEP.fullmatch(part)
        if found is None:
            raise NotAccepted("form")
        name, number = found[1], int(found[2] or 1)
        alike = node.findall(name)
        while len(alike) < number:
            made = _emptied(alike[-1]) if alike else etree.Element(name)
            if alike:
                alike[-1].addnext(made)
            else:
                node.append(made)
            alike.append(made)
        node = alike[number - 1]
    if _children(node):
        raise NotAccepted("form")
    return node


def _emptied(node: etree._Element) -> etree._Element:
    made = deepcopy(node)
    made.tail = None
    for one in made.iter():
        if not _children(one):
            one.text = None
    return made


def _appended(content: bytes, place: int, data: bytes) -> bytes:
    """The form with other data, written after it; nothing in it tells the hour or is left to chance."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(content), strict=False)
    if writer.security_handler is not None:
        writer.encrypt(b"")
    held = writer.root["/AcroForm"]["/XFA"]
    packed, reference = held[place], held.raw_get(place)
    kept = {key: packed.raw_get(key) for key in packed if key not in PACKED}
    stream: Any = generic.StreamObject(kept, stream_data=data)
    stream.compress()
    writer.objects[reference.generation, reference.idnum] = stream
    identity = generic.ByteStringObject(sha256(content + data).digest()[:16])
    first = writer.document_id[0] if "/ID" in writer.prev.trailer else identity
    writer._document_id = generic.ArrayObject([generic.ByteStringObject(first), identity])
    writer._update_meta = _no_dates
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _no_dates() -> None:
    """In place of what would write the hour into the file."""


def warm() -> None:
    """Have the libraries load what they load at their first use, of forms that are locked in each way that is known."""
    data = DATA.removesuffix("data").strip("{}")
    parts = {
        "template": '<template><subform name="form1"><field name="Name"/></subform></template>',
        "datasets": f'<x:datasets xmlns:x="{data}"><x:data><form1><Name/></form1></x:data></x:datasets>',
    }
    locks = [pikepdf.Encryption(owner="any", user="", R=revision) for revision in (6, 4)]
    weak = pikepdf.Encryption(owner="any", user="", R=3, aes=False, metadata=False)
    each: tuple[pikepdf.Encryption | bool, ...] = (False, weak, *locks)
    for lock in each:
        with pikepdf.new() as form:
            form.add_blank_page()
            held = pikepdf.Array()
            for name, text in parts.items():
                held.extend([pikepdf.String(name), pikepdf.Stream(form, text.encode())])
            form.Root.AcroForm = pikepdf.Dictionary(XFA=held)
            written = BytesIO()
            form.save(written, encryption=lock)
        looked_at(written.getvalue())
        read_back(filled(written.getvalue(), [("Name", "é")]))
