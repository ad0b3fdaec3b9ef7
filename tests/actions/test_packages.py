"""Packages of a represented family: every file in its slot under the limit, forms filled in, letters from the findings, one ZIP."""

import hashlib
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest

from impplus.actions import blanks, form_signatures, mandates, packages
from impplus.actions.package_work import Supplied
from impplus.actions.packages import Package
from impplus.demonstration import blanks as invented
from impplus.programmes.imm_forms import maps_of
from impplus.programmes.portals import portals_of
from impplus.queries.file import file_of
from impplus.queries.findings import judged
from impplus.queries.packages import letters as written
from impplus.queries.packages.facts import Acting
from impplus.queries.packages.places import shown_in
from impplus.queries.packages.planned import planned
from impplus.records.models import Application, User
from impplus.words.text import Text
from tests import matters, ready

pytestmark = pytest.mark.django_db(transaction=False)
ACTING = Acting("Lucie Gagnon", "P12345", "lucie@example.test", "Gagnon Roy", "Ottawa")
MAPS = maps_of("imp-plus")
BESIDES = {
    "native_language": "Arabic",
    "communicates": "both",
    "language_test": "false",
    "national_id": "false",
    "us_card": "false",
    "phone_kind": "cellular",
    "from_day": "2027-01-10",
    "until_day": "2029-01-09",
    "school_city": "Montréal",
    "tuition": "0",
    "funds": "20000",
}


@pytest.fixture
def client_file(draft: Application, alice: User, lucie: User, this_day: date) -> Application:
    """Alice's application with her family, documents and all answers, and Lucie to represent her."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    ready.family(draft, this_day)
    return Application.objects.get(pk=draft.pk)


@pytest.fixture(scope="module")
def supplied() -> Supplied:
    """What Lucie's firm brings: invented blanks of every form that is mapped, and what forms ask besides."""
    given = [blanks.looked_at(invented.made(invented.of_map(one)), MAPS) for one in MAPS]
    names = ("principal", "partner", "child-1")
    return Supplied(ACTING, given, MAPS, dict.fromkeys(names, BESIDES))


def package(
    application: Application,
    supplied: Supplied,
    on: date,
    portal: str = "representatives",
    language: str = "en",
) -> Package:
    portals = portals_of("imp-plus", on)
    chosen = portals.portal(portal)
    assert chosen
    return packages.made(file_of(application), portals, chosen, supplied, language=language, on=on)


def states(made: Package) -> dict[str, str]:
    return {one.path: one.state for one in made.files}


def test_a_family_gets_every_file_in_its_slot_and_every_form_read_back_equal(
    client_file: Application, supplied: Supplied, this_day: date
) -> None:
    made = package(client_file, supplied, this_day)
    mine = {
        "imm-1295.pdf": "validate", "passport.pdf": "ready", "invitation.pdf": "missing", "csq.pdf": "ready",
        "residence-proof.pdf": "ready", "photo.jpg": "ready", "family-information.pdf": "sign",
        "use-of-representative.pdf": "sign", "submission-letter.pdf": "ready", "client-information.pdf": "ready",
    }  # fmt: skip
    spouse = {
        "imm-1295.pdf": "validate", "passport.pdf": "ready", "photo.jpg": "ready", "family-information.pdf": "sign",
        "use-of-representative.pdf": "ready", "client-information.pdf": "ready",
    }  # fmt: skip
    child = {
        "imm-1294.pdf": "validate", "passport.pdf": "ready", "photo.jpg": "ready", "caq.pdf": "ready",
        "birth-certificate.pdf": "ready",
    }  # fmt: skip
    of = {"principal": mine, "partner": spouse, "child-1": child}
    assert states(made) == {
        f"{who}/{file}": is_ for who, files in of.items() for file, is_ in files.items()
    }
    assert max(one.size for one in made.files) <= made.portal.limit
    letter = next(one for one in made.files if one.key == "invitation")
    assert (letter.said.en, letter.about) == ("1 missing", (letter.slot,))
    assert [(one.name, one.by_hand, one.equal) for one in made.forms] == [
        ("IMM 1295", (), True),
        ("IMM 5707", (), True),
        ("IMM 5476", (), True),
        ("IMM 1295", (), True),
        ("IMM 5707", (), True),
        ("IMM 1294", (), True),
    ]


