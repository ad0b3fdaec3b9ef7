"""What is typed is kept as it is where it matters, forgiven where it does not, and never mangled."""

import pytest
from django.core.exceptions import ValidationError

from impplus.queries.typed import fault_in
from impplus.web.ages import AgesField
from impplus.web.emails import AddressField, EmailField
from impplus.web.fields import (
    ChoiceField,
    CodeField,
    NumberField,
    PhoneField,
    TextField,
    YesNoField,
    countries,
)
from impplus.words import formats
from impplus.words.countries import FORMER, NAMES, OFFERED
from impplus.words.text import Text

EMPTY = Text(en="Write something.", fr="Écrivez quelque chose.")


def refused(field: TextField | ChoiceField, typed: str) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    (message,) = caught.value.messages
    return message


@pytest.mark.parametrize(
    "name",
    ["Suharto", "O", "Nguyễn Thị Minh Khai", "d'Arc", "O’Brien-Łukasiewicz", "van  der Berg"],
)
def test_a_name_stays_as_it_is_written(name: str) -> None:
    assert TextField(label="Name").clean(f"  {name}\u00a0") == name


def test_a_name_is_put_together_the_same_way_whatever_the_keyboard() -> None:
    assert TextField(label="Name").clean("Traore\u0301") == "Traoré"


@pytest.mark.parametrize("letter", ["\0", "\x07", "\u202d", "\u202e", "\ufffd", "\U000e0041"])
def test_what_cannot_be_seen_is_refused(letter: str) -> None:
    assert refused(TextField(label="Name"), f"Ali{letter}ce") == (
        "“Name” contains a character that cannot be seen (a control character). "
        "Type it again instead of pasting it."
    )


def test_more_marks_on_one_letter_than_any_script_needs_are_refused() -> None:
    field = TextField(label="Name")
    assert field.clean("q" + "\u0321" * 8 + "uy") == "q" + "\u0321" * 8 + "uy"
    assert refused(field, "q" + "\u0321" * 9) == (
        "“Name” has too many accents or other marks on one letter. Type it again with those that belong there."
    )


@pytest.mark.parametrize(
    "mark",
    list("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"),
)
def test_a_mark_of_direction_that_was_copied_along_is_left_out(mark: str) -> None:
    assert TextField(label="Name").clean(f"{mark}Alice{mark}") == "Alice"
    assert phone_field().clean(f"{mark}+212 600 000 000{mark}") == "+212600000000"
    for field in (EmailField(label="E-mail"), AddressField(label="E-mail")):
        assert field.clean(f"{mark}alice@example.test{mark} ") == "alice@example.test"


PASTED = {
    "\ufeffمرحبا\u200f، Anh\u200d": "مرحبا\u200f، Anh\u200d",
    "\u2067שלום\u200e\u2069": "שלום\u200e",
    "ភាសា\u200bខ្មែរ": "ភាសា\u200bខ្មែរ",
    "\uf0b7\tmilk\x0b\uf0a7 bread\u2060": "•\tmilk\n• bread",
    "one\u2028two\x85three\ue123": "one\ntwo\nthree",
}


@pytest.mark.parametrize(("typed", "kept"), PASTED.items())
def test_a_text_that_was_pasted_is_taken_without_what_came_along(typed: str, kept: str) -> None:
    assert TextField(label="Message", lines=True).clean(typed) == kept
    assert fault_in(typed, empty=EMPTY) is None


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\u202d", "\u202e", "\ufffd"])
def test_what_a_page_refuses_is_not_saved_by_itself_either(letter: str) -> None:
    refused(TextField(label="Message", lines=True), f"a{letter}b")
    assert fault_in(f"a{letter}b", empty=EMPTY) not in (None, EMPTY)


def test_a_name_from_a_table_or_a_list_is_a_name() -> None:
    for typed in ("\uf0b7\tAlice\x0bBenali", "Alice\u2028Benali", "Ali\xadce Benali"):
        assert TextField(label="Name").clean(typed) == "Alice Benali"


def test_what_is_too_long_is_refused_with_both_counts() -> None:
    assert refused(TextField(label="Name", longest=5), "abcdef") == (
        "Use 5 characters or fewer in “Name”. You typed 6."
    )


def test_what_is_far_too_long_is_refused_before_it_is_read() -> None:
    assert refused(CodeField(label="Code", longest=5), " " * 200_000 + "abc") == (
        "Use 5 characters or fewer in “Code”. You typed 200,003."
    )


