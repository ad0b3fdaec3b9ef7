"""A button pressed twice does once what it says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from impplus.actions import applications, candidates, reviews
from impplus.demonstration import held_rounds
from impplus.demonstration.bulk import ready_drafts
from impplus.practice.models import Enquiry
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import (
    Application,
    Batch,
    Candidate,
    Decision,
    Document,
    Introduction,
    Invitation,
    Letter,
    Payment,
    Place,
    Receipt,
    Round,
)
from tests.doors.addresses import address
from tests.doors.markup import Sheet
from tests.doors.world import REASONS, World
from tests.people import Cards, a_pdf, all_met, as_csv, row, signed_in
from tests.public_draw import public_draw
from tests.site import owner


def twice(browser: Client, there: str, sent: dict[str, object]) -> tuple[int, int]:
    """The statuses with which the same form sent twice is answered."""
    first = browser.post(there, _again(sent)).status_code
    return first, browser.post(there, _again(sent)).status_code


def _again(sent: dict[str, object]) -> dict[str, object]:
    return {
        key: SimpleUploadedFile("a.pdf", value) if isinstance(value, bytes) else value
        for key, value in sent.items()
    }


def another(world: World) -> Application:
    """One more of Alice's files, complete and paid."""
    (made,) = ready_drafts(1, today(IMP_PLUS), [world.alice])
    return made


def test_submit(world: World) -> None:
    file, taken = another(world), Place.objects.exclude(application=None).count()
    there = reverse("portal:sign", args=[file.number])
    sent = {"declared": "on", "signature": "Alice Benali"}
    assert twice(world.browser("alice"), there, sent) == (302, 302)
    assert Receipt.objects.filter(application=file).count() == 1
    assert file.letters.filter(kind="receipt").count() == 1
    assert Place.objects.exclude(application=None).count() == taken + 1


def test_pay(world: World, cards: Cards) -> None:
    file, browser = another(world), world.browser("alice")
    with owner():
        file.payments.all().delete()
    there = reverse("portal:pay", args=[file.number])
    pages = [browser.post(there).headers["Location"] for _press in range(2)]
    payment = Payment.objects.get(application=file)
    assert pages == [payment.url] * 2
    cards.pay(payment)
    result = reverse("portal:payment-result", args=[file.number])
    assert twice(browser, result, {}) == (302, 302)
    assert twice(browser, there, {}) == (409, 409)
    assert Payment.objects.get(application=file).status == "paid"


def test_take(world: World) -> None:
    file = another(world)
    applications.submit(file, signature="Alice Benali", by=world.alice)
    assert twice(world.browser("olivia"), reverse("desk:take"), {"new": "1"}) == (302, 302)
    taken = Application.objects.get(pk=file.pk)
    assert (taken.status, taken.officer) == ("in-review", world.olivia)
    assert taken.events.filter(verb="take").count() == 1


def test_take_takes_no_second_file(world: World) -> None:
    for file in (another(world), another(world)):
        applications.submit(file, signature="Alice Benali", by=world.alice)
    browser, there = world.browser("olivia"), reverse("desk:take")
    taken = Application.objects.filter(events__verb="take")
    before = taken.count()
    first = Application.objects.filter(status="submitted").order_by("received_at", "pk")[0]
    assert f'name="oldest" value="{first.number}"' in (
        browser.get(reverse("desk:queue"), {"status": "open"}).content.decode()
    )
    sent = {"oldest": first.number, "new": "1"}
    pages = [browser.post(there, sent).headers["Location"] for _ in range(3)]
    assert pages == [reverse("desk:file", args=[first.number])] * 3
    assert taken.count() == before + 1


@pytest.mark.parametrize("at", ["desk:completeness early", "desk:biometrics file"])
def test_one_step_of_a_file(world: World, at: str) -> None:
    browser = world.browser("olivia")
    first, second = twice(browser, address(world, at), {})
    assert (at, first, second in {302, 409}) == (at, 302, True)
    for kind in ("acknowledgement", "biometrics"):
        about = Letter.objects.filter(kind=kind, application__in=[world.early, world.file])
        assert about.values("application").distinct().count() == about.count(), kind


def test_return(world: World) -> None:
    sent = {"reasons": "The passport is missing.", "language": "en", "sure": "1"}
    there = address(world, "desk:return early")
    assert twice(world.browser("olivia"), there, sent) == (302, 302)
    assert world.early.letters.filter(kind="returned").count() == 1
    assert [one.status for one in world.early.payments.all()] == ["refund-owed"]


def test_decide(world: World) -> None:
    file, browser = world.file, world.browser("olivia")
    reviews.answer(file.questions.get(), text="À Rabat.", by=world.alice)
    for person in file.people.all():
        reviews.record_biometrics(person, on=today(IMP_PLUS), by=world.olivia)
    there = address(world, "desk:decision file")
    standing = Sheet(browser.get(there).content.decode()).standing()
    weighed = {f"met-{key}": "yes" for key in all_met(file)}
    sent = standing | weighed | {"outcome": "approve", "reasons": REASONS, "sure": "1"}
    assert twice(browser, there, sent) == (302, 302)
    assert Decision.objects.filter(application=file).count() == 1
    assert Introduction.objects.filter(person__application=file).count() == 1
    assert file.letters.filter(kind="approval").count() == 1


