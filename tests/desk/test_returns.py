"""A file is returned for what is missing, once the whole letter was read."""

from django.test import Client
from django.urls import reverse

from impplus.queries.letters.layout import composed
from impplus.records.models import Application


def test_a_return_needs_reasons_and_the_whole_letter_read(desk: Client, taken: Application) -> None:
    page = reverse("desk:return", args=[taken.number])
    empty = desk.post(page, {"reasons": " ", "language": "fr", "sure": "1"})
    assert empty.context["form"].non_field_errors() == ["Tick what is missing, or write it."]
    short = desk.post(page, {"reasons": "x", "language": "fr", "sure": "1"})
    assert (short.status_code, short.context["letter"]) == (422, None)
    looked = desk.post(page, {"reasons": "Il manque le passeport.", "language": "fr"})
    read = looked.context["letter"]
    assert "Il manque le passeport." in read.paragraphs
    taken.refresh_from_db()
    assert taken.status == "in-review"
    sure = {"reasons": "Il manque le passeport.", "language": "fr", "sure": "1"}
    assert desk.post(page, sure).status_code == 302
    taken.refresh_from_db()
    assert taken.status == "returned"
    assert [payment.status for payment in taken.payments.all()] == ["refund-owed"]
    sent = composed(taken.letters.get(kind="returned"), "fr")
    assert (sent.paragraphs, sent.sections) == (read.paragraphs, read.sections)


def test_what_was_not_sent_is_ticked_first_and_stands_in_both_languages_of_the_letter(
    desk: Client, taken: Application
) -> None:
    taken.documents.filter(key="csq").delete()
    page = reverse("desk:return", args=[taken.number])
    (csq,) = desk.get(page).context["form"].initial["missing"]
    alice = taken.people.get(relation="principal")
    assert csq == f"document-{alice.pk}-csq"
    desk.post(page, {"missing": [csq], "reasons": "", "language": "fr", "sure": "1"})
    letter = taken.letters.get(kind="returned")
    listed = {one: composed(letter, one).sections[0] for one in ("en", "fr")}
    assert [one["heading"] for one in listed.values()] == ["What is missing", "Ce qui manque"]
    assert [one["points"][0].split("–")[1] for one in listed.values()] == [" Alice Benali"] * 2


def test_what_is_ticked_on_the_checklist_goes_to_the_return_and_needs_words_where_it_was_sent(
    desk: Client, taken: Application
) -> None:
    alice = taken.people.get(relation="principal")
    csq = f"document-{alice.pk}-csq"
    checklist = desk.get(reverse("desk:completeness", args=[taken.number])).content.decode()
    assert f'value="{csq}"' in checklist
    page = reverse("desk:return", args=[taken.number])
    assert desk.get(page, {"missing": csq}).context["form"].initial["missing"] == [csq]
    refused = desk.post(page, {"missing": [csq], "reasons": "", "language": "fr", "sure": "1"})
    assert refused.context["form"].non_field_errors() == [
        "You ticked a document that was sent. Write what is wrong with it."
    ]
    taken.refresh_from_db()
    assert taken.status == "in-review"


def test_words_in_another_language_than_the_one_said_are_not_sent_so(
    desk: Client, taken: Application
) -> None:
    page = reverse("desk:return", args=[taken.number])
    words = "The lease that was sent is not the one of your address, and it is not signed."
    looked = desk.post(page, {"reasons": words, "language": "fr"})
    assert (looked.status_code, looked.context["letter"]) == (422, None)
    assert looked.context["form"].errors["language"] == [
        "Your words seem to be in English. Choose English, or write in French."
    ]
    assert words in looked.content.decode()
    made = {"translation": "Le bail n’est pas signé.", "translator": "Tom Webb"}
    read = desk.post(page, {"reasons": words, "language": "en", **made})
    assert words in read.context["letter"].paragraphs