def test_the_archive_is_the_same_for_the_same_file_and_day_and_its_manifest_holds(
    client_file: Application, supplied: Supplied, this_day: date
) -> None:
    made = package(client_file, supplied, this_day)
    assert package(client_file, supplied, this_day).archive == made.archive
    with zipfile.ZipFile(BytesIO(made.archive)) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    manifest = held.pop("manifest.sha256").decode()
    assert manifest == "".join(
        f"{hashlib.sha256(held[name]).hexdigest()}  {name}\n" for name in sorted(held)
    )
    filed = {one.path for one in made.files if one.size}
    letters = {
        f"{one}.{at}.pdf"
        for one in ("submission-letter", "explanation-letter", "portal-sheet")
        for at in ("en", "fr")
    }
    assert held.keys() == filed | letters


def test_a_form_that_was_validated_and_ticked_is_ready_until_an_answer_changes(
    client_file: Application, supplied: Supplied, this_day: date
) -> None:
    made = package(client_file, supplied, this_day)
    ticked = replace(supplied, ticked=frozenset(one.sha256 for one in made.files if one.form))
    assert {one.state for one in package(client_file, ticked, this_day).files if one.form} == {
        "ready"
    }
    people = client_file.people.get(relation="principal")
    people.family_name = "Benali-Roy"
    people.save()
    changed = package(Application.objects.get(pk=client_file.pk), ticked, this_day)
    assert states(changed)["principal/imm-1295.pdf"] == "validate"


def test_the_age_of_the_signed_form_is_that_of_its_older_signature(
    client_file: Application, supplied: Supplied, lucie: User, this_day: date
) -> None:
    def said() -> list[tuple[str, bool | None]]:
        looks = package(client_file, supplied, this_day).checks
        found = [(one.text.en, one.right) for one in looks]
        return [one for one in found if one[0].startswith("Use of a representative")]

    (before,) = said()  # the appointment on this site is no signature of the form
    assert ("note in the matter" in before[0], before[1]) == (True, None)
    matter = matters.opened(lucie, application=client_file.pk)
    for side, age in (("client", 61), ("representative", 2)):
        signed_on = this_day - timedelta(days=age)
        form_signatures.note(matter, side=side, name="Alice", signed_on=signed_on, by=lucie)
    assert said() == [
        ("Use of a representative signed 61 days ago; received after 90 days it is returned", False)
    ]


def test_without_blanks_and_answers_the_package_says_what_stops_it(
    client_file: Application, supplied: Supplied, this_day: date
) -> None:
    unsaid = replace(supplied, besides={})
    form = next(
        one for one in package(client_file, unsaid, this_day).files if one.key == "imm-1295"
    )
    assert (form.state, form.said.en) == ("unsaid", "8 not answered")
    assert form.about[0] == Text("Native language", "Langue maternelle")
    bare = package(client_file, Supplied(ACTING, (), MAPS), this_day)
    assert {one.state for one in bare.files if one.form} == {"no-blank"}
    assert bare.forms == ()


def test_who_keeps_answers_private_is_not_in_the_package(
    client_file: Application, supplied: Supplied, this_day: date, alice: User
) -> None:
    spouse = client_file.people.get(relation="spouse")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "impplus.queries.packages.planned.hidden_in",
            lambda _application: frozenset({spouse.pk}),
        )
        made = package(client_file, supplied, this_day)
    assert {one.name for one in made.files} == {"principal", "child-1"}


def test_nothing_is_filed_for_a_stranger_to_the_programme_of_slots(
    client_file: Application, supplied: Supplied, this_day: date
) -> None:
    portals = portals_of("imp-plus", this_day)
    with pytest.raises(packages.NothingToFile):
        packages.made(
            file_of(client_file),
            replace(portals, slots=()),
            portals.portals[0],
            supplied,
            language="en",
            on=this_day,
        )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_letter_of_explanation_names_each_condition_with_its_page(
    client_file: Application, this_day: date, language: str
) -> None:
    file, portals = file_of(client_file), portals_of("imp-plus", this_day)
    plan = planned(file, portals, portals.portals[0])
    shown = tuple(shown_in(plan, file.programme.shown, {}))
    found = judged(file)
    said = written.explanation(file, ACTING, found, shown, ["principal"], language, this_day)
    met = [one for one in found.conditions if one.met]
    (section,) = said.sections
    assert [one.split(":")[0].strip("\u00a0") for one in section["points"][: len(met)]] == [
        one.title.say(language) for one in met
    ]
    proof = {
        "en": "Selection certificate (CSQ) (principal/csq.pdf, page 1)",
        "fr": "Certificat de sélection (CSQ) (principal/csq.pdf, page 1)",
    }
    assert [one for one in section["points"] if proof[language] in one] != []
