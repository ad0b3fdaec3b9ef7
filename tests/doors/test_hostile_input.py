"""Wrong and hostile input, through the real pages: a clear sentence, and nothing is changed or run."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model
from django.test import Client

from impplus.actions import letters
from impplus.demonstration.bulk import ready_drafts
from impplus.outside import signer
from impplus.records.models import Application, Candidate, Document, Letter
from tests.doors.addresses import address
from tests.doors.markup import Markup, Sheet
from tests.doors.table import EXPECTED, PEOPLE, answered
from tests.doors.test_who_may_open import rows_kept
from tests.doors.world import QUESTION, REASONS, World
from tests.people import as_csv, row
from tests.site import owner

OF_FIRMS = list(apps.get_app_config("practice").get_models())
SCRIPT = "\"'><script>a()</script>"
TYPED = ("Benali", "Bob Martin", "Cabinet Tremblay", "Sami", "Olivia Chen", "csq.pdf", "Rabat",
         "4-8-15", "May my brother come too?", QUESTION, REASONS)  # fmt: skip
SEARCHED = ("' OR 1=1 --", "'; DROP TABLE records_user; --", "%", "_", "\\", "\x00", "(((", "[a", "*",
            "\ufdfa" * 100, "\u202eilaneB", "🌸", "x" * 5000, "${jndi:x}", "{{7*7}}")  # fmt: skip
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\")")  # fmt: skip


def test_a_date_that_does_not_exist_is_said_and_stays(world: World) -> None:
    there = address(world, "portal:member-step draft", "fr")
    browser = world.browser("alice")
    typed = Sheet(browser.get(there).content.decode()).standing()
    typed |= {"born_0": "2015", "born_1": "février", "born_2": "30"}
    answer = browser.post(there, typed, follow=True)
    content = answer.content.decode()
    assert answer.status_code == 422
    assert "30 février 2015 n’existe pas" in content
    assert Sheet(content).standing("text")["born_2"] == "30"


def test_a_name_may_be_in_any_script_and_have_any_sign(world: World) -> None:
    browser = world.browser("alice")
    for name in ("Zoé 🌸", "محمد", "李小龍", "O’Neill-Đặng", SCRIPT):
        there = address(world, "portal:member-step draft")
        typed = Sheet(browser.get(there).content.decode()).standing()
        assert browser.post(there, typed | {"given_names": name}).status_code == 302
        assert name in Markup(_get(browser, address(world, "portal:review draft"))).said()


def hostile(world: World) -> None:
    """Put a script in the place of every word that somebody typed, in records and in letters."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")  # what was sent as well
        for model in [*apps.get_app_config("records").get_models(), *OF_FIRMS]:
            if model._meta.model_name in {"event", "firmevent"}:  # the log holds its hash
                continue
            for record in model._default_manager.all():
                changed = [column.attname for column in model._meta.concrete_fields
                           if _replaced(record, column.attname)]  # fmt: skip
                if changed:
                    record.save(update_fields=changed)
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


def _replaced(record: Model, name: str) -> bool:
    before = getattr(record, name)
    after = _without(before)
    setattr(record, name, after)
    return bool(before != after)


def _without(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one) for one in value]
    if isinstance(value, str):
        for word in TYPED:
            value = value.replace(word, SCRIPT)
    return value


@pytest.mark.parametrize("who", PEOPLE)
def test_what_people_typed_is_shown_and_never_run(world: World, who: str) -> None:
    hostile(world)
    browser = world.browser(who)
    shown = set()
    for at, reader in answered("200"):
        if reader != who or at.startswith("api:"):
            continue
        answer = browser.get(address(world, at))
        if answer.headers["Content-Type"].startswith("text/html"):
            page = Markup(answer.content.decode())
            assert (at, page.strange_scripts()) == (at, [])
            if SCRIPT in page.said():
                shown.add(at)
    assert SHOWING.get(who, set()) <= shown


