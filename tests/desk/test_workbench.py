"""The page of a file as a workbench: its gist, what was looked at, what is proved, and notes."""

import html
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from impplus.actions import reviews, visits
from impplus.records.models import Application, Document, Event, Evidence, Remark, Tick, User
from tests import people
from tests.people import signed_in


def at(name: str, file: Application, *more: object) -> str:
    return reverse(f"desk:{name}", args=[file.number, *more])


def document(file: Application, key: str) -> Document:
    return file.documents.filter(key=key, person__relation="principal").get()


def words(desk: Client, address: str) -> str:
    return html.unescape(" ".join(desk.get(address).content.decode().split()))


def test_the_gist_says_who_asks_what_limits_the_permit_and_what_waits_by_when(
    desk: Client, processing: Application, olivia: User, this_day: date
) -> None:
    principal = processing.people.filter(relation="principal")
    people.let_say(principal, passport_expires=this_day + timedelta(days=200))
    reviews.request_biometrics(processing, by=olivia)
    question = reviews.ask(processing, text="Où?", document="", days=30, by=olivia)
    gist = desk.get(at("file", processing)).context["gist"]
    assert [(one.name, one.asks) for one in gist.family] == [
        ("Alice", "work-permit"),
        ("Karim", "work-permit"),
        ("Sami", "study-permit"),
    ]
    assert (gist.permit.limited_by, gist.permit.until) == (
        "passport",
        this_day + timedelta(days=200),
    )
    assert [one.name for one in gist.awaited] == ["Alice Benali", "Karim Idrissi"]
    assert (gist.asked, gist.answered, gist.waited) == ((question,), (), 0)
    assert gist.csq_days == (gist.csq.expires - this_day).days


def test_a_tick_is_an_officers_own_and_can_be_taken_away(
    desk: Client, processing: Application, olivia: User, omar: User
) -> None:
    passport = document(processing, "passport")
    there = at("tick", processing, passport.pk)
    sent = {"act": "tick", "document": passport.pk}
    led = [desk.post(there, sent).headers["Location"] for _ in range(2)]
    assert led == [f"{at('file', processing)}?document={passport.pk}#document-{passport.pk}"] * 2
    assert [(one.by, one.status) for one in Tick.objects.all()] == [(olivia, "set")]
    visits.open_with(processing, why="asked", words="", by=omar)
    assert [
        signed_in(omar).post(there, {"act": act}).status_code for act in ("tick", "untick")
    ] == [
        409,
        409,
    ]
    assert [one.status for one in Tick.objects.all()] == ["set"]
    stacks = desk.get(at("file", processing)).context["stacks"]
    assert [(one.ticked, one.person.given_names) for one in stacks] == [
        (1, "Alice"),
        (0, "Karim"),
        (0, "Sami"),
    ]
    assert desk.post(there, {"act": "untick"}).status_code == 302
    assert [one.status for one in Tick.objects.all()] == ["dropped"]
    verbs = Event.objects.filter(noun="tick").order_by("at", "pk").values_list("verb", flat=True)
    assert list(verbs) == ["add", "drop"]


def test_looked_at_goes_on_to_the_next_document_and_taking_it_back_stays(
    desk: Client, processing: Application
) -> None:
    hand = desk.get(at("file", processing)).context["hand"]
    one, after = hand.document.pk, hand.after.pk
    there, sent = at("tick", processing, one), {"document": one, "after": after}
    page = at("file", processing)
    led = [desk.post(there, {**sent, "act": act}).headers["Location"] for act in ("tick", "untick")]
    assert led == [f"{page}?document={after}#viewer", f"{page}?document={one}#document-{one}"]
    assert f'name="after" form="acts" value="{after}"' in desk.get(page).content.decode()


def test_the_first_document_that_olivia_has_not_looked_at_is_at_hand(
    desk: Client, processing: Application
) -> None:
    first = desk.get(at("file", processing)).context["hand"].document
    desk.post(at("tick", processing, first.pk), {"act": "tick"})
    hand = desk.get(at("file", processing)).context["hand"]
    assert (hand.before, hand.document == first) == (first, False)
    named = desk.get(f"{at('file', processing)}?document={first.pk}").context["hand"]
    assert (named.document, named.before, named.after) == (first, None, hand.document)


