"""A programme's folder is read only where it is sound; every fault is named by file and row."""

import sys
from datetime import date
from pathlib import Path

import pytest

from impplus.programmes import IMP_PLUS, imp_plus
from impplus.rules.answer import fingerprint
from impplus.rules.folder import BadFolder, read_folder
from impplus.rules.programme import Programme, load
from impplus.words.text import Text
from tests.lighthouse import FOLDER, LIGHTHOUSE
from tests.rules.folder.broken import BRACES, TEXT, change, copied, faults

pytestmark = pytest.mark.thorough

NBSP = "\u00a0"

AMOUNT = 'must be an amount in quotation marks, with two decimals and no sign, such as "12.50"'
AMOUNT_FR = 'doit être un montant entre guillemets, à deux décimales et sans signe, comme "12.50"'
DAY = "must be a day without quotation marks, such as 2026-03-02"
NO_QUESTIONS = "must give each question by name, and the function that answers it"
FIRST_FEE = "fees.toml, [[fees]] 1 (oil)"


@pytest.mark.parametrize(
    ("one", "original"),
    [(IMP_PLUS, Path(imp_plus.__file__).parent), (LIGHTHOUSE, FOLDER)],
    ids=["IMP+", "lighthouse"],
)
def test_a_copy_loads_the_same_way_from_any_path(
    one: Programme, original: Path, tmp_path: Path
) -> None:
    other = load(copied(original, tmp_path / "a copy, elsewhere"))
    assert fingerprint(one) == fingerprint(other)
    assert [row.key for row in one.conditions] == [row.key for row in other.conditions]
    assert (one.fees, one.caps, one.documents) == (other.fees, other.caps, other.documents)
    assert (one.permit, one.form, one.letter_texts) == (
        other.permit,
        other.form,
        other.letter_texts,
    )


def test_reading_a_folder_writes_nothing_into_it_and_leaves_no_module(folder: Path) -> None:
    files, modules = sorted(folder.rglob("*")), set(sys.modules)
    read_folder(folder)
    assert sorted(folder.rglob("*")) == files
    assert set(sys.modules) == modules