SHOWING = {
    "alice": {"portal:review draft", "portal:status file", "portal:letter file",
              "portal:question file", "portal:mandates draft", "portal:family draft"},
    "lucie": {"portal:review draft", "portal:letter file", "firm:home", "firm:enquiry"},
    "olivia": {"desk:file file", "desk:file decided", "desk:queue", "desk:letter decided",
               "desk:decision file", "desk:completeness early"},
    "mathieu": {"desk:candidates", "desk:round", "desk:invitation"},
    "nobody": {"public:firms", "public:enquiry"},
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_hostile_name_stands_in_a_signed_letter_as_it_was_typed(
    world: World, language: str
) -> None:
    hostile(world)
    for kind in ("receipt", "permit", "approval"):
        letter = Letter.objects.get(application=world.decided, kind=kind)
        assert signer.verify(letters.made(letter, language)).intact


@pytest.mark.parametrize(("at", "who"), [("desk:queue", "olivia"), ("desk:candidates", "mathieu")])
def test_a_search_is_only_a_search(world: World, at: str, who: str) -> None:
    browser, before = world.browser(who), rows_kept()
    for text in SEARCHED:
        answer = browser.get(address(world, at), {"q": text, "status": "all"})
        page = Markup(answer.content.decode())
        found = page.parts.count("td")
        nothing_asked = not text.strip("\x00")
        assert (text, answer.status_code, found > 0) == (text, 200, nothing_asked)
    for more in ({"page": "-1"}, {"page": "9" * 30}, {"page": SCRIPT}, {"status": SCRIPT}):
        page = Markup(_get(browser, address(world, at), more))
        assert (more, page.strange_scripts()) == (more, [])
    assert rows_kept() == before


def test_a_cell_that_would_be_a_formula_stays_a_text(world: World, at_work: None) -> None:
    browser = world.browser("mathieu")
    day = world.invitation.issued_on
    rows = [row(number, day, family_name=text, csq_number=f"Q9{number:07}")
            for number, text in enumerate(FORMULAS, start=50)]  # fmt: skip
    list_of = _file("list.csv", as_csv(*rows).replace(b',"', b","))
    assert browser.post(address(world, "desk:import"), {"list": list_of}).status_code == 302
    taken = set(Candidate.objects.filter(reference__gte="C0000050", reference__lt="C0000060")
                .values_list("family_name", flat=True))  # fmt: skip
    assert taken <= set(FORMULAS)
    sample = browser.get(address(world, "desk:sample")).content.decode()
    assert [
        c for line in sample.splitlines() for c in line.split(",") if c[:1] in "=+-@\t" and c
    ] == []


def test_parts_of_one_file_are_not_found_under_another(world: World) -> None:
    (bobs,) = ready_drafts(1, world.invitation.issued_on, [world.bob])
    browser, before = world.browser("bob"), rows_kept()
    tried = []
    for at in EXPECTED:
        if not at.startswith("portal:") or at.partition(" ")[0].count(":") != 1:
            continue
        there = address(world, at)
        parts = [part for part in there.split("/") if part.isdecimal()]
        if parts:
            number = getattr(world, at.partition(" ")[2]).number
            under_his = there.replace(number, bobs.number)
            # What is only sent to is not read, whoever asks.
            unread = 405 if world.browser("alice").get(there).status_code == 405 else 404
            tus = {"Tus-Resumable": "1.0.0"}  # what a part of a protocol asks for before all else
            answers = [
                browser.get(under_his),
                browser.post(under_his, {"sure": "1"}, headers=tus),
            ]
            assert (at, answers[0].status_code) == (at, unread)
            # What is only read is not sent to, whoever asks.
            assert (at, answers[1].status_code in (404, 405)) == (at, True)
            tried.append(at)
    assert len(tried) >= 10
    assert rows_kept() == before


def test_an_officer_finds_no_part_of_one_file_under_another(world: World) -> None:
    browser = world.browser("olivia")
    for at in ("desk:document file", "desk:record-biometrics file", "desk:letter decided",
               "desk:letter-pdf decided"):  # fmt: skip
        file: Application = getattr(world, at.partition(" ")[2])
        other = world.decided if file == world.file else world.file
        there = address(world, at).replace(file.number, other.number)
        assert (at, browser.get(there).status_code in {404, 409}) == (at, True)


@pytest.mark.parametrize(
    "number", ["0", "-1", "9" * 40, "%00", "W-TEST-0002%00", "..", "%2e%2e%2f", "W'--"]
)
def test_a_number_that_was_never_given_is_not_found(world: World, number: str) -> None:
    for who, base in (("alice", "application"), ("olivia", "desk/files")):
        answer = world.browser(who).get(f"/en/{base}/{number}/")
        assert (who, answer.status_code) == (who, 404)
    assert Client().get(f"/en/verify/{number}/").status_code in {200, 404}


@pytest.mark.parametrize(
    "file", [b"", b"%PDF-1.7 broken", b"MZ\x90\x00", b"<html><script>a()</script>"]
)
def test_a_file_that_is_none_is_said_at_its_field(world: World, file: bytes) -> None:
    before = Document.objects.count()
    there = address(world, "portal:upload draft", "fr")
    answer = world.browser("alice").post(there, {"file": _file("a.pdf", file)})
    content = answer.content.decode()
    assert answer.status_code == 422
    assert ('class="error-summary"' in content, 'id="id_file_error"' in content) == (True, True)
    assert Document.objects.count() == before


def _get(browser: Client, there: str, more: dict[str, str] | None = None) -> str:
    answer = browser.get(there, more)
    assert answer.status_code == 200
    return answer.content.decode()


def _file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
