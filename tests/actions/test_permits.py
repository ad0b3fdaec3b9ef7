"""What becomes of a permit: cancelled, suspended, resumed or replaced, on a ground of the law."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from impplus.actions import permit_states, permits
from impplus.programmes import IMP_PLUS
from impplus.queries import due_papers
from impplus.queries.file import file_of
from impplus.queries.letters.layout import composed
from impplus.queries.letters.words import WORDS
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.queries.verification import Verified, verify
from impplus.records.models import Application, Event, Permit, User
from impplus.rules.lifecycle import move_of
from impplus.words.text import Text
from tests.approved import permits_of


@pytest.fixture
def permit(examined: Application, olivia: User) -> Permit:
    """Alice's open work permit, just issued."""
    (made,) = permits_of(examined, by=olivia)
    return made


def seen(permit: Permit, on: date) -> Verified:
    found = verify(permit.code, on)
    assert found
    return found


def happened(permit: Permit) -> list[tuple[str, str]]:
    """The moves of a permit, with their grounds, oldest first."""
    events = Event.objects.filter(noun="permit", about=str(permit.pk)).order_by("id")
    return [(event.verb, event.detail.get("cite", "")) for event in events]


def letters(permit: Permit) -> list[str]:
    return [letter.kind for letter in permit.letters.all()]


def test_a_permit_is_cancelled_once_its_holder_is_a_permanent_resident(
    permit: Permit, olivia: User, this_day: date
) -> None:
    permit_states.cancel(permit, ground="permanent-resident", by=olivia)
    permit.refresh_from_db()
    assert (permit.status, permit.ground) == ("cancelled", "permanent-resident")
    assert seen(permit, this_day).state == "cancelled"
    assert happened(permit) == [("issue", ""), ("cancel", "IRPR / RIPR 209.02")]
    assert letters(permit) == ["permit", "permit-cancelled"]
    with pytest.raises(WrongMoment):
        permit_states.cancel(permit, ground="error", by=olivia)


def test_a_suspension_is_a_row_that_ends_when_the_permit_is_resumed(
    permit: Permit, olivia: User, this_day: date
) -> None:
    until = this_day + timedelta(days=30)
    permit_states.suspend(
        permit, ground="officer", until=until, reasons="A check is open.", by=olivia
    )
    permit.refresh_from_db()
    assert (permit.status, seen(permit, this_day).until) == ("suspended", until)
    assert (seen(permit, until).state, seen(permit, until + timedelta(days=1)).state) == (
        "suspended",
        "valid",
    )
    permit_states.resume(permit, by=olivia)
    permit.refresh_from_db()
    assert (permit.status, seen(permit, this_day).state) == ("valid", "valid")
    suspension = permit.suspensions.get()
    assert (suspension.ground, suspension.until, suspension.ended_at is None) == (
        "officer",
        until,
        False,
    )
    assert letters(permit) == ["permit", "permit-suspended", "permit-resumed"]


def test_a_suspended_permit_that_is_cancelled_is_suspended_no_more(
    permit: Permit, olivia: User
) -> None:
    permit_states.suspend(permit, ground="order", by=olivia)
    permit_states.cancel(permit, ground="order", by=olivia)
    permit.refresh_from_db()
    assert (permit.status, permit.suspensions.filter(ended_at=None).count()) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("ago", "expired", "status"),
    [(0, False, "suspended"), (1, False, "valid"), (1, True, "suspended")],
)
def test_a_permit_is_in_force_again_the_day_after_its_suspension_unless_it_has_expired(
    permit: Permit, olivia: User, this_day: date, ago: int, expired: bool, status: str
) -> None:
    permit_states.suspend(permit, ground="officer", until=this_day, by=olivia)
    last = this_day - timedelta(days=ago)
    permit.suspensions.update(until=last)
    if expired:
        Permit.objects.update(valid_from=last, valid_until=last)
    permit_states.resume_ended()
    permit_states.resume_ended()
    permit.refresh_from_db()
    assert permit.status == status
    assert letters(permit).count("permit-resumed") == (status == "valid")
    assert permit.suspensions.filter(ended_at=None).count() == (status == "suspended")