def test_the_python_of_a_copy_is_the_copys_own(folder: Path) -> None:
    change(folder / "conditions.py", '"keeper-age"', '"another-age"')
    change(folder / "programme.toml", '"keeper-age"', '"another-age"')
    found = read_folder(folder).code["eligibility"].adult.__code__.co_consts
    assert "another-age" in found


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("fees", '"12.00"', '"-12.00"', f"{FIRST_FEE}, amount: {AMOUNT}"),
        ("fees", '"12.00"', '"12.005"', f"{FIRST_FEE}, amount: {AMOUNT}"),
        ("fees", '"12.00"', "12.00", f"{FIRST_FEE}, amount: {AMOUNT}"),
        ("fees", '"12.00"', '"NaN"', f"{FIRST_FEE}, amount: {AMOUNT}"),
        ("fees", '"8.00"', '"-1"', f"fees.toml, [[fees]] 4 (biometrics), family_maximum: {AMOUNT}"),
        ("fees", "2026-12-31", "2025-12-31", f"{FIRST_FEE}, until: the last day (until) is before the first (since)"),
        ("fees", "since = 2026-01-01", 'since = "2026-01-01"', f"{FIRST_FEE}, since: {DAY}"),
        ("fees", "since = 2026-01-01", "since = 2026-01-01T00:00:00", f"{FIRST_FEE}, since: {DAY}"),
        ("fees", "2026-12-31", "2026-12-31T10:00:00", f"{FIRST_FEE}, until: {DAY}"),
        ("fees", 'amount = "12.00"\n', "", f"{FIRST_FEE}, amount: is missing"),
        ("fees", "until", "untill", f"{FIRST_FEE}, untill: is not a name known here"),
        ("fees", '"lamp-act"', '"hearsay"', f"{FIRST_FEE}, source: is not a source of sources.toml"),
        ("fees", '"keeper"', '"kipper"', "fees.toml, [[fees]] 3 (foghorn), when: is not a question of conditions.py"),
        ("fees", 'text.fr = "Huile pour la lampe"\n', "", f"{FIRST_FEE}, text: {TEXT}"),
        ("fees", '"Oil for the lamp"', '" "', f"{FIRST_FEE}, text: {TEXT}"),
        ("fees", "Oil for", "{Oil} for", f"{FIRST_FEE}, text: {BRACES}"),
        (
            "fees",
            "since = 2027-01-01",
            "since = 2026-01-01",
            "fees.toml, [[fees]] 2 (oil): has the key and the first day (since) of [[fees]] 1 (oil)",
        ),
        (
            "fees",
            "since = 2027-01-01",
            "since = 2026-12-31",
            "fees.toml, [[fees]] 2 (oil), since: begins while [[fees]] 1 (oil) still holds; that one must end (until) by 2026-12-30",
        ),
        ("fees", '"foghorn"\namount', '"Fog Horn"\namount', "fees.toml, [[fees]] 3 (Fog Horn), key: must be at most 40 small letters, digits and hyphens"),
        ("fees", '"refused"', '"sunk"', "fees.toml, [[refunds]] 3 (sunk), key: must be one of over-cap, not-submitted, returned, withdrawn-before-processing, withdrawn, refused, approved, terminated, late"),
        ("fees", "counts = true", "counts = 1", "fees.toml, [[refunds]] 1 (returned), counts: must be true or false"),
        ("fees", '["foghorn"]', '["fog"]', "fees.toml, [[refunds]] 3 (refused), fees, 1: is not a fee of fees.toml"),
        ("fees", '["foghorn"]', '"foghorn"', "fees.toml, [[refunds]] 3 (refused), fees: must be a list"),
        ("caps", "size = 3", "size = -1", "caps.toml, [[caps]] 1 (2026), size: must be a whole number of at least 0"),
        ("caps", "size = 3", "size = true", "caps.toml, [[caps]] 1 (2026), size: must be a whole number of at least 0"),
        ("caps", "year = 2027", "year = 2026", "caps.toml, [[caps]] 2 (2026): already stands at [[caps]] 1 (2026)"),
        ("documents", '"partner"]', '"aunt"]', "documents.toml, [[documents]] 1 (sea-legs), who, 2: must be one of principal, partner, child"),
        ("documents", "The boat", "The {boat}", f"documents.toml, [[documents]] 1 (sea-legs), why: {BRACES}"),
        ("eligibility", 'not_known.en = "The day', 'not_known.de = "The day', f"eligibility.toml, [in-force], not_known: {TEXT}"),
        ("eligibility", "Say the day.", "Say the {day}.", f"eligibility.toml, [in-force], remedy_not_known: {BRACES}"),
        ("eligibility", "Say the day.", "Say the {keeper-age!r}.", f"eligibility.toml, [in-force], remedy_not_known: {BRACES}"),
        ("eligibility", "Say the day.", "Say the {keeper-age:>9}.", f"eligibility.toml, [in-force], remedy_not_known: {BRACES}"),
        ("eligibility", "Say the day.", "Say the {day.", f"eligibility.toml, [in-force], remedy_not_known: {BRACES}"),
        ("eligibility", "[by-the-sea]", "[by-the-see]", "eligibility.py, by-the-sea: has no words in the TOML file of the same name"),
        ("family", "[helper-of-age]", "[helper]", "family.py, helper-of-age: has no words in the TOML file of the same name"),
        ("requirements", '"at-decision"', '"at-sea"', "requirements.toml, [[requirements]] 1 (steady-nerves), judged: must be one of at-submission, at-decision"),
        ("conditions", "adult =", "grown =", "conditions.py, adult: has no words in the TOML file of the same name"),
        ("biometrics", "from_age = 30", "from_age = 61", "biometrics.toml, [[biometrics]] 1 (biometrics), to_age: must not be below from_age"),
        ("biometrics", '["ISL"]', '["Iceland"]', "biometrics.toml, [[biometrics]] 1 (biometrics), exempt_nationals, 1: must be the code of a country that exists, in three capital letters"),
        ("biometrics", "A print counts for one year", "It counts {year} years", f"biometrics.toml, [[biometrics]] 1 (biometrics), whys, too-old-biometrics, text: {BRACES}"),
        ("biometrics", "biometrics.whys.pending", "biometrics.whys.hanging", "biometrics.toml, [[biometrics]] 1 (biometrics), whys, pending: is missing"),
        ("medical", "[]", "[3]", "medical.toml, [[medical]] 1: must be a table"),
        ("permit", '"NL"', '"Labrador"', "permit.toml, [[kinds]] 1 (keeper-permit), province: must be one of AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT"),
        ("permit", 'kinds = ["keeper-permit", "helper-permit"]', 'kinds = ["sleeper-permit"]', "permit.toml, [[conditions]] 1 (at-night), kinds, 1: is not a kind of permit.toml"),
        ("permit", "years = 2", "years = 0", "permit.toml, [[kinds]] 1 (keeper-permit), years: must be a whole number of at least 1"),
        ("sources", "https://lighthouse.example/act", "lighthouse.example", "sources.toml, [lamp-act], url: must be an address that begins with https://"),
        ("sources", 'cite = "Lamp Act / Loi sur les lampes 1"', "cite = 1", "sources.toml, [lamp-act], cite: must be a text in quotation marks"),
        ("programme", '"America/St_Johns"', '"Atlantic/Nowhere"', "programme.toml, [[settings]] 1 (time-zone), value: must be a time zone, or a number of days, as the key says"),
        ("programme", '"America/St_Johns"', '"../../etc/passwd"', "programme.toml, [[settings]] 1 (time-zone), value: must be a time zone, or a number of days, as the key says"),
        ("programme", '"America/St_Johns"', "7", "programme.toml, [[settings]] 1 (time-zone), value: must be a time zone, or a number of days, as the key says"),
        ("programme", "value = 10", 'value = ["ten"]', "programme.toml, [[settings]] 6 (invitation-days), value: must be a time zone, or a number of days, as the key says"),
        ("programme", "value = 1\n", "value = 0\n", "programme.toml, [[settings]] 11 (round-draw-days), value: must be a time zone, or a number of days, as the key says"),
        ("programme", "value = 25", "value = 25.5", "programme.toml, [[settings]] 2 (keeper-age), value: must be true, false, a whole number, a word or a list of words"),
        ("programme", 'value = 25\nsource = "lamp-act"\n', "value = 25\n", "programme.toml, [[settings]] 2 (keeper-age): must cite a source, or say in a note that no text settles it"),
        ("programme", '"invitation-days"', '"letter-days"', "programme.toml, [[settings]] (invitation-days): is missing"),
        ("programme", 'since = 0001-01-01\nvalue = "America', 'since = 2026-01-01\nvalue = "America', "programme.toml, [[settings]] (time-zone): must hold on every day: since = 0001-01-01 in one row, and no until in any"),
        ("programme", "[[offices]]", "[[desks]]", "programme.toml, desks: is not a name known here"),
        ("programme", "since = 0001-01-01\nvalue = 30", "since = 2026-01-01\nvalue = 30", "programme.toml, [[settings]] (fee-warning-days): must hold on every day: since = 0001-01-01 in one row, and no until in any"),
        ("programme", "value = 30", "until = 2030-01-01\nvalue = 30", "programme.toml, [[settings]] (fee-warning-days): must hold on every day: since = 0001-01-01 in one row, and no until in any"),
        ("programme", "fees_repaid = true\n", "", "programme.toml, [[orders]] 1 (long-night), fees_repaid: must be said by an order that terminates applications"),
        ("programme", 'resumes = "fog"\n', "", "programme.toml, [[orders]] 3 (fog-lifts), resumes: must name what is resumed, in an order that resumes processing and in no other"),
        ("programme", 'resumes = "fog"', 'resumes = "long-night"', "programme.toml, [[orders]] (fog-lifts), resumes: is no order here that suspends processing"),
        ("programme", "decides = true\n", "", "programme.toml, [[offices]]: one of them must decide on applications (decides = true)"),
        ("programme", "decides = true\n", "decides = true\nuntil = 2030-12-31\n", "programme.toml, [[offices]]: none decides on 2031-01-01"),
        ("programme", 'note.en = "It stands on Belle Isle."\nnote.fr = "Il se dresse sur Belle Isle."\n', "", "programme.toml, [[offices]] 1 (keepers): must cite a source, or say in a note that no text settles it"),
        ("programme", "in_canada = true", 'in_canada = "no"', "programme.toml, [[offices]] 1 (keepers), in_canada: must be true or false"),
        ("sources", 'https://lighthouse.example/loi', 'lighthouse', "sources.toml, [lamp-act], url_fr: must be an address that begins with https://"),
    ],
)  # fmt: skip
def test_a_broken_row_is_named_with_its_file(
    file: str, old: str, new: str, said: str, folder: Path
) -> None:
    change(folder / f"{file}.toml", old, new)
    assert faults(folder)[0] == said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "eligibility.py",
            'key="by-the-sea", since=LIT, cite="lamp-act"',
            'key="by-the-sea", since=LIT, cite="hearsay"',
            ["eligibility.py, by-the-sea, cite: is not a source of sources.toml"],
        ),
        (
            "family.py",
            '    relations=("spouse", "common-law", "child"),\n',
            "",
            ["family.py, helper-of-age, relations: is missing"],
        ),
        (
            "eligibility.py",
            "lives_by_the_sea)",
            "lives_by_the_sea, lives_by_the_sea)",
            ["eligibility.py, by-the-sea: has the key and the first day (since) of by-the-sea"],
        ),
        ("conditions.py", "WHEN:", "WHAT:", ["conditions.py, WHEN: is missing"]),
        ("conditions.py", "WHEN:", "WHEN = 3\nW:", [f"conditions.py, WHEN: {NO_QUESTIONS}"]),
        ("conditions.py", '"adult": adult', '"adult": 3', [f"conditions.py, WHEN: {NO_QUESTIONS}"]),
        (
            "conditions.py",
            '"always": always, ',
            "",
            [
                "conditions.py, always: is not a name known here",
                "conditions.py, always: is missing",
            ],
        ),
    ],
)
def test_a_broken_rule_is_named(
    file: str, old: str, new: str, said: list[str], folder: Path
) -> None:
    change(folder / file, old, new)
    assert faults(folder) == said


