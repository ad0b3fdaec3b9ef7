"""Whoever presses the same again is shown what was done; who did something else, or nothing, is refused."""

from datetime import timedelta
from io import BytesIO

from django.test import Client
from django.urls import reverse

from impplus.actions import applications, documents
from impplus.queries.done import was_done
from impplus.records.models import (
    Application,
    Delegation,
    Document,
    Mandate,
    Person,
    Question,
    User,
)
from tests.people import a_pdf
from tests.portal import pages, parts
from tests.portal.test_done import done


def twice(browser: Client, there: str, sent: dict[str, object]) -> list[str]:
    """What is said of each of two presses, which is the same."""
    first, second = done(browser, there, sent), done(browser, there, sent)
    assert first == second
    return first


def a_passport(draft: Application, alice: User) -> Document:
    to = documents.SentFor(draft, draft.people.get(relation="principal"), "passport")
    return documents.upload(to, name="a.pdf", content=BytesIO(a_pdf("hers")), by=alice)


def test_a_withdrawal(alices: Client, submitted: Application) -> None:
    said = ["Your application is withdrawn. A letter confirms it."]
    assert twice(alices, pages.address("withdraw", submitted), {}) == said
    assert submitted.letters.filter(kind="withdrawn").count() == 1


def test_an_answer_and_another_answer(alices: Client, asked: Question) -> None:
    there = pages.address("question", asked.application)
    assert twice(alices, there, {"answer": "Le voici."}) == ["Your answer was sent to the office."]
    other = alices.post(there, {"answer": "Un autre."})
    asked.refresh_from_db()
    assert (other.status_code, asked.answer) == (409, "Le voici.")


def test_an_answer_by_a_file(alices: Client, asked: Question) -> None:
    there = pages.address("question", asked.application)
    for _press in range(2):
        file = BytesIO(a_pdf("diploma"))
        file.name = "diploma.pdf"
        assert alices.post(there, {"answer": "", "file": file}).status_code == 302
    assert asked.documents.count() == 1


def test_a_file_is_removed_and_put_back(alices: Client, draft: Application, alice: User) -> None:
    document = a_passport(draft, alice)
    there = pages.address("remove-document", draft)
    assert twice(alices, there, {}) == ["The file is removed. You can put it back below."]
    assert draft.events.filter(verb="remove-document").count() == 1
    back = reverse("portal:arrange", args=[draft.number, document.pk])
    assert twice(alices, back, {"act": "restore"}) == ["The file is put back."]
    document.refresh_from_db()
    assert document.removed_at is None


def test_a_file_on_its_way_is_removed(alices: Client, draft: Application) -> None:
    there = f"{parts.begun(alices, draft, 10)}remove/"
    person = draft.people.get()
    sent: dict[str, object] = {"person": person.pk, "key": "passport"}
    assert twice(alices, there, sent) == ["The file is removed."]
    back = reverse("portal:upload", args=[draft.number, person.pk, "passport"])
    assert alices.post(there, sent).headers["Location"] == back
    for odd in ({}, {"person": "x", "key": "passport"}, {"person": "1", "key": "a/b"}):
        listed = reverse("portal:documents", args=[draft.number])
        assert alices.post(there, odd).headers["Location"] == listed


def test_a_file_that_was_added_meanwhile_is_not_said_to_be_removed(
    alices: Client, draft: Application
) -> None:
    content = a_pdf("hers")
    address = parts.begun(alices, draft, len(content))
    parts.patch(alices, address, 0, content)
    alices.get(pages.address("upload", draft))
    sent: dict[str, object] = {"person": draft.people.get().pk, "key": "passport"}
    said = ["The file was checked meanwhile, and is added."]
    assert twice(alices, f"{address}remove/", sent) == said
    assert draft.documents.filter(removed_at=None).count() == 1


def test_a_file_that_alice_removed_is_not_removed_by_lucie(
    alices: Client, lucies: Client, mandate: Mandate, alice: User
) -> None:
    draft = mandate.application
    a_passport(draft, alice)
    there = pages.address("remove-document", draft)
    assert alices.post(there).status_code == 302
    assert lucies.post(there).status_code == 409


def test_a_member_is_removed(alices: Client, lucies: Client, mandate: Mandate, alice: User) -> None:
    draft = mandate.application
    applications.add_member(draft, by=alice)
    there = pages.address("remove-member", draft)
    first = "Family member without a name yet is removed from the application."
    assert done(alices, there, {}) == [first]
    assert done(alices, there, {}) == ["This person is removed from the application."]
    assert draft.events.filter(verb="remove-member").count() == 1
    assert lucies.post(there).status_code == 404


def test_a_part_is_handed_back(his: Client, given: Delegation, ready_draft: Application) -> None:
    there = pages.address("my-part", ready_draft)
    said = ["You handed your part back. Your account no longer opens it."]
    assert twice(his, there, {"act": "end"}) == said
    assert his.get(there).status_code == 404


def test_a_part_is_taken_back(
    alices: Client, given: Delegation, karim: Person, ready_draft: Application
) -> None:
    there = reverse("portal:own-part", args=[ready_draft.number, karim.pk])
    said = "The part is taken back. Everybody concerned is told."
    assert twice(alices, there, {"act": "end"})[0] == said
    assert was_done(given, "end", by=ready_draft.applicant)


def test_nothing_is_sent_for_a_part_that_he_handed_back(
    alices: Client, his: Client, given: Delegation, karim: Person, ready_draft: Application
) -> None:
    assert his.post(pages.address("my-part", ready_draft), {"act": "end"}).status_code == 302
    there = reverse("portal:own-part", args=[ready_draft.number, karim.pk])
    said = "This part is no longer given to this person. Nothing was changed."
    acts = ("send", "end")
    shown = [pages.words(alices.post(there, {"act": act}, follow=True)) for act in acts]
    assert [one.count(said) for one in shown] == [1, 1]
    assert alices.post(there, {"act": "anything"}).status_code == 409
    assert [one.status for one in karim.delegations.all()] == ["ended"]


def test_an_appointment_is_cancelled(
    alices: Client, lucies: Client, mandate: Mandate, bobs: Client
) -> None:
    there = pages.address("end-mandate", mandate.application)
    said = "The appointment is cancelled. The applicant and the representative are told by e-mail."
    assert twice(lucies, there, {}) == [said]
    assert [one.post(there).status_code for one in (alices, bobs)] == [404, 404]


def test_more_time_again(alices: Client, asked: Question) -> None:
    there = reverse("portal:more-time", args=[asked.application.number, asked.pk])
    until = asked.due_on + timedelta(days=9)
    sent = {f"until_{n}": part for n, part in enumerate((until.year, until.month, until.day))}
    said = ["You asked for more time. The last day stays until the office moves it."]
    assert twice(alices, there, {**sent, "reason": "La poste."}) == said
