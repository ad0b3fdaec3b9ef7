"""Concerns are put to Alice, who answers them, before a refusal rests on them."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, decisions, fairness, letters, mandates, reviews
from impplus.queries.fairness import NotHeard, last_day
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application, Message, Question, User
from impplus.rules.deadlines import after_working_days
from tests import people
from tests.decided import falling
from tests.people import signed_in
from tests.portal import pages

DOUBT = {"will-leave": ("Votre poste a pris fin.", "La lettre de l’employeur, page 1.")}
SENT = {
    "condition": "will-leave",
    "concern-will-leave": DOUBT["will-leave"][0],
    "evidence-will-leave": DOUBT["will-leave"][1],
    "language": "fr",
    "about": "principal",
}


def refuse(file: Application, by: User, **unmet: str) -> None:
    why = {key.replace("_", "-"): said for key, said in unmet.items()}
    decisions.refuse(file, unmet=why, reasons="Vu.", by=by, falling=falling(file))


def test_concerns_are_read_as_a_whole_letter_then_put_with_a_last_day_of_their_own(
    desk: Client, processing: Application, this_day: date
) -> None:
    page = reverse("desk:fairness", args=[processing.number])
    assert b'value="will-leave"' in desk.get(page).content
    read = desk.post(page, SENT).context["letter"]
    said = "\n".join(read.paragraphs)
    assert [one in said for pair in DOUBT.values() for one in pair] == [True, True]
    assert Question.objects.count() == 0
    assert desk.post(page, SENT | {"sure": "1"}).status_code == 302
    put = Question.objects.get()
    assert (put.kind, put.concerns, put.status) == ("fairness", ["will-leave"], "open")
    assert put.due_on == after_working_days(this_day, 20, ("CA-QC",))
    assert processing.letters.get(kind="fairness").facts["text"] == put.text


def test_it_is_told_to_alice_and_to_her_lawyer(
    processing: Application, olivia: User, alice: User, lucie: User
) -> None:
    mandates.give(processing, lawyer=lucie, signature="Alice Benali", by=alice)
    fairness.put(processing, concerns=DOUBT, by=olivia)
    letters.send_owed()
    told = Message.objects.filter(letter__kind="fairness")
    assert {one.account for one in told} == {alice, lucie}


@pytest.mark.parametrize(
    "concerns",
    [{}, {"will-leave": (" ", "Page 1.")}, {"will-leave": ("Doute.", " ")}, {"moon": ("?", "?")}],
    ids=["nothing", "no concern", "no evidence", "no such condition"],
)
def test_a_concern_has_words_and_rests_on_something(
    concerns: dict[str, tuple[str, str]], processing: Application, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        fairness.put(processing, concerns=concerns, by=olivia)
    assert Question.objects.count() == 0


def test_the_same_concerns_again_are_the_same_letter(processing: Application, olivia: User) -> None:
    first = fairness.put(processing, concerns=DOUBT, by=olivia)
    assert fairness.put(processing, concerns=DOUBT, by=olivia) == first
    assert processing.letters.filter(kind="fairness").count() == 1


def test_no_refusal_rests_on_a_doubt_that_was_never_put(
    processing: Application, olivia: User
) -> None:
    with pytest.raises(NotHeard) as barred:
        refuse(processing, olivia, will_leave="Sans attaches.")
    assert barred.value.text.en == (
        "The applicant was not told of this concern yet, and could not answer it: Departure at the end of the stay"
    )
    processing.refresh_from_db()
    assert processing.status == "processing"


def test_nor_on_a_condition_that_the_answers_show_to_be_met(
    processing: Application, olivia: User
) -> None:
    with pytest.raises(NotHeard):
        refuse(processing, olivia, passport="Expiré.")


def test_what_the_answers_themselves_show_needs_no_letter(
    processing: Application, olivia: User
) -> None:
    people.let_say(processing.people.all(), lives_country="CAN", lives_province="QC")
    processing = Application.objects.get()
    shown = {one.key: one.met for one in judged(file_of(processing)).conditions}
    assert shown["outside-quebec"] is False
    refuse(processing, olivia, outside_quebec="Elle habite à Gatineau.")
    assert Application.objects.get().status == "refused"


def test_the_officer_waits_for_the_answer_or_for_the_last_day(
    processing: Application, olivia: User, alice: User, this_day: date
) -> None:
    put = fairness.put(processing, concerns=DOUBT, by=olivia)
    with pytest.raises(NotUnderstood):
        refuse(processing, olivia, will_leave="Sans attaches.")
    reviews.answer(put, text="Mon poste est gardé.", by=alice)
    refuse(processing, olivia, will_leave="La lettre dit le contraire.")
    assert Application.objects.get().status == "refused"


def test_silence_until_after_the_last_day_lets_the_officer_decide_and_closes_what_was_put(
    processing: Application, olivia: User, this_day: date
) -> None:
    put = fairness.put(processing, concerns=DOUBT, by=olivia)
    Question.objects.update(due_on=this_day - timedelta(days=1))
    refuse(processing, olivia, will_leave="Sans réponse.")
    put.refresh_from_db()
    assert (Application.objects.get().status, put.status) == ("refused", "closed")


def test_no_reply_is_a_ground_once_the_last_day_has_passed_and_not_before(
    processing: Application, olivia: User, this_day: date
) -> None:
    reviews.ask(processing, text="Où?", document="", days=30, by=olivia)
    with pytest.raises(NotUnderstood):
        refuse(processing, olivia, truthful="Sans réponse.")
    Question.objects.update(due_on=this_day - timedelta(days=1))
    refuse(processing, olivia, truthful="Sans réponse.")
    assert Application.objects.get().status == "refused"


def test_biometrics_are_a_ground_once_they_were_asked_for_and_their_day_has_passed(
    processing: Application, olivia: User
) -> None:
    with pytest.raises(NotHeard):
        refuse(processing, olivia, biometrics_given="Non fournies.")
    reviews.request_biometrics(processing, by=olivia)
    processing = Application.objects.get()
    with pytest.raises(NotHeard) as early:
        refuse(processing, olivia, biometrics_given="Non fournies.")
    assert early.value.text.en.startswith("This concern may be answered until ")
    for one in processing.people.exclude(biometrics_asked_at=None):
        type(one).objects.filter(pk=one.pk).update(
            biometrics_asked_at=one.biometrics_asked_at - timedelta(days=60)  # type: ignore[operator]
        )
    refuse(Application.objects.get(), olivia, biometrics_given="Non fournies.")
    assert Application.objects.get().status == "refused"


def test_the_page_of_the_decision_leads_to_the_letter_that_is_missing(
    desk: Client, processing: Application
) -> None:
    page = reverse("desk:decision", args=[processing.number])
    form = desk.get(page).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {"met-will-leave": "no", "note-will-leave": "Sans attaches."}
    barred = desk.post(page, said | {"outcome": "refuse", "reasons": "Vu.", "language": "fr"})
    link = (
        reverse("desk:fairness", args=[processing.number])
        + "?about=principal&amp;condition=will-leave"
    )
    assert (barred.status_code, barred.content.decode().count(f'href="{link}"')) == (422, 1)


def test_alice_reads_that_nothing_is_decided_and_answers(
    processing: Application, olivia: User, alice: User
) -> None:
    put = fairness.put(processing, concerns=DOUBT, by=olivia)
    there = reverse("portal:question", args=[processing.number, put.pk])
    alices = signed_in(alice)
    shown = pages.words(alices.get(there))
    assert "Concerns to answer before a decision" in shown
    assert "Nothing is decided about them." in shown
    assert alices.post(there, {"answer": "Mon poste est gardé."}).status_code == 302
    put.refresh_from_db()
    assert (put.status, put.answer) == ("answered", "Mon poste est gardé.")


def test_markup_and_far_too_many_letters_are_kept_as_typed_and_change_nothing(
    desk: Client, processing: Application
) -> None:
    page = reverse("desk:fairness", args=[processing.number])
    long = desk.post(page, SENT | {"concern-will-leave": "<b>" + "x" * 50_000, "sure": "1"})
    assert (long.status_code, Question.objects.count()) == (422, 0)
    assert long.context["form"]["concern-will-leave"].value().startswith("<b>x")
    marked = desk.post(page, SENT | {"concern-will-leave": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in marked.content.decode()


def test_on_a_file_that_was_withdrawn_no_concern_is_put(
    desk: Client, processing: Application, alice: User
) -> None:
    applications.withdraw(processing, by=alice)
    page = reverse("desk:fairness", args=[processing.number])
    moved = desk.post(page, SENT | {"sure": "1"})
    assert (moved.status_code, Question.objects.count()) == (409, 0)


@pytest.mark.parametrize("since", [date(2026, 12, 21), date(2026, 6, 19)])
def test_the_last_day_is_counted_in_days_on_which_offices_are_open(
    since: date, processing: Application
) -> None:
    due = last_day(processing.programme, since).due
    worked = after_working_days(since, 20, ("CA-QC",))
    assert due == worked > after_working_days(since, 20)
