"""`impplus what-if`: a changed copy of the programme's folder over files and over stored cases."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from impplus import programmes
from impplus.actions import applications
from impplus.actions.assessments import remember
from impplus.cli.main import main
from impplus.programmes import IMP_PLUS
from impplus.queries.assessments import case_of
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.records.models import Application, Assessment, Intake, Person, User
from impplus.rules.answer import fingerprint
from tests import people
from tests.copies import Copy
from tests.lighthouse import LIGHTHOUSE
from tests.rules.cases import CHILD, SPOUSE, alice as case_of_alice
from tests.site import owner

NAMED = '["PRTQ", "PILOT-AI-IT-VFX"]'
NOTHING = {part: {"count": 0} for part in ("fees", "documents", "permits")}


@pytest.fixture
def with_peq(copy: Copy) -> Copy:
    """Certificates of the PEQ are accepted too."""
    return copy.change("programme.toml", NAMED, NAMED.replace("]", ', "PEQ"]'))


def counted(capsys: pytest.CaptureFixture, copy: Copy, files: Sequence[str], *more: str) -> Any:
    assert main(["what-if", str(copy.folder), *files, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_who_would_flip_is_counted_by_condition(
    with_peq: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    assert counted(capsys, with_peq, three, "--list") == {
        "programme": "imp-plus",
        "before": {"rules": fingerprint(IMP_PLUS)},
        "after": {"rules": with_peq.rules, "folder": str(with_peq.folder)},
        "cases": 3,
        "conditions": [
            {
                "key": "csq-programme",
                "from": "not-met",
                "to": "met",
                "count": 1,
                "names": [three[1]],
            }
        ],
        "eligible": [{"from": "no", "to": "yes", "count": 1, "names": [three[1]]}],
        **{part: {"count": 0, "names": []} for part in ("fees", "documents", "permits")},
    }


def test_people_read_it_in_their_language(
    with_peq: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    title = next(one.title for one in IMP_PLUS.conditions if one.key == "csq-programme")
    assert main(["what-if", str(with_peq.folder), *three, "--list", "--lang", "fr"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Cas jugés\u00a0: 3",
        f"Règles actuelles\u00a0: {fingerprint(IMP_PLUS)}",
        f"Règles de {with_peq.folder}\u00a0: {with_peq.rules}",
        "",
        "Basculeraient, par condition\u00a0:",
        f"  csq-programme ({title.fr}), non remplie → remplie\u00a0: 1",
        f"      {three[1]}",
        "Admissibles\u00a0:",
        "  non → oui\u00a0: 1",
        f"      {three[1]}",
        "Autre total des frais\u00a0: 0",
        "Autres documents\u00a0: 0",
        "Autres permis\u00a0: 0",
    ]
    assert main(["what-if", str(with_peq.folder), *three, "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Cases judged: 3",
        f"Rules as they are: {fingerprint(IMP_PLUS)}",
        f"Rules of {with_peq.folder}: {with_peq.rules}",
        "",
        "Would flip, by condition:",
        f"  csq-programme ({title.en}), not met → met: 1",
        "Eligible:",
        "  no → yes: 1",
        "Another total of fees: 0",
        "Other documents: 0",
        "Other permits: 0",
    ]


def test_a_file_may_have_a_name_that_is_no_text(
    with_peq: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    odd = Path(three[1]).rename(Path(three[1]).with_name("bob\udcff.json"))
    assert main(["what-if", str(with_peq.folder), str(odd), "--list"]) == 0
    assert capsys.readouterr().out.splitlines()[6].endswith("bob\\udcff.json")


def test_an_unchanged_copy_flips_nobody(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    said = counted(capsys, copy, three)
    assert said["before"]["rules"] == said["after"]["rules"] == fingerprint(IMP_PLUS)
    assert (said["cases"], said["conditions"], said["eligible"]) == (3, [], [])
    assert {part: said[part] for part in NOTHING} == NOTHING


def test_fees_documents_and_permits_are_counted_too(
    copy: Copy, written: Callable[..., list[str]], capsys: pytest.CaptureFixture
) -> None:
    files = written(alone=case_of_alice(), family=replace(case_of_alice(), family=(SPOUSE, CHILD)))
    copy.change("fees.toml", 'amount = "150.00"', 'amount = "150.01"')
    copy.change("documents.toml", 'key = "birth-certificate"', 'key = "proof-of-birth"')
    kind = (copy.folder / "permit.toml").read_text(encoding="utf-8")
    years = kind[kind.index('key = "study-permit"') :]
    copy.change("permit.toml", years, years.replace("years = 3", "years = 2", 1))
    said = counted(capsys, copy, files, "--list")
    assert (said["conditions"], said["eligible"]) == ([], [])
    one = {"count": 1, "names": [files[1]]}
    assert {part: said[part] for part in NOTHING} == dict.fromkeys(NOTHING, one)


def test_a_condition_that_ends_or_begins_is_told_as_such(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    copy.change(
        "eligibility.py",
        '@rule(key="csq-programme", since=BEGAN,',
        '@rule(key="csq-programme", since=BEGAN, until=date(2026, 3, 1),',
    )
    turned = [
        (one["key"], one["from"], one["to"], one["count"])
        for one in counted(capsys, copy, three[::-1])["conditions"]
    ]
    assert turned == [
        ("csq-programme", "met", "absent", 1),
        ("csq-programme", "not-met", "absent", 1),
        ("csq-programme", "not-known", "absent", 1),
    ]


def test_a_family_in_which_two_flip_is_one_case(
    copy: Copy, written: Callable[..., list[str]], capsys: pytest.CaptureFixture
) -> None:
    grown = replace(CHILD, born=date(2002, 1, 1), married=False, dependent_for_health=False)
    files = written(family=replace(case_of_alice(), family=(grown, grown, CHILD)))
    copy.change("programme.toml", "value = 22", "value = 30")
    said = counted(capsys, copy, files)
    assert said["conditions"] == [
        {"key": "dependent-child", "from": "not-met", "to": "met", "count": 1}
    ]
    assert (said["eligible"], said["permits"]) == ([], {"count": 1})


def test_files_need_neither_a_database_nor_django(with_peq: Copy, three: list[str]) -> None:
    code = (
        "import sys; from impplus.cli.main import main;"
        "status = main(sys.argv[1:]);"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules);"
        "sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "what-if", str(with_peq.folder), *three],
        env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nowhere"},
        cwd=Path(programmes.__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.splitlines()[0]) == (0, "", "Cases judged: 3")


@pytest.fixture
def stored(alice: User, bob: User, intake: Intake, this_day: date) -> list[Application]:
    """Three who submitted, the second with a certificate of the PEQ; a draft; another programme's."""
    made = people.ready_drafts(5, this_day, [alice, bob])
    people.let_say(made[1].people.all(), csq_programme="PEQ")
    for one in made[:3]:
        applications.submit(one, signature="Alice Benali", by=one.applicant)
    case = case_of(made[1].assessments.get().case)
    remember(file_of(made[1]), case, stage="decided")
    remember(file_of(made[4]), case, stage="submitted")
    Application.objects.filter(pk=made[4].pk).update(
        programme=LIGHTHOUSE, status="submitted", received_at=now()
    )
    return made


