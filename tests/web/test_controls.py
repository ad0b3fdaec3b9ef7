"""Controls are drawn byte for byte as Django's own templates draw them."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import override

from impplus.web.controls import DRAWN, Renderer
from impplus.web.fields import CountryField

CHOICES = [("", "Choose"), ("MAR", "Maroc"), ("CIV", "Côte d’Ivoire <&>"), (1, 'say "it"')]
ODD = {"autocomplete": "off", "data-x": '"<&>', "disabled": True, "hidden": False, "size": 4}


@pytest.mark.parametrize("value", [None, "", "MAR", "1", "not <there>", 0, "l’été & \"x\" 'y'"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.Select(choices=CHOICES),
        forms.Select(attrs=ODD, choices=CHOICES),
        forms.RadioSelect(choices=CHOICES),
        forms.RadioSelect(attrs=ODD | {"class": "short"}, choices=CHOICES),
        forms.TextInput(),
        forms.TextInput(attrs=ODD),
        forms.EmailInput(),
        forms.HiddenInput(),
        forms.NumberInput(attrs={"class": "number"}),
        forms.PasswordInput(render_value=True),
        forms.Textarea(attrs={"rows": 6}),
    ],
)
@pytest.mark.parametrize("attrs", [{}, {"id": "id_country", "aria-invalid": "true"}])
def test_a_control_is_drawn_as_its_template_says(
    widget: forms.Widget, value: object, attrs: dict[str, str]
) -> None:
    drawn, templated = (
        widget.render("country", value, attrs, renderer=renderer)
        for renderer in (Renderer(), TemplatesSetting())
    )
    assert drawn == templated


@pytest.mark.parametrize("offer", ["places", "births"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("value", [None, "", "MAR", "ZWE", "SUN", "AN", 'not " <there>'])
def test_the_list_of_countries_is_drawn_as_its_template_says(
    language: str, value: str | None, offer: str
) -> None:
    field, attrs = (
        CountryField(language=language, offer=offer),
        {"id": "id_country", "disabled": True},
    )
    field.widget.attrs["autocomplete"] = "country"
    plain = forms.Select(attrs={"autocomplete": "country"}, choices=list(field.choices))
    with override(language):
        drawn = field.widget.render("country", value, attrs)
        assert drawn == plain.render("country", value, attrs, renderer=TemplatesSetting())


def test_what_is_drawn_has_a_template() -> None:
    for name in DRAWN:
        assert TemplatesSetting().get_template(name).template.name == name