def test_everything_that_is_wrong_is_said_at_once_in_both_languages(folder: Path) -> None:
    change(folder / "fees.toml", '"12.00"', '"12"')
    change(folder / "caps.toml", "size = 2", "size = -2")
    assert faults(folder) == [
        "caps.toml, [[caps]] 2 (2027), size: must be a whole number of at least 0",
        f"{FIRST_FEE}, amount: {AMOUNT}",
    ]
    assert faults(folder, "fr") == [
        f"caps.toml, [[caps]] 2 (2027), size{NBSP}: doit être un nombre entier d’au moins 0",
        f"{FIRST_FEE}, amount{NBSP}: {AMOUNT_FR}",
    ]


def test_files_that_cannot_be_read_are_named_alone(folder: Path) -> None:
    """What names their rows would be called wrong, too, and is not."""
    change(folder / "fees.toml", '"12.00"', '"12"')
    (folder / "medical.toml").unlink()
    (folder / "sources.toml").unlink()
    assert faults(folder) == ["sources.toml: is missing", "medical.toml: is missing"]
    assert faults(folder, "fr") == [f"sources.toml{NBSP}: manque", f"medical.toml{NBSP}: manque"]


def test_a_newer_row_ends_an_older_one_that_names_no_end(folder: Path) -> None:
    change(folder / "fees.toml", "until = 2026-12-31\n", "")
    assert [row.key for row in read_folder(folder).tables["fees"]["fees"]][:2] == ["oil", "oil"]


