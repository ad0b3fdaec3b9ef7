"""A folded template says what the template says, in the language of each page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.template import Context, Engine, Node, engines
from django.template.library import SimpleBlockNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.loaders import locmem
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django.utils.translation import override

from impplus.web.folding import Loader
from impplus.web.icons import icon
from impplus.web.values import path_from
from impplus.web.written import Written

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
LOOPS = """{% for a, b in pairs reversed %}{{ forloop.counter }}{{ forloop.revcounter0 }}{{ a }}{% for one in b %}{{ forloop.parentloop.counter0 }}
{{ one }}{% if not forloop.last %}, {% endif %}{% empty %}none of {{ a }}{% endfor %}{% if forloop.first %}{{ forloop.length }}{% endif %}{{ forloop.revcounter }}
{% endfor %}{{ a }}{% for one in nobody %}{% empty %}nobody{% endfor %}{% with a=name b=person %}{{ a }} {{ b.name }}{% url 'start' as a %}{{ a }}{% endwith %}{{ a }}"""
CHOICES = """{% if nobody %}1{% elif rows.1 == 2 and name != "x" or nobody.at.all %}2{% else %}3{% endif %}{% if not name %}4{% endif %}{% if 2 in rows %}5{% endif %}
{% if nothing is None %}6{% endif %}{% if name > nothing %}7{% endif %}{% if name|length > 3 %}8{% endif %}{% if nobody|default:name %}9{% endif %}"""
SAID = """{% partialdef both %}{{ name|default:"–" }} {{ kept.name|default:nothing }}{% endpartialdef %}{% partial both %}{% for name in names %}{% partial both %}{% endfor %}
{% blocktranslate with one=person.name many=rows|length %}{{ one }}, {{ many }}, {{ name }}, {{ nobody }}: 100%{% endblocktranslate %}
{% for n in rows %}{% if n == 2 %}{% blocktranslate count days=n with to=name %}{{ days }} day{% plural %}{{ days }} days{% endblocktranslate %}{% endif %}{% endfor %}
{% url 'portal:tasks' rows.1 %}|{% url 'portal:tasks' number %}|{% url 'portal:tasks' kept.name %}|{% url 'portal:tasks' number='IMP-1' %}|{% url 'desk:letter' 'IMP-2' rows.1 %}|{{ number|floatformat:1 }}
{% source cite %}{% csrf_token %}{{ name|linebreaksbr }}{{ person.name|truncatechars:3 }}{{ _("Sign in") }}{{ "<b>" }}{{ rows.1|add:2 }}"""
PAGES = {
    "loops": LOOPS,
    "choices": CHOICES,
    "said": SAID,
    "shown": SHOWN,
    "base": BASE,
    "middle": MIDDLE,
    "leaf": LEAF,
    "part": PART,
}

PAGE = """{% translate "Sign in" %} {% translate name %} {% url 'start' %} {% url view %} {% static 'style.css' %}
{% blocktranslate trimmed %}Sign out{% endblocktranslate %} {% icon "none" %} {% icon shape %}
{% if name %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}{% endif %}
{% translate "Sign in" as kept %}{{ kept }} {% url 'start' as there %}{{ there }}"""


@dataclass(frozen=True)
class Person:
    name: str

    def called(self) -> str:
        return self.name.strip("<>")

    @property
    def broken(self) -> str:
        raise AttributeError("this part has a fault of its own")


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
            facts = {"name": name, "view": view, "shape": "todo" if name == "Bob" else "lock"}
            assert rendered(language, **facts) == rendered(language, folded=False, **facts)


def test_only_what_never_changes_is_kept(rendered) -> None:
    rendered("en", name="Alice", view="home", shape="lock")
    kept = [one for one in _held(rendered.tags) if isinstance(one, dict) and "fr" in one]
    assert [one["en"].split() for one in kept] == [
        ["Sign", "in"],
        ["/en/"],
        ["/static/style.css", "Sign", "out", *icon("none").split()],
        ["Hello", "%(name)s"],
    ]
    assert [one["fr"].split()[0] for one in kept] == [
        "Ouvrir",
        "/fr/",
        "/static/style.css",
        "Hello",
    ]


def _held(nodes: list[Any]) -> list[Any]:
    """What the functions of a written template hold, and those of what they leave to itself."""
    held: list[Any] = []
    for written in (one for one in nodes if isinstance(one, Written)):
        held += written.render_annotated.__globals__.values()  # type: ignore[attr-defined]
    asked = [one.__self__ for one in held if isinstance(getattr(one, "__self__", None), Node)]
    inside = [list(getattr(one, name, ())) for one in asked for name in one.child_nodelists]
    return [*held, *asked, *(deep for one in inside for deep in _held(one))]


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
                facts |= {"pairs": [("x", (1, "<2>")), ("y", ())], "cite": "IRPR / RIPR 303.2"}
                yield engine.get_template(name).render(Context(facts))

    plain = ("django.template.loaders.locmem.Loader", PAGES)
    folded = ("impplus.web.folding.Loader", [plain])
    assert [*made(folded)] == [*made(plain)]


def test_a_page_asks_for_no_other_file_once_it_is_read() -> None:
    for page in ("portal/review/review.html", "portal/tasks/tasks.html"):
        held = _held(engines["django"].engine.get_template(page).nodelist)
        assert any(isinstance(one, SimpleBlockNode) for one in held)
        assert not [one for one in held if isinstance(one, ExtendsNode | IncludeNode)]


def test_a_fault_of_a_part_that_is_there_is_not_taken_for_nothing() -> None:
    """It is raised, as Django raises it; only a part that is not there is empty."""
    context = Context({})
    assert path_from("person.nobody", "")(Person("Alice"), context) == ""
    with pytest.raises(AttributeError, match="a fault of its own"):
        path_from("person.broken", "")(Person("Alice"), Context({"person": Person("Alice")}))
