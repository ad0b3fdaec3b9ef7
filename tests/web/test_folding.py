"""A folded template says what the template says, in the language of each page."""

from collections.abc import Callable

import pytest
from django.template import engines
from django.template.loaders import locmem
from django.test import RequestFactory
from django.utils.translation import override

from impplus.web.folding import Loader, _Folded

PAGE = """{% translate "Sign in" %} {% translate name %} {% url 'start' %} {% url view %} {% static 'style.css' %}
{% blocktranslate trimmed %}Sign out{% endblocktranslate %}
{% if name %}{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}{% endif %}
{% translate "Sign in" as kept %}{{ kept }} {% url 'start' as there %}{{ there }}"""


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
    kept = [
        node.token.contents
        for node in rendered.tags.get_nodes_by_type(object)
        if isinstance(getattr(node, "render_annotated", None), _Folded)
    ]
    assert kept == [
        'translate "Sign in"',
        "url 'start'",
        "static 'style.css'",
        "blocktranslate trimmed",
    ]
