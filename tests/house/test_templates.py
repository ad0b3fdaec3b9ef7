"""A page is plain and laid out alike: no style or script inside it, nothing unescaped or unused."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import allauth
import django.forms
import pytest

from tests.house.source import PROJECT, sources

FORBIDDEN = {
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a script in the page": re.compile(r"<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "an outside address": re.compile(r"(?<!xmlns=[\"'])https?://|(src|href|action)=[\"']//", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b"),
    "a frame": re.compile(r"<(iframe|object|embed)\b", re.I),
}
# Django asks for these by name when something goes wrong.
ERROR_PAGES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
REFERENCE = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", re.S)

# Parts that lay out a source, show it to officers alone, or stand folded already.
SOURCES = {"web/source.html", "web/refund.html", "web/requirements.html"}
WIDTH = 160
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|</?[a-z]\w*(?:{%.*?%}|{{.*?}}|[^<>{])*>", re.S)
NAME = re.compile(r"(?:{%\s*|</?)(\w+)")
BETWEEN = {"elif", "else", "empty", "plural"}
ALONE = {"br", "hr", "img", "input", "link", "meta"}


def templates(root: Path) -> dict[str, str]:
    folder = root / "impplus" / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def impure(root: Path) -> list[str]:
    return [
        f"{name}:{text[: match.start()].count(chr(10)) + 1}: {what}"
        for name, text in templates(root).items()
        for what, pattern in FORBIDDEN.items()
        if name.endswith(".html") or what != "unescaped text"  # plain text escapes nothing
        for match in pattern.finditer(COMMENT.sub(lambda gone: "\n" * gone[0].count("\n"), text))
    ]


def unfolded(root: Path) -> list[str]:
    """Pages that show a source in sight, but are neither an officer's or a lawyer's nor about the law itself."""
    in_sight = ("desk/", "firm/", "public/conditions/")
    cited = re.compile(r"{%\s*source\b|<cite\b|\|cite\b")
    return [
        name
        for name, text in templates(root).items()
        if not name.startswith(in_sight) and name not in SOURCES and cited.search(text)
    ]


def unwrapped(root: Path) -> list[str]:
    """Pages with a table that no phone can move sideways, or that a keyboard cannot reach."""
    wrapped = re.compile(
        r'<div class="table-wrap[^"]*" tabindex="0" role="region" [^>]*>\s*<table>'
    )
    return [
        name
        for name, text in templates(root).items()
        if text.count("<table") != len(wrapped.findall(text))
    ]


def unlabelled(root: Path) -> list[str]:
    """Pages with a list that a phone shows as blocks, whose cells are not named as its columns are."""
    stacked = re.compile(r'<div class="table-wrap stacked".*?</table>', re.DOTALL)
    pages = templates(root)
    return [
        name
        for name, text in pages.items()
        for table in stacked.findall(_with_parts(text, pages))
        if re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table)[1:]
        != re.findall(r'<td[^>]*? data-label="(.*?)">', table)
    ]


def _with_parts(text: str, pages: dict[str, str]) -> str:
    """A template with the parts of others that it includes by name."""

    def part(found: re.Match[str]) -> str:
        defined = rf"{{% partialdef {found[2]} %}}(.*?){{% endpartialdef %}}"
        return "".join(re.findall(defined, pages[found[1]], re.DOTALL))

    return re.sub(r'{% include "([^"]+)#(\w+)"[^%]*%}', part, text)


def unused(root: Path) -> list[str]:
    """Templates that neither the code, another template, nor a library asks for."""
    pages = templates(root)
    asked = ERROR_PAGES | _of_libraries() | _named_in_code(root)
    asked |= {name for text in pages.values() for name in REFERENCE.findall(text)}
    return [name for name in pages if not any(_is(name, pattern) for pattern in asked)]


def _is(name: str, pattern: str) -> bool:
    """Whether a template is asked for; `{x}` in a name does not reach into folders."""
    return name.count("/") == pattern.count("/") and fnmatchcase(name, pattern)


def _of_libraries() -> set[str]:
    folders = [
        Path(allauth.__file__).parent / "templates",
        Path(django.forms.__file__).parent / "templates",
    ]
    found = (path.relative_to(folder) for folder in folders for path in folder.rglob("*.*"))
    return {path.as_posix() for path in found}


def _named_in_code(root: Path) -> set[str]:
    """The template names in the code, `{x}` of an f-string being any text."""
    names = set()
    for file in sources(root, "impplus"):
        for node in file.nodes(ast.Constant, ast.JoinedStr):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            text = "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts)
            if text.endswith((".html", ".txt", ".xml")):
                names.add(text)
    return names


def crooked(root: Path) -> list[str]:
    """Lines that are too wide, or do not stand two spaces within the line that opened their part."""
    return [
        f"{name}:{number}"
        for name, text in templates(root).items()
        if name.endswith(".html")
        for number, (line, spaces) in enumerate(
            zip(text.splitlines(), _indentations(text), strict=True), start=1
        )
        if len(line) > WIDTH or (line and len(line) - len(line.lstrip(" ")) != spaces)
    ]


def _indentations(text: str) -> Iterator[int]:
    """How many spaces should begin each line."""
    blocks = set(re.findall(r"{%\s*end(\w+)", text))
    tags, open_at, spaces, ends, start = list(TAG.finditer(text)), [], 0, 0, 0
    for line in text.splitlines(keepends=True):
        here = [tag for tag in tags if start <= tag.start() < start + len(line)]
        if start >= ends:  # else the line goes on with a tag that began above
            spaces = open_at[-1] + 2 if open_at else 0
            if here and not text[start : here[0].start()].strip() and _closes(here[0][0]):
                spaces = open_at[-1]
        yield spaces if start >= ends else spaces + 2
        for tag in here:
            name = NAME.match(tag[0])
            if tag[0].startswith(("</", "{% end")):
                open_at.pop()
            elif name and (name[1] in blocks if tag[0][0] == "{" else name[1] not in ALONE):
                open_at.append(spaces)
            ends = tag.end()
        start += len(line)


def _closes(tag: str) -> bool:
    name = NAME.match(tag)
    return tag.startswith(("</", "{% end")) or (
        tag[0] == "{" and name is not None and name[1] in BETWEEN
    )


def test_every_page_is_plain() -> None:
    assert impure(PROJECT) == []


def test_applicants_and_the_public_find_sources_under_why() -> None:
    assert unfolded(PROJECT) == []


def test_a_source_in_an_applicants_sight_is_caught(broken, tmp_path: Path) -> None:
    broken("impplus/templates/desk/x.html", "{% source a %}")
    broken("impplus/templates/portal/a.html", "{% source a %}")
    broken("impplus/templates/portal/b.html", "<cite>IRPR</cite>")
    broken("impplus/templates/public/c.html", "{{ a|cite }}{% why a b %}")
    broken("impplus/templates/public/d.html", "{% why a b %}")
    assert unfolded(tmp_path) == ["portal/a.html", "portal/b.html", "public/c.html"]


def test_every_table_can_be_moved_sideways() -> None:
    assert unwrapped(PROJECT) == []


def test_a_table_that_cannot_be_moved_is_caught(broken, tmp_path: Path) -> None:
    stands = '<div class="table-wrap broad" tabindex="0" role="region" aria-label="{% a "b" %}">\n'
    broken("impplus/templates/desk/a.html", f"{stands}<table></table></div>")
    broken("impplus/templates/desk/b.html", "<table></table>")
    broken("impplus/templates/desk/c.html", '<div class="table-wrap"><table></table></div>')
    assert unwrapped(tmp_path) == ["desk/b.html", "desk/c.html"]


def test_every_cell_that_a_phone_shows_without_its_column_says_its_name() -> None:
    assert unlabelled(PROJECT) == []


def test_a_cell_without_the_name_of_its_column_is_caught(broken, tmp_path: Path) -> None:
    list_of = (
        '<div class="table-wrap stacked"><th scope="col">{% a "b" %}</th><th scope="col">{% c %}'
        "</th><th></th><td{}>1</td></table>"
    )
    for name, label in (("a", ' data-label="{% c %}"'), ("b", ""), ("c", ' data-label="{% a %}"')):
        broken(f"impplus/templates/desk/{name}.html", list_of.replace("{}", label))
    assert unlabelled(tmp_path) == ["desk/b.html", "desk/c.html"]


def test_every_template_is_used() -> None:
    assert unused(PROJECT) == []


def test_every_page_is_laid_out_alike() -> None:
    assert crooked(PROJECT) == []


@pytest.mark.parametrize(
    "text",
    [
        "<p style='color:red'>",
        "<style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        "<img src='https://example.org/x.png'>",
        "<link href='//example.org/x.css'>",
        "{{ answer|safe }}",
        "{% autoescape off %}",
        "<iframe>",
    ],
)
def test_a_page_that_is_not_plain_is_caught(broken, tmp_path: Path, text: str) -> None:
    broken("impplus/templates/portal/x.html", text)
    assert len(impure(tmp_path)) == 1


def test_a_template_that_nobody_asks_for_is_caught(broken, tmp_path: Path) -> None:
    broken("impplus/portal/x.py", "render(r, 'portal/a.html'); render(r, f'portal/steps/{x}.html')")
    broken("impplus/templates/portal/a.html", "{% include 'portal/b.html' %}")
    for name in ("portal/b.html", "portal/steps/one.html", "portal/lost.html", "404.html"):
        broken(f"impplus/templates/{name}", "")
    assert unused(tmp_path) == ["portal/lost.html"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{% if a %}\n  <p>a</p>\n{% else %}\n  <p\n    id='b'>b<br></p>\n{% endif %}\n", []),
        ("<ul>{% for x in y %}\n  <li>{{ x }}</li>\n{% endfor %}</ul>\n", []),
        ("{% if a %}\n<p>a</p>\n{% endif %}\n", [2]),
        ("<div>\n    <p>a</p>\n</div>\n", [2]),
        ("<div>\n  <p>a</p>\n  </div>\n", [3]),
        (f"<p>{'a' * 160}</p>\n", [1]),
    ],
)
def test_a_crooked_page_is_caught(broken, tmp_path: Path, text: str, lines: list[int]) -> None:
    broken("impplus/templates/portal/x.html", text)
    assert crooked(tmp_path) == [f"portal/x.html:{line}" for line in lines]
