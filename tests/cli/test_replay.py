"""`impplus replay`: a stored application judged again, with every difference and its exit status."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from impplus.actions import assessments, reviews
from impplus.cli.main import main
from impplus.cli.replay import SAME, SAME_RULES
from impplus.programmes import ALL, IMP_PLUS
from impplus.queries.assessments import case_of
from impplus.queries.file import file_of
from impplus.records.models import Application, Assessment, Receipt, User
from impplus.rules import fees
from impplus.rules.answer import answer, fingerprint
from impplus.rules.canonical import digest
from impplus.rules.case import InCanada, Residence
from impplus.words import formats
from tests import people
from tests.rules.cases import alice as case_of_alice
from tests.rules.ending import ENDING
from tests.site import owner

RULES = fingerprint(IMP_PLUS)


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next amount of restoration is not known."""
    monkeypatch.setitem(ALL, ENDING.code, ENDING)


@pytest.fixture
def restoring(ending: None, paid_draft: Application) -> Application:
    """Alice's application from Toronto, received on November 20, 2026: she restores her status."""
    lost = InCanada("worker", until=date(2026, 10, 1), lost_on=date(2026, 10, 1))
    case = case_of_alice(on=date(2026, 11, 20), lives_in=Residence("CAN", "ON"), in_canada=lost)
    kept = assessments.remember(file_of(paid_draft), case, stage="submitted")
    content = {"assessment": kept.digest, "rules": fingerprint(ENDING)}
    Receipt.objects.create(
        application=paid_draft,
        received_at="2026-11-20T15:00:00Z",
        content=content,
        digest=digest(content),
        rules=fingerprint(ENDING),
        signature="Alice Benali",
    )
    return paid_draft


def test_alice_submits_and_the_bytes_are_the_same(
    received: Application, this_day: date, capsys: pytest.CaptureFixture
) -> None:
    assert main(["replay", received.number]) == 0
    day = formats.day(this_day, "en")
    out, err = capsys.readouterr()
    assert (out.splitlines(), err) == (
        [
            f"Application {received.number}, as it was submitted",
            f"  judged: {day}, {RULES}",
            f"  judged again: {day}, {RULES}",
            SAME.en,
        ],
        "",
    )


def test_in_french_too(
    received: Application, this_day: date, capsys: pytest.CaptureFixture
) -> None:
    assert main(["replay", received.number, "--lang", "fr"]) == 0
    day = formats.day(this_day, "fr")
    assert capsys.readouterr().out == (
        f"Demande {received.number}, telle que soumise\n"
        f"  jugée\u00a0: {day}, {RULES}\n"
        f"  jugée de nouveau\u00a0: {day}, {RULES}\n"
        f"{SAME.fr}\n"
    )