def test_a_page_proves_a_finding_or_shows_something_else_and_says_who_marked_it(
    desk: Client, processing: Application, olivia: User
) -> None:
    passport = document(processing, "passport")
    whose = passport.person
    there = at("prove", processing, whose.pk, "passport")
    sent = {"says": "proves", "document": passport.pk, "sheet": "1"}
    led = [desk.post(there, sent).headers["Location"] for _ in range(2)]
    back = f"{at('file', processing)}?document={passport.pk}#finding-{whose.pk}-passport"
    assert led == [back, back]
    (mark,) = Evidence.objects.all()
    assert (mark.person, mark.key, mark.document, mark.sheet, mark.says, mark.by) == (
        *(whose, "passport", passport, 1, "proves"),
        olivia,
    )
    address = f"{at('file', processing)}?document={passport.pk}"
    page = desk.get(address)
    found = {one.key: one.state for one in page.context["judged"] if one.person == whose}
    assert (found["passport"], found["csq-valid"]) == ("proves", "declared")
    assert "Marked by Olivia Chen on" in words(desk, address)
    assert desk.post(there, sent | {"says": "differs"}).status_code == 302
    assert list(Evidence.objects.order_by("pk").values_list("says", "status")) == [
        ("proves", "dropped"),
        ("differs", "held"),
    ]
    assert desk.post(there, {"says": "take-back"}).status_code == 302
    assert Evidence.objects.filter(status="held").count() == 0


@pytest.mark.parametrize(("language", "home"), [("en", "Rabat, Morocco"), ("fr", "Rabat, Maroc")])
def test_each_condition_says_what_was_declared_and_whether_a_page_proves_it(
    language: str, home: str, desk: Client, processing: Application
) -> None:
    with override(language):
        judged = desk.get(at("file", processing)).context["judged"]
    own = {one.key: (one.declared, one.state, one.provable) for one in judged if not one.name}
    assert own["outside-quebec"] == (home, "declared", True)
    assert own["intends-quebec"][1:] == ("declared", False)
    assert own["invitation"] == (None, "on-record", False)
    assert own["pr-filed-in-time"] == ("", "none", False)  # no application of the kind was filed


@pytest.mark.parametrize("sheet", ["0", "2", "99999999", "one", "-1", ""])
def test_a_page_that_a_document_does_not_have_proves_nothing(
    sheet: str, desk: Client, processing: Application
) -> None:
    passport = document(processing, "passport")
    there = at("prove", processing, passport.person_id, "passport")
    answer = desk.post(there, {"says": "proves", "document": passport.pk, "sheet": sheet})
    assert (answer.status_code, Evidence.objects.count()) == (422, 0)
    assert "This document has one page." in answer.content.decode()


def test_no_finding_is_proved_that_the_law_does_not_have_nor_by_a_document_of_another_file(
    desk: Client, processing: Application, this_day: date
) -> None:
    passport = document(processing, "passport")
    sent = {"says": "proves", "document": passport.pk, "sheet": "1"}
    assert (
        desk.post(at("prove", processing, passport.person_id, "good-looks"), sent).status_code
        == 422
    )
    (other,) = people.ready_drafts(1, this_day)
    foreign = sent | {"document": other.documents.earliest("pk").pk}
    there = at("prove", processing, passport.person_id, "passport")
    assert desk.post(there, foreign).status_code == 404
    assert desk.post(there, sent | {"says": "sings"}).status_code == 422
    assert Evidence.objects.count() == 0


def test_the_passport_shows_its_answers_and_the_findings_that_it_can_prove(
    desk: Client, processing: Application
) -> None:
    passport = document(processing, "passport")
    facts = desk.get(f"{at('file', processing)}?document={passport.pk}").context
    labels = [one.label.en for one in facts["shown"]]
    assert (labels[0], "Passport number" in labels) == ("Family names", True)
    here = [one.key for one in facts["judged"] if one.here]
    assert here == ["passport"]
    assert [one.key for one in facts["judged"] if one.open] == ["passport"]