def test_a_permit_is_replaced_by_one_that_is_shorter_or_says_something_else(
    permit: Permit, olivia: User, this_day: date
) -> None:
    until = this_day + timedelta(days=100)
    said = [Text(en="May work only in Gatineau.", fr="Peut travailler à Gatineau seulement.")]
    other = permit_states.replace_with(
        permit, ground="officer", valid_until=until, conditions=said, by=olivia
    )
    permit.refresh_from_db()
    assert (permit.status, permit.ground, permit.replaced_by) == ("replaced", "officer", other)
    assert (other.status, other.valid_until, other.conditions) == (
        "valid",
        until,
        [{"en": "May work only in Gatineau.", "fr": "Peut travailler à Gatineau seulement."}],
    )
    assert (seen(permit, this_day).state, seen(other, this_day).state) == ("replaced", "valid")
    assert (letters(permit), letters(other)) == (["permit", "permit-replaced"], ["permit"])
    paper = composed(other.letters.get(), "en")
    assert paper.highlights[2]["value"] == other.number
    assert paper.sections[0]["points"] == ["May work only in Gatineau."]


def test_what_a_replacement_shortens_is_not_said_to_be_the_limit_of_a_rule(
    permit: Permit, olivia: User
) -> None:
    until = permit.valid_until - timedelta(days=30)
    other = permit_states.replace_with(permit, ground="officer", valid_until=until, by=olivia)
    paper = other.letters.get(kind="permit")
    assert other.limited_by == paper.facts["limited_by"] == "officer"
    for language, words in (
        ("en", "a decision that changed an earlier permit"),
        ("fr", "une décision qui a modifié un permis antérieur"),
    ):
        assert words in str(composed(paper, language))
    corrected = permit_states.replace_with(
        other, ground="error", person={"passport_number": "SPECIMEN77"}, by=olivia
    )
    assert corrected.limited_by == "officer"


def test_a_correction_changes_what_it_is_told_and_keeps_the_rest(
    permit: Permit, olivia: User
) -> None:
    corrected = {"family_name": "Bennani", "passport_number": "SPECIMEN77"}
    other = permit_states.replace_with(
        permit, ground="error", person=corrected, reasons="Une faute de frappe.", by=olivia
    )
    assert (other.valid_until, other.conditions) == (permit.valid_until, permit.conditions)
    paper = composed(other.letters.get(kind="permit"), "en")
    assert (paper.holder, [one["value"] for one in paper.rows if one["label"] == "Passport"]) == (
        "Alice Bennani",
        ["SPECIMEN77"],
    )
    told = composed(permit.letters.get(kind="permit-replaced"), "en")
    said = "\n".join(told.paragraphs)
    assert [one in said for one in (permit.number, other.number, "Une faute de frappe.")] == [
        True
    ] * 3
    rows = {one["label"]: one["value"] for one in told.sections[0]["rows"]}
    assert rows == {
        "Name": "Alice Bennani (before: Alice Benali)",
        "Passport": f"SPECIMEN77 (before: {permit.letters.get(kind='permit').facts['passport']})",
    }
    kept = other.person.corrections.get()
    assert (kept.by, kept.after["family_name"]) == (olivia, "Bennani")


def test_a_replacement_in_which_nothing_differs_is_refused(permit: Permit, olivia: User) -> None:
    with pytest.raises(NotUnderstood, match="Nothing differs"):
        permit_states.replace_with(permit, ground="error", conditions=None, by=olivia)
    permit.refresh_from_db()
    assert (permit.status, Permit.objects.count(), letters(permit)) == ("valid", 1, ["permit"])


def test_nobody_dead_is_greeted_and_nobody_is_sent_to_the_court_over_a_death(
    permit: Permit, olivia: User
) -> None:
    permit_states.cancel(permit, ground="died", by=olivia)
    said = "\n".join(composed(permit.letters.get(kind="permit-cancelled"), "en").paragraphs)
    assert [one in said for one in ("Hello", "Federal Court")] == [False, False]
    assert [one in said for one in ("To the family,", "We are sorry for your loss.")] == [
        True,
        True,
    ]