def test_what_alice_gives_later_changes_nothing(
    received: Application, alice: User, olivia: User, this_day: date, capsys: pytest.CaptureFixture
) -> None:
    file = reviews.take_oldest(by=olivia)
    assert file == received
    reviews.complete(file, by=olivia)
    question = reviews.ask(file, text="Where do you live now?", document="", days=7, by=olivia)
    reviews.answer(question, text="In Fez.", by=alice)
    reviews.request_biometrics(file, by=olivia)
    reviews.record_biometrics(file.people.get(), on=this_day, by=olivia)
    people.let_say(file.people.all(), medical_exam=True, health_or_child_care=True)
    assert main(["replay", received.number, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["same"], said["differences"], said["before"]) == (True, [], said["after"])


def test_a_restoration_received_in_december_2026_has_a_fee_without_a_known_amount(
    restoring: Application, capsys: pytest.CaptureFixture
) -> None:
    assert main(["replay", restoring.number]) == 0
    capsys.readouterr()
    assert main(["replay", restoring.number, "--as-of", "2026-12-05"]) == 1
    out, err = capsys.readouterr()
    (holds,) = fees.warnings(ENDING, on=date(2026, 11, 20))
    (ended,) = fees.warnings(ENDING, on=date(2026, 12, 5))
    others = "work-permit principal, open-work-permit-holder principal"
    before = f"{others}, restoration principal, biometrics principal"
    after = f"{others}, biometrics principal, restoration principal"
    line, rules = "fees/lines/restoration principal", fingerprint(ENDING)
    assert (out.splitlines(), err) == (
        [
            f"Application {restoring.number}, as it was submitted",
            f"  judged: November\u00a020,\u00a02026, {rules}",
            f"  judged again: December\u00a05,\u00a02026, {rules}",
            "Differences: 9",
            "  on: 2026-11-20 → 2026-12-05",
            "  findings/in-force/facts/on: 2026-11-20 → 2026-12-05",
            "  findings/csq-valid/facts/on: 2026-11-20 → 2026-12-05",
            "  findings/passport/facts/on: 2026-11-20 → 2026-12-05",
            "  fees/total: 586.25 → not known",
            f"  {line}/amount: 246.25 → not known",
            f"  fees/lines (other order): {before} → {after}",
            "  permits/principal/from: 2026-11-20 → 2026-12-05",
            "  permits/principal/until: 2029-11-19 → 2029-12-04",
            "Differences of wording: 6",
            f"  en/{line}/why (added): {fees.NO_AMOUNT.en}",
            f"  fr/{line}/why (added): {fees.NO_AMOUNT.fr}",
            f"  en/fees/warnings (added): {ended.en}",
            f"  en/fees/warnings (gone): {holds.en}",
            f"  fr/fees/warnings (added): {ended.fr}",
            f"  fr/fees/warnings (gone): {holds.fr}",
        ],
        "",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["W-0000"], "There is no application W-0000."),
        (["W-0000", "--lang", "fr"], "Il n’y a pas de demande W-0000."),
        (["W-\udcff"], "There is no application W-\\udcff."),
        (
            ["W-TEST-0001"],
            "The application W-TEST-0001 was never submitted, so there is nothing to judge again.",
        ),
        (
            ["W-TEST-0001", "--lang", "fr"],
            "La demande W-TEST-0001 n’a jamais été soumise\u00a0: il n’y a rien à juger de nouveau.",
        ),
        (
            ["W-TEST-0001", "--stage", "decided"],
            "The application W-TEST-0001 was not decided, so there is nothing to judge again.",
        ),
        (
            ["W-TEST-0001", "--as-of", "2026-02-29"],
            "“2026-02-29” is not a day. Write one that exists, as YYYY-MM-DD.",
        ),
        (
            ["W-TEST-0001", "--as-of", "9999-01-01"],
            "No case is received on 9999-01-01: the days go from 1850 to 2199.",
        ),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(
    arguments: list[str], told: str, paid_draft: Application, capsys: pytest.CaptureFixture
) -> None:
    assert paid_draft.number == "W-TEST-0001"
    assert main(["replay", *arguments]) == 2
    assert capsys.readouterr() == ("", f"{told}\n")


def test_a_day_before_alice_was_born_gets_one_sentence(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    assert main(["replay", received.number, "--as-of", "1990-04-01", "--lang", "fr"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "Cette demande ne peut pas avoir été reçue le 1er\u00a0avril\u00a01990\u00a0: "
        "/principal/born ne doit pas suivre le jour de réception.\n"
    )


def test_an_answer_that_somebody_changed_is_told_aloud(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    kept = Assessment.objects.get()
    kept.answer["fr"]["cap"]["size"] = 1
    with owner():
        Assessment.objects.update(answer=kept.answer)
    assert main(["replay", received.number]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[3:] == [SAME_RULES.en, "Differences: 1", "  fr/cap/size: 1 → 7350"]
    assert err == (
        "WARNING: The stored answer was changed after it was written: "
        "it is not the one of which its digest was made.\n"
    )


def test_a_digest_that_somebody_changed_is_told_though_nothing_differs(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    with owner():
        Assessment.objects.update(digest=digest("something else"))
    assert main(["replay", received.number, "--lang", "fr"]) == 1
    out, err = capsys.readouterr()
    assert out.splitlines()[3:] == [SAME.fr]
    assert err == (
        "AVERTISSEMENT\u00a0: La réponse conservée a été modifiée après coup\u00a0: "
        "ce n’est plus celle dont l’empreinte a été calculée.\n"
        "AVERTISSEMENT\u00a0: La réponse conservée n’est pas celle que nomme l’accusé de réception.\n"
    )


def test_facts_that_somebody_changed_show_what_they_change(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    kept = Assessment.objects.get()
    with owner():
        Assessment.objects.update(case=kept.case | {"represented": True})
    assert main(["replay", received.number, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["altered"] == []
    assert [(one["path"], one["change"]) for one in said["differences"]] == [
        (f"{lang}/documents/use-of-representative principal", "added") for lang in ("en", "fr")
    ]


def test_a_row_that_is_there_only_now_is_told_whole_in_both_languages(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    kept = Assessment.objects.get()
    with owner():
        Assessment.objects.update(case=kept.case | {"represented": True})
    assert main(["replay", received.number, "--lang", "fr"]) == 1
    said = iter(capsys.readouterr().out.splitlines()[3:])
    place = "documents/use-of-representative principal"
    assert [next(said), next(said)] == [SAME_RULES.fr, "Différences\u00a0: 2"]
    case = replace(case_of(kept.case), represented=True)
    for lang in ("en", "fr"):
        rows = answer(IMP_PLUS, case, lang)["documents"]
        row = next(row for row in rows if row["key"] == "use-of-representative")
        assert [next(said) for _ in range(8)] == [
            f"  {lang}/{place} (ajouté)\u00a0:",
            *(f"      {key}\u00a0: {row[key]}" for key in ("key", "person", "text", "why")),
            *(f"      source/{key}\u00a0: {text}" for key, text in row["source"].items()),
        ]
    assert list(said) == []


def test_a_part_that_is_not_there_at_all_any_more_is_told_whole(
    received: Application, capsys: pytest.CaptureFixture
) -> None:
    cap = Assessment.objects.get().answer["en"]["cap"]
    assert main(["replay", received.number, "--as-of", "2021-12-31"]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("  en/cap (gone):")
    assert sorted(lines[at + 1 : at + 7]) == sorted(
        [
            f"      year: {cap['year']}",
            f"      size: {cap['size']}",
            f"      target: {cap['target']}",
            *(f"      source/{key}: {text}" for key, text in cap["source"].items()),
        ]
    )


def test_what_was_decided_is_judged_again_as_it_was_decided(
    received: Application, this_day: date, capsys: pytest.CaptureFixture
) -> None:
    case = case_of(received.assessments.get().case)
    later = this_day + timedelta(days=40)
    decided = replace(case, decided_on=later)
    assessments.remember(file_of(received), decided, stage="decided")
    assert main(["replay", received.number, "--stage", "decided", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["stage"], said["same"]) == ("decided", True)
    assert Assessment.objects.get(stage="decided").answer["en"]["permits"][0]["from"] == (
        later.isoformat()
    )
