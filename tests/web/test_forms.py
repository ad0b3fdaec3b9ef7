"""A form is made of a step, in the page's language, and a change of language loses nothing."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from deploy.local.catalogues import PROJECT, catalogue, entries, forms, read
from impplus.queries.answers import in_words
from impplus.queries.refusals import NotReady, ReasonMissing, WrongMoment
from impplus.rules.addressed import speaking_to
from impplus.rules.columns import NAMED
from impplus.rules.form import Step
from impplus.web.faults import first_control
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, field_for, form_for, made_form, refusals_in
from impplus.web.pages import submitted
from impplus.words.text import Text
from tests.people import FORM

STEPS = {step.key: step for step in FORM}
NAMES = {one: Text(en=one, fr=one) for one in NAMED}


def made(key: str, language: str = "en") -> type[PageForm]:
    return form_for(STEPS[key], {}, language)


def test_every_step_makes_a_form_in_both_languages_with_the_same_fields() -> None:
    for step in FORM:
        english, french = form_for(step, {}, "en"), form_for(step, {}, "fr")
        assert list(english.base_fields) == list(french.base_fields)
        assert [f.label for f in french.base_fields.values()] == [
            field.label.fr for field in step.fields if not field.when
        ]


def test_answers_come_back_as_what_they_are() -> None:
    request = RequestFactory().post(
        "/", {"csq_issued_0": "2026", "csq_issued_1": "2", "csq_issued_2": "3", "csq_expires_0": ""}
    )
    form = form_for(STEPS["csq-dates"], {}, "en", required=False)(request.POST)
    assert form.is_valid()
    assert form.cleaned_data == {"csq_issued": date(2026, 2, 3), "csq_expires": None}


def test_the_other_language_keeps_even_what_cannot_be_understood() -> None:
    typed = {"csq_issued_0": "2026", "csq_issued_1": "smarch", "csq_issued_2": "31"}
    request = RequestFactory().post("/", {**typed, "_redisplay": "1"})
    form = bind(made("csq-dates", "fr"), request)
    assert (submitted(request), form.is_bound) == (False, False)
    html = str(form["csq_issued"])
    assert all(f'value="{content}"' in html for content in typed.values())


def test_a_telephone_number_is_one_of_the_country_where_the_person_lives() -> None:
    numbers = []
    for country in ("CAN", "MAR", None):
        answers = {"lives_country": country}
        form = form_for(STEPS["contact"], answers, "en", required=False)({"phone": "514 555 0199"})
        numbers.append(form.cleaned_data.get("phone") if form.is_valid() else None)
    assert numbers == ["+15145550199", None, None]
    field = next(one for one in STEPS["contact"].fields if one.kind == "phone")
    assert in_words(field, "+15145550199;ext=2", "fr") == "+1 514-555-0199 poste 2"


@pytest.mark.parametrize(
    ("chosen", "number"), [("CAN", "+15145550199"), ("", None), ("Atlantis", None)]
)
def test_a_telephone_number_is_one_of_the_country_that_is_chosen_beside_it(
    chosen: str, number: str | None
) -> None:
    there, phone = (
        next(one for step in FORM for one in step.fields if one.key == key)
        for key in ("lives_country", "phone")
    )
    fields = {
        one.key: field_for(one, {"lives_country": "MAR"}, "en", required=False)
        for one in (phone, there)
    }
    form = made_form("Moved", fields)({"phone": "514 555 0199", "lives_country": chosen})
    form.is_valid()
    assert form.cleaned_data.get("phone") == number


def test_a_fresh_page_shows_what_was_saved() -> None:
    form = bind(
        made("permanent-residence"), RequestFactory().get("/"), initial={"pr_applied": False}
    )
    html = str(form["pr_applied"])
    assert html.count("checked") == 1
    assert html.index('value="no"') < html.index("checked")


def test_the_summary_links_to_the_part_of_the_day_that_is_wrong() -> None:
    form = made("csq-dates")({"csq_issued_0": "2026", "csq_issued_1": "2", "csq_issued_2": "31"})
    assert first_control(form["csq_issued"]) == "id_csq_issued_2"
    assert first_control(form["csq_expires"]) == "id_csq_expires_0"


def test_a_refusal_is_said_in_the_form_in_its_language() -> None:
    form = made("permanent-residence", "fr")({"pr_applied": "yes"})
    with override("fr"), refusals_in(form, NotReady, pr_applied=ReasonMissing):
        raise NotReady(Text("one", "un"), Text("two", "deux"))
    with override("fr"), refusals_in(form, NotReady, pr_applied=ReasonMissing):
        raise ReasonMissing
    assert form.non_field_errors() == ["un", "deux"]
    assert form.errors["pr_applied"] == [ReasonMissing.text.fr]
    with pytest.raises(WrongMoment), refusals_in(form, NotReady):
        raise WrongMoment


def test_answers_are_shown_in_words() -> None:
    fields = {field.key: field for step in FORM for field in step.fields}
    with override("fr"):
        assert [
            in_words(fields["lives_country"], "MAR", "fr"),
            in_words(fields["pr_applied"], False, "fr"),
            in_words(fields["born"], date(1990, 4, 1), "fr"),
            in_words(fields["given_names"], "", "fr"),
            in_words(fields["pr_decision"], "pending", "fr"),
        ] == [
            "Maroc",
            "Non",
            "1er\u00a0avril\u00a01990",
            "Non fourni",
            "Aucune décision pour le moment",
        ]


def test_an_optional_field_is_marked_and_a_hint_is_tied_to_its_control() -> None:
    step = STEPS["passport"]
    assert isinstance(step, Step)
    html = str(form_for(step, {}, "en")()["passport_number"])
    assert 'aria-describedby="id_passport_number_helptext"' in html
    assert "required" not in html


@pytest.mark.parametrize(
    ("language", "names", "details"),
    [
        (
            "en",
            "Enter the family names as in the passport",
            "Write the details: “The refusal or the order to leave”.",
        ),
        (
            "fr",
            "Inscrivez les noms de famille comme dans le passeport",
            "Donnez les détails\u00a0: «\u00a0Le refus ou l’ordre de quitter le pays\u00a0».",
        ),
    ],
)
def test_what_is_left_empty_is_answered_by_what_to_do(
    language: str, names: str, details: str
) -> None:
    step = next(
        one
        for one in FORM
        if one.about == "application" and "refused_details" in {field.key for field in one.fields}
    )
    (field,) = (one for one in step.fields if one.key == "refused_details")
    yes = dict.fromkeys(field.when, True)
    with override(language):
        identity = form_for(STEPS["identity"], {}, language)({}).errors
        answered = form_for(step, yes, language)({}).errors
        assert identity["family_name"] == [names]
        assert answered["refused_details"] == [details]


def test_every_text_that_must_be_typed_says_what_to_do_where_it_is_empty() -> None:
    asked = [one for step in FORM for field in step.fields for one in (field, *field.cells)]
    silent = [
        one.key
        for one in asked
        if one.kind in {"text", "code"} and not one.optional and one.empty is None
    ]
    assert silent == []


def test_no_error_of_a_form_tells_anybody_to_fill_in() -> None:
    said = [forms(one.id)[0] for one in entries(read(catalogue(PROJECT, "web")))]
    assert [one for one in said if one.startswith("Fill in")] == []


def test_a_browser_may_fill_in_what_it_knows_of_whoever_answers_alone() -> None:
    def tokens(step: Step) -> dict[str, object]:
        fields = form_for(step, {"applies_for": "work-permit"}, "en", required=False)().fields
        said = {key: one.widget.attrs.get("autocomplete") for key, one in fields.items()}
        return {
            key: said[key]
            for key in ("family_name", "given_names", "address", "city")
            if key in said
        }

    about_a_member = [step for step in FORM if step.about == "member"]
    own: dict[str, object] = {}
    for step in about_a_member:
        assert set(tokens(step).values()) <= {None, "off"}
        own |= tokens(speaking_to(step, NAMES))
    assert own == {
        "family_name": "family-name",
        "given_names": "given-name",
        "address": "street-address",
        "city": "address-level2",
    }


def test_a_long_text_brings_the_script_that_counts_once_and_a_short_one_none() -> None:
    long = TextField(label="Story", lines=True, longest=5000)
    form = made_form(
        "Long", {"one": long, "two": TextField(label="More", lines=True, longest=5000)}
    )()
    assert str(form.media).count("page.js") == 1
    assert 'data-most="5000" data-left="Characters left: {n}"' in str(form["one"])
    assert "data-most" not in str(
        made_form("Short", {"one": TextField(label="Name", lines=True)})()["one"]
    )
