"""The histories of the form, row by row: typed, added to, reviewed, received, read by the officer."""

from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import applications, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import readiness
from impplus.queries.file import file_of
from impplus.queries.letters import imm_5707
from impplus.queries.letters.receipt import sections_of
from impplus.queries.received import received_in
from impplus.records.models import Application, Intake, Receipt, User
from tests import people
from tests.portal import pages

MAROC = {"city": "Fès", "country": "MAR"}
NURSE = {"from": "2016-05", "activity": "Nurse", **MAROC}
STUDENT = {"from": "2012-09", "until": "2016-05", "activity": "Studies", **MAROC}
SAID = "Since May\u00a02016; Occupation or activity: Nurse; City, town or village: Fès; Country or territory: Morocco"

SHOWN = SAID.replace("\u00a0", " ")  # as `pages.words` reads it


def jobs_page(application: Application) -> str:
    with override("en"):
        return reverse("portal:step", args=[application.number, "work-history"])


def sent(*rows: dict[str, str], **more: str) -> dict[str, str]:
    typed = dict(more)
    for n, row in enumerate(rows):
        for key, value in row.items():
            if key in {"from", "until"}:
                typed[f"jobs-{n}-{key}_0"], typed[f"jobs-{n}-{key}_1"] = value.split("-")
            else:
                typed[f"jobs-{n}-{key}"] = value
    return typed


def kept(application: Application) -> object:
    return application.people.get(relation="principal").answers.get("jobs")


def test_alice_adds_a_row_and_saves_both(alices: Client, draft: Application) -> None:
    page = alices.get(jobs_page(draft)).content.decode()
    assert page.count('<fieldset class="row"') == 1
    added = alices.post(jobs_page(draft), sent(NURSE, _version="0", _add_row="jobs"), follow=True)
    shown = added.content.decode()
    assert (added.redirect_chain, shown.count('<fieldset class="row"'), kept(draft)) == (
        [(jobs_page(draft), 302)],
        2,
        None,
    )
    assert "This is what you typed here. It is not all saved yet." in shown
    assert shown.count('value="Nurse"') == 1
    assert 'formaction="#id_jobs-3"' in shown
    saved = alices.post(jobs_page(draft), sent(NURSE, STUDENT, _version="0"))
    assert (saved.status_code, kept(draft)) == (302, [NURSE, STUDENT])
    less = sent(NURSE, STUDENT, _version="1", _remove_row="jobs-1")
    one = alices.post(jobs_page(draft), less, follow=True)
    assert one.content.count(b'<fieldset class="row"') == 1
    assert kept(draft) == [NURSE, STUDENT]


def test_the_rows_stand_there_when_the_page_is_opened_again(
    alices: Client, draft: Application
) -> None:
    alices.post(jobs_page(draft), sent(NURSE, STUDENT, _version="0"))
    again = alices.get(jobs_page(draft)).content.decode()
    shown = (again.count('<fieldset class="row"'), again.count('value="Nurse"'))
    assert (shown, again.count('value="Studies"')) == ((2, 1), 1)


def test_a_bad_row_is_said_in_the_summary_and_beside_its_control(
    alices: Client, draft: Application
) -> None:
    backwards = STUDENT | {"until": "2011-01"}
    page = alices.post(jobs_page(draft), sent(NURSE, backwards, _version="0"), follow=True)
    shown = unescape(page.content.decode())
    said = "The end comes before the beginning. Check both"
    assert page.status_code == 422
    assert f'<a href="#id_jobs-1-until_0">Job or activity 2: {said}: “Until”.</a>' in shown
    assert [shown.count(f"{said}{end}") for end in (".", ": “Until”.")] == [1, 1]
    assert kept(draft) is None


def test_what_a_row_lacks_is_missing_until_it_is_there(
    alices: Client, paid_draft: Application
) -> None:
    half = sent({"activity": "Nurse"}, _version=f"{version(paid_draft)}", _later="1")
    assert alices.post(jobs_page(paid_draft), half).status_code == 302
    gaps = readiness.of(file_of(paid_draft)).of_kind("answer")
    assert [gap.field.key for gap in gaps if gap.field] == ["jobs"]


def version(application: Application) -> int:
    return application.people.get(relation="principal").answers_version


def test_two_versions_of_the_rows_are_shown_beside_each_other(
    alices: Client, draft: Application, alice: User
) -> None:
    step = next(one for one in people.FORM if one.key == "work-history")
    people.save(draft, step, {"jobs": [NURSE]}, alice)
    page = alices.post(jobs_page(draft), sent(STUDENT, _version="0"))
    assert page.status_code == 409
    shown = unescape(pages.words(page))
    assert (shown.count(f"</span> {SHOWN} </span>"), shown.count("September 2012 to")) == (1, 1)


