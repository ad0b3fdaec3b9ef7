"""The rules of a rehearsal of drafts: each holds where all went well, and names what breaks it; and one in small."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from rehearsal import wire
from rehearsal.drafts import checks
from rehearsal.drafts.evidence import Evidence, Held, Kept, OnItsWay
from rehearsal.drafts.pages import controls
from rehearsal.drafts.plan import Draft
from rehearsal.drafts.sender import Sender
from rehearsal.drafts.visitor import Visitor
from rehearsal.notes import Book, Note
from tests.rehearsal.test_rehearsal import left_by, rehearse

ALICE, MARK, OTHER = "W-1", "a" * 32, "b" * 32
WHERE = f"/en/application/W-1/documents/uploads/{MARK}/"
BEFORE, GOOD, BROKEN, FORM = ("0" * 64, "1" * 64, "2" * 64, "3" * 64)


def note(
    did: str, told: str, at: float, digest: str = "", about: str = "", reached: int = 0
) -> Note:
    return Note(ALICE, did, told, at, 0.1, digest, about, reached)


NOTES = (
    note("reads", "200", 1, "old"),
    note("types", "saved", 2, "one"),
    note("types", "lost", 3, "two"),
    note("reads", "200", 4, "two"),
    note("presses", "saved", 5, "three"),
    note("adds", "lost", 6, "Sami"),
    note("adds", "added", 7, "Sami"),
    note("begins", "begun", 8, GOOD, WHERE),
    note("part", "kept", 9, about=WHERE, reached=100),
    note("part", "lost", 10, about=WHERE, reached=-1),
    note("part", "kept", 11, about=WHERE, reached=200),
    note("sends", "whole", 12, GOOD, f"{WHERE} good-1.jpg"),
    note("sends", "whole", 13, BROKEN, f"{WHERE.replace(MARK, OTHER)} broken-2.jpg"),
    note("form", "received", 14, FORM, "good-3.pdf"),
)


def all_went_well() -> Evidence:
    """Alice saved three answers, added Sami and sent three files, of which one cannot be read."""
    held = Held(
        answer="three",
        members=("Sami",),
        files=tuple(Kept("1 passport", one, True, True) for one in (BEFORE, GOOD, FORM)),
        uploads=(
            OnItsWay(MARK, 200, 200, "", GOOD),
            OnItsWay(OTHER, 50, 50, "damaged", ""),
        ),
    )
    draft = Draft(ALICE, "key", "c", "a", (("s", "b"),), (BEFORE,), "old")
    return Evidence({ALICE: draft}, {ALICE: held}, NOTES)


def test_whoever_is_told_that_a_file_is_gone_sends_no_more_of_it() -> None:
    draft = all_went_well().drafts[ALICE]
    notes = StringIO()
    at = Visitor(draft, 0, Book(notes), random.Random(1))
    asked = []

    async def answered(method: str, *_rest: object, **_more: object) -> wire.Reply:
        asked.append(method)
        page = '<input name="csrfmiddlewaretoken" value="token">'
        status = {"GET": 200, "POST": 201}.get(method, 404)
        return wire.Reply(status, WHERE, {}, page, {"location": WHERE})

    at.asked = answered  # type: ignore[method-assign]
    asyncio.run(Sender(at).sends_parts())
    assert asked == ["GET", "POST", "PATCH"]
    assert '"gone"' in notes.getvalue()


def broken_by(seen: Evidence) -> set[Callable[..., Any]]:
    return {one.broken for one in checks.RULES if list(one.broken(seen))}


def held(**columns: Any) -> Evidence:
    seen = all_went_well()
    return replace(seen, held={ALICE: replace(seen.held[ALICE], **columns)})


def noted(*more: Note) -> Evidence:
    return replace(all_went_well(), notes=(*NOTES, *more))


def file(n: int, **columns: Any) -> Evidence:
    files = list(all_went_well().held[ALICE].files)
    return held(files=(*files[:n], replace(files[n], **columns), *files[n + 1 :]))


def upload(n: int, **columns: Any) -> Evidence:
    rows = list(all_went_well().held[ALICE].uploads)
    return held(uploads=(*rows[:n], replace(rows[n], **columns), *rows[n + 1 :]))


FILES = all_went_well().held[ALICE].files
BREAKS = [
    (checks.answers_lost, held(answer="two")),
    (checks.answers_lost, held(answer="old")),
    (checks.answers_lost, noted(note("reads", "200", 5.5, "one"))),
    (checks.members_astray, held(members=())),
    (checks.members_astray, held(members=("Sami", "Sami"))),
    (checks.members_astray, held(members=("Sami", "Nora"))),
    (checks.parts_lost, noted(note("part", "kept", 20, about=WHERE, reached=100))),
    (checks.parts_lost, noted(note("part", "gone", 20, about=WHERE, reached=-1))),
    (checks.parts_lost, upload(0, received=100)),
    (checks.parts_lost, held(uploads=())),
    (checks.files_lost, held(files=FILES[:2])),
    (checks.files_lost, held(files=(FILES[0], FILES[2]))),
    (checks.files_lost, file(1, whole=False)),
    (checks.files_lost, upload(1, refused="")),
    (checks.not_ready, file(1, ready=False)),
    (checks.not_ready, upload(0, document="")),
    (checks.doubled, held(files=(*FILES, FILES[1]))),
    (checks.doubled, held(files=(*FILES, replace(FILES[1], digest="4" * 64)))),
    (checks.answered_badly, noted(note("types", "fault", 20, "three"))),
    (checks.answered_badly, noted(note("opens", "goes to /en/account/sign-in/", 20))),
]


def test_nothing_is_found_where_all_went_well() -> None:
    assert broken_by(all_went_well()) == set()


@pytest.mark.parametrize(("check", "seen"), BREAKS)
def test_what_breaks_it_is_found(check: Callable[..., Any], seen: Evidence) -> None:
    assert check in broken_by(seen)


def test_every_rule_is_broken_once() -> None:
    assert {check for check, _seen in BREAKS} == {one.broken for one in checks.RULES}


def test_a_page_sends_what_stands_in_its_form_alone() -> None:
    page = """<form><input name="search" value="x"></form>
      <form id="form"><input type="hidden" name="_version" value="4"><button name="_later" value="1">Later</button>
      <input type="radio" name="sex" value="F" checked><input type="radio" name="sex" value="M">
      <select name="country"><option value="CAN">Canada</option><option value="MAR" selected>Morocco</option></select>
      <textarea name="why">\nBoth &amp; all</textarea></form><input name="after" value="y">"""
    assert controls(page) == {"_version": "4", "sex": "F", "country": "MAR", "why": "Both & all"}


@pytest.mark.rush
def test_nothing_acknowledged_is_lost_while_parts_are_killed() -> None:
    process = rehearse("drafts", "--people=3", "--kills=3", "--seed=1")
    said, _ = process.communicate(timeout=600)
    assert (process.returncode, said.count("✓"), said.count("✗")) == (0, 7, 0), said
    assert left_by(process) == []
