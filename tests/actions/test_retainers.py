"""Leïla engages Lucie's firm: a draft, a question, a changed draft, her signature by a link, the papers to both, and the end in writing."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pyhanko.pdf_utils.reader import PdfFileReader

from impplus.actions import (
    agreement_papers,
    conflicts,
    enquiries,
    mails,
    retainers,
)
from impplus.practice.models import (
    Deadline,
    Enquiry,
    Mail,
    Matter,
    Retainer,
)
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.begun_terms import begun
from impplus.queries.conflicts import NotSearched
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.retainers import (
    NotWhole,
    fee_in_force,
    found_by,
    items_of,
    kept,
    lacking,
    link_of,
    read,
    sections,
)
from impplus.records.models import Firm, User
from tests.agreed import cleared, offered, signed, whole
from tests.matters import colleague
from tests.people import written_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(firm: Firm, lucie: User) -> Enquiry:
    return cleared(firm, lucie)


@pytest.fixture
def sent(asked: Enquiry, lucie: User) -> Retainer:
    return offered(asked, lucie)


def owed() -> list[tuple[str, bool]]:
    """Each e-mail about an agreement: its kind, and whether it goes to the firm."""
    about = Mail.objects.exclude(agreement=None).order_by("pk")
    return [(one.kind, one.account is not None) for one in about]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_item_of_the_law_is_said(asked: Enquiry, lucie: User, language: str) -> None:
    said = sections(whole(begun(asked, lucie)), "Roy", language)
    assert [one["heading"][0] for one in said] == [one.key for one in items_of("consultant")]
    assert len(said) == 26
    assert [one for one in said if not (one.get("rows") or one.get("paragraphs"))] == []


def test_a_lawyers_agreement_leaves_the_college_out(asked: Enquiry, lucie: User) -> None:
    said = sections(replace(whole(begun(asked, lucie)), kind="lawyer"), "Roy", "en")
    assert "v" not in [one["heading"][0] for one in said]
    assert "College" not in json.dumps(said)


def test_terms_are_kept_and_read_as_they_were(asked: Enquiry, lucie: User) -> None:
    terms = whole(begun(asked, lucie))
    assert read(json.loads(json.dumps(kept(terms)))) == terms


def test_nothing_is_begun_before_the_search_for_conflicts(firm: Firm, lucie: User) -> None:
    asked = written_to(firm)
    with pytest.raises(NotSearched):
        retainers.begin(
            asked, lawyer=lucie.pk, terms=begun(asked, lucie), email=asked.email, by=lucie
        )


def test_a_draft_that_lacks_something_is_not_sent(asked: Enquiry, lucie: User) -> None:
    terms = begun(asked, lucie)
    draft = retainers.begin(asked, lawyer=lucie.pk, terms=terms, email=asked.email, by=lucie)
    with pytest.raises(NotWhole) as lacks:
        retainers.offer(draft, by=lucie)
    assert "Who acts for you" in lacks.value.text.en
    assert "How the client’s name and addresses were confirmed" in lacks.value.text.en
    assert Retainer.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("fee", "sent_without"), [("fixed", False), ("hourly", False), ("pro-bono", True)]
)
def test_nothing_is_charged_only_where_that_is_said(
    asked: Enquiry, lucie: User, fee: str, sent_without: bool
) -> None:
    terms = replace(whole(begun(asked, lucie)), fee=fee, fee_cents=0)
    lacks = [one.en for one in lacking(terms, "fr en")]
    assert lacks == ([] if sent_without else ["Our fees"])


def test_in_quebec_french_comes_first(asked: Enquiry, lucie: User) -> None:
    terms = begun(asked, lucie)
    draft = retainers.begin(asked, lawyer=lucie.pk, terms=terms, email=asked.email, by=lucie)
    for texts in ("en", "en fr"):
        with pytest.raises(NotUnderstood):
            retainers.change(
                draft, terms=terms, texts=texts, language="en", email=asked.email, by=lucie
            )
    elsewhere = replace(terms, quebec=False)
    retainers.change(draft, terms=elsewhere, texts="en", language="en", email=asked.email, by=lucie)
    assert Retainer.objects.get().texts == "en"


def test_english_binds_only_where_it_is_chosen_expressly(sent: Retainer) -> None:
    with pytest.raises(NotUnderstood):
        signed(sent, "en")
    assert Retainer.objects.get().status == "offered"
    signed(sent, "en", chose=True)
    agreed = Retainer.objects.get().agreed or {}
    assert (agreed["language"], agreed["chose"]) == ("en", True)


def test_only_who_is_named_signs_for_the_firm(firm: Firm, asked: Enquiry, lucie: User) -> None:
    paul = colleague(firm, "Paul")
    terms = begun(asked, lucie)
    draft = retainers.begin(asked, lawyer=lucie.pk, terms=whole(terms), email=asked.email, by=paul)
    with pytest.raises(NotUnderstood):
        retainers.offer(draft, by=paul)
    assert Retainer.objects.get().status == "draft"


def test_another_firm_and_intake_see_none(firm: Firm, sent: Retainer) -> None:
    other = colleague(Firm.objects.create(name="Other", slug="other"), "Zoe")
    for stranger in (
        other,
        colleague(firm, "Ines", "intake"),
        colleague(firm, "Petra", "paralegal"),
    ):
        with pytest.raises(NotYours):
            retainers.withdraw(sent, by=stranger)


def test_a_question_stops_the_signature_until_it_is_answered(sent: Retainer, lucie: User) -> None:
    retainers.ask(sent, text="Is the police certificate included?")
    with pytest.raises(NotUnderstood):
        signed(sent)
    sent.refresh_from_db()
    terms = replace(read(sent.terms), fee_cents=200_000)
    retainers.change(sent, terms=terms, texts="fr en", language="fr", email=sent.email, by=lucie)
    sent.refresh_from_db()
    with pytest.raises(NotUnderstood):
        retainers.offer(sent, answer=" ", by=lucie)
    retainers.offer(sent, answer="No, you order it yourself.", by=lucie)
    old = Retainer.objects.get()
    with pytest.raises(NotUnderstood):  # what was on the client's page is another draft
        retainers.sign(old, version=1, signature="Leïla", language="fr", chose=False)
    signed(old)
    one = old.questions.get()
    assert (one.version, one.answer, one.answered_by) == (
        1,
        "No, you order it yourself.",
        lucie.name,
    )
    assert fee_in_force(old) == 200_000
    assert owed() == [
        ("agreement-offered", False),
        ("agreement-asked", True),
        ("agreement-offered", False),
    ]


def test_a_signature_engages_the_person_and_opens_the_matter(
    asked: Enquiry, sent: Retainer, lucie: User
) -> None:
    signed(sent)
    matter = Matter.objects.get()
    asked.refresh_from_db()
    assert (asked.status, sent.status, sent.matter) == ("engaged", "signed", matter)
    assert (matter.name, matter.lawyer, matter.enquiry) == ("Leïla Haddad", lucie.pk, asked)
    with pytest.raises(AlreadyDone):
        signed(sent)
    assert Matter.objects.count() == 1


def test_nothing_is_signed_once_a_conflict_was_found(
    asked: Enquiry, sent: Retainer, lucie: User
) -> None:
    for finding in ("ask", "decline"):  # a search after the agreement was sent
        conflicts.record(asked, finding, reason=f"Her husband: {finding}", sought=[], by=lucie)
        with pytest.raises(NotUnderstood):
            signed(sent)
        assert (Retainer.objects.get().status, Matter.objects.count()) == ("offered", 0)


def test_nothing_is_signed_once_the_enquiry_was_declined(
    asked: Enquiry, sent: Retainer, lucie: User
) -> None:
    enquiries.decline(asked, reason="Another firm acts.", by=lucie)
    with pytest.raises(NotUnderstood):
        signed(sent)
    assert Matter.objects.count() == 0
    retainers.withdraw(sent, by=lucie)


def test_nothing_is_sent_while_a_consent_is_awaited(asked: Enquiry, lucie: User) -> None:
    terms = whole(begun(asked, lucie))
    draft = retainers.begin(asked, lawyer=lucie.pk, terms=terms, email=asked.email, by=lucie)
    asks = conflicts.record(asked, "ask", reason="Her husband.", sought=[], by=lucie)
    with pytest.raises(NotSearched):
        retainers.offer(draft, by=lucie)
    on = clock.today(SERVED)
    conflicts.accept(asks, text="I agree.", of="Karim Haddad", on=on, by=lucie)
    retainers.offer(draft, by=lucie)


def test_what_was_signed_cannot_be_changed(sent: Retainer, lucie: User) -> None:
    signed(sent)
    terms = replace(read(sent.terms), fee_cents=1)
    with pytest.raises(WrongMoment):
        retainers.change(
            sent, terms=terms, texts="fr en", language="fr", email=sent.email, by=lucie
        )
    with pytest.raises(IntegrityError), transaction.atomic(using=FIRM):
        Retainer.objects.update(terms=kept(terms))


def test_the_signed_papers_go_to_both_french_first(
    sent: Retainer, lucie: User, mailoutbox: list
) -> None:
    signed(sent)
    assert agreement_papers.make() == 1
    assert agreement_papers.make() == 0
    kept_now = Retainer.objects.get()
    for paper in (kept_now.file_fr, kept_now.file_en):
        reader = PdfFileReader(BytesIO(bytes(paper or b"")))
        assert len(reader.embedded_signatures) == 1
    Mail.objects.exclude(kind="agreement-signed").update(
        status="sent", due_at=None, sent_at=clock.now()
    )
    mails.send_owed()
    assert [(one.to, [name for name, _held, _kind in one.attachments]) for one in mailoutbox] == [
        (["leila@example.test"], ["contrat-de-service.pdf", "service-agreement.pdf"]),
        ([lucie.email], ["contrat-de-service.pdf", "service-agreement.pdf"]),
    ]


def test_an_agreement_ends_in_writing_and_its_clocks_run(
    sent: Retainer, lucie: User, mailoutbox: list
) -> None:
    signed(sent)
    agreement_papers.make()
    today = clock.today(SERVED)
    with pytest.raises(NotUnderstood):
        retainers.end(sent, on=today, completed=False, why=" ", by=lucie)
    retainers.end(sent, on=today, completed=False, why="Vous partez.", by=lucie)
    ends = {one.kind: (one.due_on - today).days for one in Deadline.objects.all()}
    assert ends == {"closing": 30, "department": 10}
    assert agreement_papers.make() == 1
    over = Retainer.objects.get()
    assert (over.status, bytes(over.ending_file or b"")[:5]) == ("ended", b"%PDF-")
    assert owed()[-2:] == [("agreement-ended", False), ("agreement-ended", True)]
    mails.send_owed()
    assert [one.attachments[0][0] for one in mailoutbox[-2:]] == ["fin-du-contrat.pdf"] * 2


def test_a_link_is_found_by_its_code_alone(sent: Retainer) -> None:
    assert found_by(link_of(sent)) == sent
    for wrong in (f"{sent.pk}-{'0' * 40}", "x", str(sent.pk), f"{sent.pk}-"):
        assert found_by(wrong) is None