def test_a_row_may_hold_for_one_day(folder: Path) -> None:
    change(folder / "fees.toml", "until = 2026-12-31", "until = 2026-01-01")
    assert load(folder).fees[0].until == date(2026, 1, 1)


def test_an_order_may_have_no_last_day(folder: Path) -> None:
    change(folder / "programme.toml", "until = 2026-05-31\n", "")
    assert [order.until for order in load(folder).orders] == [None, date(2026, 6, 30), None]


def test_a_cap_may_be_zero(folder: Path) -> None:
    change(folder / "caps.toml", "size = 3", "size = 0")
    cap = load(folder).cap(2026)
    assert cap is not None
    assert cap.size == 0


def test_a_target_beside_a_cap_names_its_source(folder: Path) -> None:
    change(folder / "caps.toml", "size = 3", "size = 3\ntarget = 2")
    assert faults(folder) == [
        "caps.toml, [[caps]] 1 (2026), target: must stand together with its target_source"
    ]
    change(folder / "caps.toml", "target = 2", 'target = 2\ntarget_source = "lamp-act"')
    cap = load(folder).cap(2026)
    assert cap is not None
    assert cap.target == 2


def test_a_document_of_which_no_file_is_asked_says_what_stands_instead(folder: Path) -> None:
    oil_can = 'who = ["principal"]'
    change(folder / "documents.toml", oil_can, f'{oil_can}\nheld_for = ["principal"]')
    assert faults(folder) == [
        "documents.toml, [[documents]] 2 (oil-can), held_for: must stand together with instead"
    ]
    held = 'held_for = ["principal"]'
    change(
        folder / "documents.toml", held, f'{held}\ninstead = {{ en = "Mine.", fr = "Le mien." }}'
    )
    (oil,) = (row for row in load(folder).documents if row.key == "oil-can")
    assert oil.instead_for("principal") == Text(en="Mine.", fr="Le mien.")
    assert oil.instead_for("partner") is None


@pytest.mark.parametrize("broken", ["def", "import nowhere_at_all", "1 / 0", "WHEN = undefined"])
def test_what_the_python_of_a_folder_raises_is_not_hidden(broken: str, folder: Path) -> None:
    (folder / "conditions.py").write_text(broken, encoding="utf-8")
    with pytest.raises((SyntaxError, ImportError, ZeroDivisionError, NameError)) as raised:
        read_folder(folder)
    assert type(raised.value) is not BadFolder
    assert [name for name in sys.modules if name.startswith("folder_")] == []


def test_a_bad_folder_says_its_faults_line_by_line(folder: Path) -> None:
    (folder / "caps.toml").unlink()
    (folder / "fees.toml").unlink()
    with pytest.raises(BadFolder) as refused:
        load(folder)
    assert str(refused.value) == "caps.toml: is missing\nfees.toml: is missing"