def test_every_application_that_was_submitted_is_judged_by_its_stored_facts(
    with_peq: Copy, stored: list[Application], capsys: pytest.CaptureFixture
) -> None:
    people.let_say(
        Person.objects.all(), csq_programme="PEQ"
    )  # what became of them since is of no account
    said = counted(capsys, with_peq, [], "--list")
    names = [stored[1].number]
    assert (said["cases"], said["conditions"], said["eligible"]) == (
        3,
        [{"key": "csq-programme", "from": "not-met", "to": "met", "count": 1, "names": names}],
        [{"from": "no", "to": "yes", "count": 1, "names": names}],
    )
    assert said["programme"] == "imp-plus"


def test_a_stored_case_that_nobody_can_read_is_named(
    with_peq: Copy, stored: list[Application], capsys: pytest.CaptureFixture
) -> None:
    with owner():
        Assessment.objects.filter(application=stored[2]).update(case={"on": "yesterday"})
    assert main(["what-if", str(with_peq.folder)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"{stored[2].number}: /on must be a day that exists, written as YYYY-MM-DD; "
        "/principal is required. Nothing is counted.\n"
    )


def test_a_file_that_is_no_case_is_named_and_nothing_is_counted(
    with_peq: Copy, three: list[str], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"on": "2026-03-02", "principal": {"born": "2027-01-01"}, "x": 1}')
    gone = str(tmp_path / "gone.json")
    asked = ["what-if", str(with_peq.folder), three[0], str(bad), gone, three[1]]
    assert main(asked) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"{bad}: /x is not a key of this format; "
        "/principal/born must not be after the day of receipt. Nothing is counted.\n"
        f"{gone}: this does not exist. Nothing is counted.\n"
    )
    assert main([*asked, "--json"]) == 2
    out, err = capsys.readouterr()
    problems = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert [(one["instance"], one["status"], len(one["errors"])) for one in problems] == [
        (str(bad), 422, 2),
        (gone, 422, 1),
    ]


def test_a_programme_that_is_not_here_cannot_be_compared_with(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    asked = ["what-if", str(copy.folder), *three]
    assert main([*asked, "--programme", "imp-minus", "--lang", "fr"]) == 2
    copy.change("programme.toml", 'code = "imp-plus"', 'code = "imp-minus"')
    assert main(asked) == 2
    assert capsys.readouterr().err.splitlines() == [
        "Il n’y a pas de programme imp-minus. Il y a\u00a0: imp-plus.",
        "There is no program imp-minus. There are: imp-plus.",
    ]
    assert main([*asked, "--programme", "imp-plus"]) == 0


def test_nothing_is_written_into_the_folder(
    copy: Copy, three: list[str], capsys: pytest.CaptureFixture
) -> None:
    before = sorted(path.name for path in copy.folder.rglob("*"))
    counted(capsys, copy, three)
    assert sorted(path.name for path in copy.folder.rglob("*")) == before