@pytest.mark.parametrize(
    "typed", ["\u200b", "\ufeff\n", "\u200d\u200d", " \u200c ", "\u0301", "\u00ad"]
)
@pytest.mark.parametrize("lines", [False, True])
def test_what_shows_nothing_is_no_answer(typed: str, lines: bool) -> None:
    field = TextField(label="Message", lines=lines, empty="Write the message")
    assert refused(field, typed) == "Write the message"


def test_lines_are_kept_and_count_once_each() -> None:
    assert TextField(label="Story", lines=True, longest=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize("typed", ["ab 12-34", "AB‑1234", "ａｂ１２３４", " ab\u200b1234 "])
def test_a_code_ignores_spaces_hyphens_and_case(typed: str) -> None:
    assert CodeField(label="Passport").clean(typed) == "AB1234"


def test_a_code_of_other_signs_is_refused() -> None:
    assert refused(CodeField(label="Passport"), "AB/12") == (
        "Copy “Passport” as it is printed: letters and digits only."
    )


def phone_field(country: str = "", language: str = "en") -> PhoneField:
    return PhoneField(label="Telephone", language=language, country=country, longest=40)


def test_a_telephone_number_is_kept_in_one_shape_and_shown_as_people_write_it() -> None:
    assert phone_field().clean(" +212 (6) 00-00-00-00 ") == "+212600000000"
    assert phone_field("CAN").clean("(514) 555-0199 x 3") == "+15145550199;ext=3"
    assert phone_field(language="fr").prepare_value("+15145550199;ext=3") == (
        "+1 514-555-0199 poste 3"
    )
    optional = PhoneField(label="Telephone", language="en", required=False)
    assert optional.clean("") == ""


@pytest.mark.parametrize(
    "typed", ["call me", "123", "+1 <script>", "514 555 0199", "+1234567890123x" + "1" * 20]
)
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    assert refused(phone_field(), typed) == (
        "This number does not exist. Check it, and begin with the country code, such as +212 600 000 000: "
        "“Telephone”."
    )


def test_an_address_without_a_domain_is_refused() -> None:
    assert refused(EmailField(label="E-mail"), "alice@").startswith(
        "Enter the whole e-mail address"
    )
    assert EmailField(label="E-mail").clean(" alice@example.test ") == "alice@example.test"


@pytest.mark.parametrize("typed", ["-1", "31", "3.5", "many", "9" * 400])
def test_a_number_out_of_range_is_refused(typed: str) -> None:
    assert len(refused(NumberField(label="How many?", most=30), typed)) < 200


def test_zero_is_a_number() -> None:
    assert NumberField(label="How many?", most=30).clean("０") == 0


def test_yes_no_and_nothing_are_three_answers() -> None:
    field = YesNoField(label="Here?", required=False)
    assert [field.clean(typed) for typed in ("yes", "no", "")] == [True, False, None]
    assert refused(YesNoField(label="Here?"), "") == "Choose yes or no: “Here?”."
    assert refused(field, "maybe") == "Choose one of the answers shown for “Here?”."


def test_countries_stand_in_the_order_of_each_language() -> None:
    english = [name for _code, name in countries("en", "births")]
    french = [name for _code, name in countries("fr", "births")]
    assert english == sorted(english, key=formats.collated)
    assert french == sorted(french, key=formats.collated)
    assert french.index("Égypte") < french.index("Espagne") < french.index("Zambie")
    assert {code for code, _name in countries("en")} == {code for code, _name in countries("fr")}


def test_the_country_of_specimen_passports_is_offered_to_nobody() -> None:
    offered = {code for offer in OFFERED for code, _name in countries("fr", offer)}
    assert {*NAMES, *FORMER} - offered == {"UTO"}


def test_what_is_left_empty_is_said_of_this_very_field() -> None:
    assert refused(EmailField(label="E-mail"), " ") == "Enter your e-mail address"
    assert refused(TextField(label="Your name", empty="Enter your name"), "") == "Enter your name"
    assert refused(TextField(label="Your name"), "") == "Enter what is asked: “Your name”."


@pytest.mark.parametrize(
    ("typed", "ages"),
    [("4, 11", [4, 11]), ("4 and 11", [4, 11]), ("٤، ١١", [4, 11]), ("0", [0]), ("", [])],
)
def test_ages_are_read_in_any_digits(typed: str, ages: list[int]) -> None:
    assert AgesField(label="", required=False).clean(typed) == ages


@pytest.mark.parametrize("typed", ["-3", "1e9", "61", "²", "four"])
def test_what_is_no_age_is_refused(typed: str) -> None:
    said = "Enter ages in whole years, with commas between, such as 4, 11."
    assert refused(AgesField(label="", required=False), typed) == said
