"""The doors on the web say what they say through gettext: no text in both languages stands in them."""

import ast
from pathlib import Path

from tests.house.source import PROJECT, Source, sources

# The command line starts without Django: its sentences stand beside its commands.
DOORS = ("accounts", "public", "portal", "firm", "desk", "web", "api")


def said(files: list[Source]) -> list[str]:
    """Where the code of a door holds the words of a `Text`, rather than reading them from elsewhere."""
    return [
        f"{file.place}:{node.lineno}"
        for file in files
        for node in file.nodes(ast.Call)
        if getattr(node.func, "id", getattr(node.func, "attr", "")) == "Text"
        and any(_is_said(part) for part in (*node.args, *(one.value for one in node.keywords)))
    ]


def _is_said(value: ast.expr) -> bool:
    return isinstance(value, ast.JoinedStr | ast.Constant)


def test_no_door_on_the_web_holds_a_text_in_both_languages() -> None:
    found = [file for door in DOORS for file in sources(PROJECT, f"impplus/{door}")]
    assert (len(found) > 30, said(found)) == (True, [])


def test_a_text_in_a_door_is_found(tmp_path: Path) -> None:
    (tmp_path / "impplus").mkdir()
    (tmp_path / "impplus" / "page.py").write_text(
        "A = Text(en='you', fr='vous')\nB = Text(**row)\nC = text.Text(en=f'{n} days', fr=f'{n} jours')\n"
    )
    assert said(list(sources(tmp_path, "impplus"))) == ["impplus/page.py:1", "impplus/page.py:3"]