def test_a_page_comes_as_a_picture_turned_and_large_as_asked(
    desk: Client, processing: Application
) -> None:
    passport = document(processing, "passport")
    there = at("sheet", processing, passport.pk, 1)

    def drawn(query: str = "") -> tuple[int, int]:
        answer = desk.get(there + query)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Security-Policy"].endswith("sandbox")
        assert answer.headers["Cache-Control"] == "private, no-store"
        return Image.open(BytesIO(b"".join(answer.streaming_content))).size  # type: ignore[attr-defined]

    wide, high = drawn()
    assert max(wide, high) == 1300
    assert drawn("?turn=1") == (high, wide)
    assert drawn("?turn=9&zoom=x") == (wide, high)
    assert max(drawn("?large")) == 2600
    assert [desk.get(at("sheet", processing, passport.pk, n)).status_code for n in (0, 2)] == [
        404
    ] * 2


def test_every_page_that_is_shown_is_a_look_and_the_file_says_who_looked(
    desk: Client, processing: Application
) -> None:
    passport = document(processing, "passport")
    desk.get(at("file", processing))
    b"".join(desk.get(at("sheet", processing, passport.pk, 1)).streaming_content)  # type: ignore[attr-defined]
    looks = Event.objects.filter(application=processing, verb="look").order_by("at", "pk")
    assert [one.detail["page"] for one in looks] == ["desk:file", "desk:sheet"]
    (looked,) = desk.get(at("history", processing)).context["looks"]
    assert (looked.name, looked.pages) == ("Olivia Chen", 2)


def test_a_note_is_read_by_officers_alone_and_no_letter_comes_of_it(
    desk: Client, processing: Application, alice: User, olivia: User, omar: User
) -> None:
    before = processing.letters.count()
    text = "Bail à vérifier auprès du bailleur."
    led = [desk.post(at("notes", processing), {"text": text}).headers["Location"] for _ in range(2)]
    assert led == [f"{at('file', processing)}#notes"] * 2
    (note,) = Remark.objects.all()
    assert (note.by, note.text) == (olivia, text)
    (event,) = Event.objects.filter(noun="remark")
    assert (event.verb, event.detail) == ("write", {})
    assert text in words(desk, at("file", processing))
    assert processing.letters.count() == before
    alices = signed_in(alice)
    for name in ("status", "messages", "changes", "my-answers", "receipt"):
        page = alices.get(reverse(f"portal:{name}", args=[processing.number]))
        assert (name, text in html.unescape(page.content.decode())) == (name, False)


@pytest.mark.parametrize("typed", [" ", "x" * 5001, "a\x07b"])
def test_a_note_that_cannot_be_kept_changes_nothing_and_stays_on_the_page(
    typed: str, desk: Client, processing: Application
) -> None:
    answer = desk.post(at("notes", processing), {"text": typed})
    assert (answer.status_code, Remark.objects.count()) == (422, 0)
    assert answer.context["form"]["text"].value() == typed


def test_the_page_asks_as_often_for_thirty_documents_as_for_a_few(
    desk: Client, processing: Application, olivia: User, django_assert_max_num_queries: object
) -> None:
    passport, counts = document(processing, "passport"), []
    for more in (0, 30):
        for n in range(more):
            passport.pk, passport.position = None, n
            passport._state.adding = True
            passport.save()
            Tick.objects.create(application=processing, document=passport, by=olivia)
            Remark.objects.create(application=processing, text=str(n), by=olivia)
        desk.get(at("file", processing))
        with django_assert_max_num_queries(99) as asked:  # type: ignore[operator]
            desk.get(at("file", processing))
        counts.append(len(asked))
    assert counts == [counts[0]] * 2
    assert counts[0] <= 18


def test_the_page_is_short_and_leaves_answers_history_and_money_to_pages_of_their_own(
    desk: Client, processing: Application
) -> None:
    page = words(desk, at("file", processing))
    assert [one in page for one in ("All answers", "Letters and money", "History and looks")] == [
        True
    ] * 3
    assert [one in page for one in ("Order of receipt", "$830.00", "submitted.")] == [False] * 3
    assert "$830.00" in words(desk, at("papers", processing))
    assert "Order of receipt" in words(desk, at("answers", processing))