@pytest.mark.parametrize("verb", ["cancel", "suspend", "replace"])
def test_a_ground_that_the_law_does_not_name_for_this_is_refused(
    permit: Permit, olivia: User, verb: str
) -> None:
    act: dict[str, Callable[..., object]] = {
        "cancel": permit_states.cancel,
        "suspend": permit_states.suspend,
        "replace": permit_states.replace_with,
    }
    with pytest.raises(NotUnderstood):
        act[verb](permit, ground="study-permanent", by=olivia)
    permit.refresh_from_db()
    assert (permit.status, happened(permit)) == ("valid", [("issue", "")])


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_suspension_and_a_replacement_end_between_today_and_the_last_day(
    permit: Permit, olivia: User, this_day: date, days: int
) -> None:
    day = this_day + timedelta(days=days)
    with pytest.raises(NotUnderstood):
        permit_states.suspend(permit, ground="officer", until=day, by=olivia)
    with pytest.raises(NotUnderstood):
        permit_states.replace_with(permit, ground="officer", valid_until=day, by=olivia)
    permit.refresh_from_db()
    assert (permit.status, permit.suspensions.count(), Permit.objects.count()) == ("valid", 0, 1)


def test_the_law_itself_ends_a_permit_without_an_officer(permit: Permit) -> None:
    permit_states.cancel(permit, ground="died", by=None)
    permit.refresh_from_db()
    assert permit.status == "cancelled"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_letters_name_the_permit_the_ground_and_the_text_of_law(
    permit: Permit, olivia: User, this_day: date, lang: str
) -> None:
    permit_states.suspend(permit, ground="officer", until=this_day, reasons="A check.", by=olivia)
    (letter,) = permit.letters.filter(kind=move_of("permit", "suspend").letter)
    said = "\n".join(composed(letter, lang).paragraphs)
    (ground,) = [row for row in IMP_PLUS.permit.grounds if row.key == "officer"]
    parts = [permit.number, permit.person.name, ground.text.say(lang), "20.01", "A check.", "15"]
    assert [part for part in parts if part not in said] == []


def test_a_study_permit_names_its_institution_or_says_that_it_is_not_known(
    permit: Permit, olivia: User, this_day: date
) -> None:
    (due,) = due_papers.due(file_of(permit.application), this_day)
    assert "institution" not in permits.facts_of(permit, due)
    permit.person.answers |= {"applies_for": "study-permit"}
    paper = permit.letters.get()
    for named, said in (("Cégep de Matane", "Cégep de Matane"), ("", WORDS["not-known"].en)):
        permit.person.answers |= {"institution": named}
        paper.facts = permits.facts_of(permit, due)
        rows = {row["label"]: row["value"] for row in composed(paper, "en").rows}
        assert rows["Institution"] == said
    permit.person.answers |= {"studies": "primary"}
    assert "institution" not in permits.facts_of(permit, due)


@pytest.mark.parametrize(
    ("days", "said"), [(30, "in force again until"), (-1, "it is not in force again")]
)
def test_the_letter_of_a_resumption_says_whether_the_permit_is_in_force(
    permit: Permit, olivia: User, this_day: date, days: int, said: str
) -> None:
    permit_states.suspend(permit, ground="officer", by=olivia)
    last = this_day + timedelta(days=days)
    Permit.objects.filter(pk=permit.pk).update(valid_from=last, valid_until=last)
    permit.refresh_from_db()
    permit_states.resume(permit, by=olivia)
    letter = permit.letters.get(kind="permit-resumed")
    assert [one for one in composed(letter, "en").paragraphs if said in one]


@pytest.mark.parametrize("reasons", ["A\x00B", "\ud800"])
def test_reasons_that_cannot_be_seen_are_refused_and_suspend_nothing(
    reasons: str, permit: Permit, olivia: User
) -> None:
    with pytest.raises(NotUnderstood, match="cannot be seen"):
        permit_states.suspend(permit, ground="officer", reasons=reasons, by=olivia)
    permit.refresh_from_db()
    assert permit.status == "valid"
