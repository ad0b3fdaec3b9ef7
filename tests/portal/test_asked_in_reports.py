"""What a report brings that does not go together is asked about before it is sent, and the answer is kept with the report."""

from datetime import date, timedelta
from html import unescape

from django.test import Client
from django.urls import reverse

from impplus.queries import contradictions
from impplus.queries.contradictions import Noticed
from impplus.queries.file import file_of
from impplus.records.models import Application, Report, User
from tests import people
from tests.people import signed_in
from tests.portal import pages
from tests.portal.own import text
from tests.portal.test_own_part_received import new_passport

ASKED = "Will the passport be renewed?"
BECAUSE = "I renew it in <May>."


def short_passport(sent: Application, this_day: date) -> dict[str, str]:
    """What Alice types of a passport that ends before her permit could."""
    until = this_day + timedelta(days=200)
    parts = enumerate((until.year, until.month, until.day))
    ends = {f"passport_expires_{n}": str(part) for n, part in parts}
    return new_passport(this_day, sent.people.get(relation="principal")) | ends


def there(sent: Application) -> str:
    alice = sent.people.get(relation="principal")
    return reverse("portal:change", args=[sent.number, alice.pk, "new-passport"])


def noticed(sent: Application) -> Noticed:
    found = contradictions.of(file_of(Application.objects.get(pk=sent.pk)), "en")
    return next(one for one in found if one.kind == "passport-before-permit")


def test_alice_is_asked_about_a_passport_that_ends_before_the_permit_and_olivia_reads_why(
    alices: Client, olivia: User, sent: Application, this_day: date
) -> None:
    typed = short_passport(sent, this_day)
    asked = alices.post(there(sent), typed)
    assert text(asked).count(ASKED) == 1
    (field,) = (field for _, field in asked.context["asked"])
    answered = typed | {field.html_name: BECAUSE}
    corrected = alices.post(there(sent), answered | {"_redisplay": "1"})
    assert unescape(pages.words(corrected)).count(BECAUSE) == 1
    receipt = alices.post(there(sent), answered | {"sure": "1"}, follow=True)
    twice = alices.post(there(sent), answered | {"sure": "1"}, follow=True)
    assert receipt.redirect_chain == twice.redirect_chain
    assert [unescape(text(receipt)).count(one) for one in (ASKED, BECAUSE)] == [1, 1]
    assert noticed(sent).because == BECAUSE
    officers = unescape(text(signed_in(olivia).get(f"/en/desk/files/{sent.number}/answers/")))
    assert officers.count(f"Explained: {BECAUSE}") == 1


def test_she_may_report_it_without_an_explanation(
    alices: Client, sent: Application, this_day: date
) -> None:
    alices.post(there(sent), short_passport(sent, this_day) | {"sure": "1"})
    assert (Report.objects.count(), noticed(sent).because) == (1, "")


def test_an_explanation_of_what_nobody_asks_is_not_kept(
    alices: Client, sent: Application, this_day: date
) -> None:
    typed = new_passport(this_day, sent.people.get(relation="principal"))
    page = alices.post(there(sent), typed | {"because-0123456789abcdef": BECAUSE, "sure": "1"})
    assert (page.status_code, Report.objects.count()) == (422, 0)
    assert "These answers have changed since" in pages.words(page)


def test_what_it_changes_shows_what_was_typed(
    alices: Client, sent: Application, this_day: date
) -> None:
    stood = sent.people.get(relation="principal").passport_number
    page = text(alices.post(there(sent), short_passport(sent, this_day)))
    assert (f"NEW12345 Before: {stood}" in page, "The old one was renewed." in page) == (True, True)


def test_a_child_of_22_who_stays_behind_is_asked_about(
    ready_draft: Application, this_day: date
) -> None:
    children = ready_draft.people.filter(relation="child")
    for years, found in ((23, ["grown-child"]), (21, [])):
        born = date(this_day.year - years, 1, 1)
        people.let_say(children, applies_for="nothing", born=born)
        draft = Application.objects.get(pk=ready_draft.pk)
        kinds = [one.kind for one in contradictions.of(file_of(draft), "en")]
        assert [one for one in kinds if one == "grown-child"] == found


def test_the_receipt_leads_to_where_the_new_page_and_the_certificate_are_sent(
    alices: Client, sent: Application, this_day: date
) -> None:
    alice = sent.people.get(relation="principal").pk
    passport = alices.post(there(sent), short_passport(sent, this_day) | {"sure": "1"}, follow=True)
    to_passport = reverse("portal:upload", args=[sent.number, alice, "passport"])
    assert pages.words(passport).count(f'href="{to_passport}"') == 1
    typed = {"kind": "birth", "name": "Nora", "comes": "yes", "reason": "Née à Rabat.", "sure": "1"}
    parts = enumerate((this_day.year, this_day.month, this_day.day))
    typed |= {f"day_{n}": str(part) for n, part in parts}
    birth = alices.post(reverse("portal:family-change", args=[sent.number]), typed, follow=True)
    to_papers = reverse("portal:upload", args=[sent.number, alice, "something-else"])
    assert pages.words(birth).count(f'href="{to_papers}"') == 1
    assert ">Write to the office</a>" in pages.words(birth)
    assert [alices.get(one).status_code for one in (to_passport, to_papers)] == [200, 200]


def test_a_birth_is_shown_as_it_was_typed_before_it_is_sent(
    alices: Client, sent: Application, this_day: date
) -> None:
    typed = {"kind": "birth", "name": "Nora", "comes": "no", "reason": "Née à Rabat."}
    parts = enumerate((this_day.year, this_day.month, this_day.day))
    typed |= {f"day_{n}": str(part) for n, part in parts}
    page = text(alices.post(reverse("portal:family-change", args=[sent.number]), typed))
    assert [page.count(one) for one in ("When it happened", "Née à Rabat.")] == [1, 1]