def test_ask(world: World) -> None:
    sent = {"text": "Et votre diplôme?", "language": "fr", "document": "", "days": "30"}
    there = address(world, "desk:question file")
    assert twice(world.browser("olivia"), there, sent) == (302, 302)
    assert world.file.questions.filter(text="Et votre diplôme?").count() == 1


def test_answer(world: World) -> None:
    browser, there = world.browser("alice"), address(world, "portal:question file")
    assert twice(browser, there, {"answer": "À Rabat."}) == (302, 302)
    again = browser.post(there, {"answer": "À Fès."})
    question = world.file.questions.get()
    assert (question.status, question.answer) == ("answered", "À Rabat.")
    assert again.status_code == 409


def test_send_a_file(world: World) -> None:
    before = Document.objects.count()
    there = address(world, "portal:upload draft")
    sent = {"file": a_pdf("once")}
    assert twice(world.browser("alice"), there, sent)[0] == 302
    assert Document.objects.filter(removed_at__isnull=True).count() == before + 1


def test_draw(world: World, at_work: None) -> None:
    day = today(IMP_PLUS)
    rows = [row(number, day) for number in range(60, 64)]
    candidates.import_csv(as_csv(*rows), by=world.mathieu)
    rounds, letters = Round.objects.count(), Invitation.objects.count()
    browser = world.browser("mathieu")
    other = signed_in(held_rounds.another(world.mathieu))
    for size, words in ((1, "15 16"), (3, "23 42")):
        sent = {"size": str(size), "sure": "1", **public_draw()}
        assert twice(browser, reverse("desk:announce"), sent) == (302, 302)
        made = held_rounds.due(Round.objects.get(status="announced"))
        named = {"year": made.year, "number": made.number}
        assert twice(
            browser, reverse("desk:draw", kwargs=named), {"words": words, "sure": "1"}
        ) == (302, 302)
        checked = {"looked_up": "on", "read": "on"}
        assert twice(other, reverse("desk:release-round", kwargs=named), checked) == (302, 302)
        rounds, letters = rounds + 1, letters + size
        assert (Round.objects.count(), Invitation.objects.count()) == (rounds, letters)


def test_import(world: World, at_work: None) -> None:
    before, day = Candidate.objects.count(), today(IMP_PLUS)
    sent = {"list": as_csv(row(70, day), row(71, day))}
    browser = world.browser("mathieu")
    assert twice(browser, reverse("desk:import"), sent) == (302, 302)
    review = Batch.objects.filter(kind="review").latest("pk")
    there = reverse("desk:confirm-import", args=[review.pk])
    apart = {"apart": list(review.rows_left_out.values_list("line", flat=True))}
    assert twice(browser, there, apart) == (302, 302)
    assert Candidate.objects.count() == before + 2


def test_bind_a_letter(world: World) -> None:
    letter = world.invitation
    born = letter.candidate.born
    sent = {"code": letter.code, "csq_number": letter.candidate.csq_number,
            "born_0": born.year, "born_1": born.month, "born_2": born.day}  # fmt: skip
    assert twice(world.browser("bob"), reverse("portal:bind"), sent) == (302, 302)
    assert Application.objects.filter(applicant=world.bob).count() == 1


def test_add_a_member(world: World) -> None:
    before = world.draft.people.count()
    page = f"{address(world, 'portal:add-member draft')}?new=a-page-of-her-own"
    assert twice(world.browser("alice"), page, {"given_names": "Lina", "_later": "1"})[0] == 302
    assert world.draft.people.count() == before + 1


def test_give_a_mandate(world: World) -> None:
    file = another(world)
    there = reverse("portal:mandates", args=[file.number])
    sent = {"lawyer": world.lucie.pk, "agreed": "on", "signature": "Alice Benali"}
    assert twice(world.browser("alice"), there, sent) == (302, 302)
    assert [one.status for one in file.mandates.all()] == ["active"]


def test_withdraw(world: World) -> None:
    file = another(world)
    applications.submit(file, signature="Alice Benali", by=world.alice)
    there = reverse("portal:withdraw", args=[file.number])
    assert twice(world.browser("alice"), there, {}) == (302, 302)
    assert file.letters.filter(kind="withdrawn").count() == 1


def test_answer_an_enquiry(world: World) -> None:
    there, browser = address(world, "firm:enquiry"), world.browser("lucie")
    assert twice(browser, there, {"text": "Oui."}) == (302, 302)
    browser.post(there, {"text": "Non."})
    asked = Enquiry.objects.get(pk=world.enquiry.pk)
    assert [one.text for one in asked.replies.all()] == ["Oui.", "Non."]


def test_ask_a_firm(world: World) -> None:
    there = address(world, "public:enquiry")
    typed = Sheet(Client().get(there).content.decode()).filled("5")
    sent = typed | {"email": "a@example.test", "phone": "", "message": "Bonjour?"}
    assert twice(Client(), there, sent)[0] == 302
    assert Enquiry.objects.filter(email="a@example.test").count() == 1


def test_revoke(world: World) -> None:
    assert twice(
        world.browser("mathieu"), address(world, "desk:revoke"), {"reason": "Asked for."}
    ) == (302, 302)
    assert Invitation.objects.get(pk=world.invitation.pk).status == "revoked"