def test_rows_are_reviewed_received_and_read_in_the_words_of_that_day(
    alices: Client, paid_draft: Application, alice: User, olivia: User, intake: Intake
) -> None:
    people.let_say(paid_draft.people.filter(relation="principal"), jobs=[NURSE, STUDENT])
    review = unescape(pages.words(alices.get(pages.address("review", paid_draft))))
    assert f"{SHOWN}<br>September" in review
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    receipt = Receipt.objects.get()
    (jobs,) = (one for one in received_in(receipt).answers if one.field.key == "jobs")
    assert jobs.value == [NURSE, STUDENT]
    assert [one.label.fr for one in jobs.field.cells][-1] == "Pays ou territoire"
    tables = [one["table"]["rows"] for one in sections_of(receipt, "en") if "table" in one]
    assert [row[1].split("\n")[0] for rows in tables for row in rows if row[2] == jobs.sha256] == [
        SAID
    ]
    reviews.take_oldest(by=olivia)
    desk = people.signed_in(olivia).get(f"/en/desk/files/{paid_draft.number}/answers/")
    assert f"{SHOWN}<br>September" in unescape(pages.words(desk))


def test_a_receipt_says_what_was_asked_in_rows_that_are_asked_no_more(
    paid_draft: Application, alice: User, intake: Intake
) -> None:
    people.let_say(paid_draft.people.filter(relation="principal"), jobs=[NURSE])
    applications.submit(paid_draft, signature="Alice Benali", by=alice)
    receipt = Receipt.objects.get()
    for one in receipt.content["answers"]:
        one["key"] = f"{one['key']}_of_old"
    for asked in receipt.content["cells"].values():
        for key in [*asked]:
            asked[f"{key}_of_old"] = asked.pop(key)
    said = [
        row[1]
        for one in sections_of(receipt, "en")
        if "table" in one
        for row in one["table"]["rows"]
    ]
    assert said.count(SAID) == 1


def test_who_knows_neither_parent_says_why_and_goes_on(alices: Client, draft: Application) -> None:
    with override("en"):
        there = reverse("portal:step", args=[draft.number, "your-parents"])
    missing = "Enter at least one parent, or write below why neither is known."
    page = alices.post(there, {"_version": "0"}, follow=True)
    shown = unescape(page.content.decode())
    assert (page.status_code, shown.count(missing), shown.count("Add a parent")) == (422, 2, 1)
    why = "I grew up in an orphanage."
    saved = alices.post(there, {"parents_unknown": why, "_version": "0"})
    assert saved.status_code == 302
    file = file_of(draft)
    assert not [gap for gap in file.sheets[0].missing if gap.step.key == "your-parents"]
    told = imm_5707.composed(file, "principal", "en")
    assert [one["rows"][0]["value"] for one in told.sections if one["heading"] == "Parents"] == [why]  # fmt: skip


def test_every_question_in_rows_says_what_it_adds_and_what_is_missing() -> None:
    fields = [one for step in IMP_PLUS.form for one in step.fields if one.kind == "rows"]
    assert [one.key for one in fields if not (one.add and (one.empty or one.optional))] == []


def test_another_row_makes_no_answer_optional(alices: Client, draft: Application) -> None:
    one = alices.get(jobs_page(draft)).content.decode()
    typed = sent(NURSE, _version="0", _add_row="jobs")
    two = alices.post(jobs_page(draft), typed, follow=True).content.decode()
    assert [page.count("(optional)") for page in (one, two)] == [1 + 2, 1 + 2 * 2]


def test_of_a_parent_the_year_of_birth_may_be_all_that_is_known(
    alices: Client, draft: Application
) -> None:
    with override("en"):
        there = reverse("portal:step", args=[draft.number, "your-parents"])

    def typed(*born: str, version: int) -> dict[str, str]:
        parts = {f"own_parents-0-born_{n}": one for n, one in enumerate(born)}
        row = {"relation": "mother", "family_name": "Benali", "living": "no"}
        named = {f"own_parents-0-{key}": one for key, one in row.items()}
        return {**named, **parts, "_version": f"{version}"}

    def known() -> object:
        return draft.people.get(relation="principal").answers["own_parents"][0]["born"]

    for version, (parts, written) in enumerate(
        [
            (("1957", "", ""), "1957"),
            (("1957", "3", ""), "1957-03"),
            (("1957", "3", "4"), "1957-03-04"),
        ]
    ):
        saved = alices.post(there, typed(*parts, version=version))
        assert (saved.status_code, known()) == (302, written)
        again = alices.get(there).context["form"]["own_parents"].rows[0]["born"]
        shown = [
            one["value"] or ""
            for one in again.field.widget.get_context("x", again.value(), {})["widget"][
                "subwidgets"
            ]
        ]
        assert tuple(shown) == parts
    refused = alices.post(there, typed("1957", "", "4", version=3), follow=True)
    assert (refused.status_code, known()) == (422, "1957-03-04")
