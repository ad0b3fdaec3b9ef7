"""Django's templates, with what a page was made of let go as soon as it is made."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates, Template
from django.template.context import make_context
from django.utils.safestring import SafeString


class Templates(DjangoTemplates):
    """The backend of the settings."""

    def get_template(self, template_name: str) -> Template:
        return _Page(super().get_template(template_name).template, self)


class _Page(Template):
    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> SafeString:
        """As Django's. Its context holds itself in a circle: Python would look for it, with every fact of the page, now and then."""
        facts = make_context(context, request, autoescape=self.backend.engine.autoescape)
        made = self.template.render(facts)
        facts.dicts.clear()
        return made
