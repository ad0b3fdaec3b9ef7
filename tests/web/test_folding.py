"""A folded template says what the template says, in the language of each page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.template import Context, Engine, engines
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.loaders import locmem
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from impplus.web.folding import Constant, Loader

BASE = """<title>{% block title %}IMP+{% endblock %}</title>
{% toggle %}{% block form %}{% endblock %}{% endtoggle %}{% block page %}{% include "part" %}{% block inner %}nobody{% endblock %}{% endblock %}
"""
MIDDLE = """{% extends "base" %}{% block page %}{% for name in names %}{% include "part" with name=name %}{% endfor %}
{% block inner %}{% endblock %}{% url 'start' as there %}{% endblock %}{% block form %}ignored{% endblock %}"""
LEAF = """{% extends "middle" %}{% block inner %}{% include "part" %}{{ there }}{% endblock %}{% block form %}{% if name %}form{% endif %}{% endblock %}"""
PART = """{% if name %}<p>{{ name }} – {% translate "Sign in" %}</p>{% include "part" with name="" %}{% endif %}"""
SHOWN = """{{ person.name }} {{ person.called }} {{ person.nobody }} {{ nobody.name }} {{ rows.0 }} {{ rows.7 }} {{ kept.name }}
{{ called }} {{ number }} {{ day }} {{ safe }} {{ person.name|upper }} {{ nothing }} {% if person.called == name %}same{% endif %}
{% for one in rows %}{{ forloop.counter }}{{ one }}{% endfor %}{% autoescape off %}{{ person.name }}{{ number }}{% endautoescape %}"""
PAGES = {"shown": SHOWN, "base": BASE, "middle": MIDDLE, "leaf": LEAF, "part": PART}

PAGE = """{% translate "Sign in" %} {% translate name %} {% url 'start' %} {% url view %} {% static 'style.css' %}
{% blocktranslate trimmed %}Sign out{% endblocktranslate %}
{% if name %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}{% endif %}
{% translate "Sign in" as kept %}{{ kept }} {% url 'start' as there %}{{ there }}"""


@dataclass(frozen=True)
class Person:
    name: str

    def called(self) -> str:
        return self.name.strip("<>")


@pytest.fixture
def rendered() -> Callable[..., str]:
    """The page as it is said in a language, by one loader that keeps what it compiled."""
    engine = engines["django"].engine
    loader = Loader(engine, [("django.template.loaders.locmem.Loader", {"page": PAGE})])
    plain = locmem.Loader(engine, {"page": PAGE})

    def render(language: str, folded: bool = True, **facts: str) -> str:
        template = (loader if folded else plain).get_template("page")
        render.tags = template.nodelist  # type: ignore[attr-defined]
        with override(language):
            made = engines["django"].from_string("")
            made.template = template
            return made.render(facts, RequestFactory().get("/"))

    return render


def test_what_is_folded_reads_alike_in_each_language_and_for_each_reader(rendered) -> None:
    for name, view in (("Alice", "home"), ("Bob", "start"), ("Sign in", "home")):
        for language in ("en", "fr", "en"):
            facts = {"name": name, "view": view}
            assert rendered(language, **facts) == rendered(language, folded=False, **facts)


def test_only_what_never_changes_is_kept(rendered) -> None:
    rendered("en", name="Alice", view="home")
    kept = [one.said for one in rendered.tags.get_nodes_by_type(Constant)]
    assert [one["en"].split() for one in kept] == [
        ["Sign", "in"],
        ["/en/"],
        ["/static/style.css", "Sign", "out"],
    ]
    assert [one["fr"].split()[:1] for one in kept] == [["Ouvrir"], ["/fr/"], ["/static/style.css"]]


@pytest.mark.parametrize("name", PAGES)
def test_parents_and_parts_stand_in_a_page_as_they_are_read_from_their_files(name: str) -> None:
    def made(loader: Any) -> Iterator[str]:
        engine = Engine(builtins=engines["django"].engine.builtins, loaders=[loader])
        for language, one in product(("en", "fr"), ("Alice", "")):
            with override(language):
                facts: dict[str, Any] = {"name": one, "names": ["Bob", "<Lucie>"], "other_url": "/"}
                facts |= {
                    "other_language": language,
                    "person": Person("<Zoé>"),
                    "kept": {"name": "A&B"},
                }
                facts |= {"rows": ("a'", 2), "called": Person("Omar").called, "number": 12345.5}
                facts |= {"day": date(2026, 6, 2), "safe": mark_safe("<b>"), "nothing": None}
                yield engine.get_template(name).render(Context(facts))

    plain = ("django.template.loaders.locmem.Loader", PAGES)
    folded = ("impplus.web.folding.Loader", [plain])
    assert [*made(folded)] == [*made(plain)]


def test_a_page_asks_for_no_other_file_once_it_is_read(rendered) -> None:
    assert not [
        node
        for page in ("portal/review/review.html", "portal/tasks/tasks.html")
        for node in engines["django"]
        .engine.get_template(page)
        .nodelist.get_nodes_by_type((ExtendsNode, IncludeNode))
    ]
