"""How long the package of a family of four takes, as JSON: 25 MB that they sent, beside a bare merge of the same papers."""

import json
import time
from collections import defaultdict
from datetime import date
from io import BytesIO

import django

django.setup()

import pikepdf  # noqa: E402 (Django must stand first)
from django.conf import settings  # noqa: E402

from bench.photographs import jpeg  # noqa: E402
from impplus.actions import applications, blanks, documents, mandates, packages, specimens  # noqa: E402
from impplus.actions.package_work import Supplied  # noqa: E402
from impplus.actions.renditions import rendition  # noqa: E402
from impplus.demonstration import blanks as invented  # noqa: E402
from impplus.demonstration.answers import fill_in  # noqa: E402
from impplus.demonstration.papers import (  # noqa: E402
    a_jpeg,
    child_answers,
    principal_answers,
    spouse_answers,
)
from impplus.programmes.imm_forms import maps_of  # noqa: E402
from impplus.programmes.portals import Portal, Portals, portals_of  # noqa: E402
from impplus.queries import readiness  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.queries.file import file_of  # noqa: E402
from impplus.queries.packages.acting import acting_of  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402

WANTED = 25 * 10**6  # bytes sent by the family
SEVERAL = 4  # photographs of the passport of the principal applicant
FACE, SHEET = (1400, 1800), (1654, 2339)  # pixels
BESIDES = {
    "native_language": "Arabic", "communicates": "both", "language_test": "false", "national_id": "false", "us_card": "false",
    "phone_kind": "cellular", "from_day": "2027-01-10", "until_day": "2029-01-09", "school_city": "Montréal", "tuition": "0",
    "funds": "20000",
}  # fmt: skip


def main() -> None:
    """Print one line of JSON."""
    application = Application.objects.filter(status="draft", documents__isnull=False).order_by(
        "pk"
    )[0]
    on = today(application.programme)
    sent = _family(application, on)
    application = Application.objects.get(pk=application.pk)
    began = time.perf_counter()
    maps = maps_of(application.programme.code)
    given = [blanks.looked_at(invented.made(invented.of_map(one)), maps) for one in maps]
    people = file_of(application).people
    supplied = Supplied(acting_of(application), given, maps, dict.fromkeys(people, BESIDES))
    looked = time.perf_counter() - began
    figures: dict[str, object] = {
        "people": len(people),
        "bytes sent": sent,
        "seconds: blanks looked at": round(looked, 2),
    }
    portals = portals_of(application.programme.code, on)
    for portal in portals.portals:
        if portal.key in {"representatives", "new"}:
            figures |= _of(application, supplied, portals, portal, on)
    print(json.dumps(figures | _bare(application)))


def _family(application: Application, on: date) -> int:
    """Give a draft a spouse and two children, answers, and photographs of every paper until they weigh enough; the bytes sent."""
    by = application.applicant
    application.documents.all().delete()
    application.people.exclude(relation="principal").delete()
    fill_in(application, application.people.get(), principal_answers(on), by=by)
    second = child_answers(on) | {"given_names": "Lina", "passport_number": "SPECIMEN4"}
    for answers in (spouse_answers(on), child_answers(on), second):
        fill_in(application, applications.add_member(application, by=by), answers, by=by)
    application.mandates.filter(status="active").delete()
    lawyer = User.objects.filter(firm__isnull=False).order_by("pk")[0]
    signed = application.people.get(relation="principal").name
    mandates.give(application, lawyer=lawyer, signature=signed, by=by)
    file = file_of(Application.objects.get(pk=application.pk))
    total, number = 0, 0
    for one in readiness.of(file).documents_asked:
        photo = one.key == "photo"
        several = SEVERAL if (one.person, one.key) == ("principal", "passport") else 1
        for _sheet in range(several):
            heavy = not photo and total < WANTED
            content = jpeg(number) if heavy else a_jpeg(*(FACE if photo else SHEET))
            specimens.send(
                documents.SentFor(application, file.people[one.person], one.key),
                name=f"{one.key}-{number}.jpg",
                content=BytesIO(content),
                by=by,
            )
            total, number = total + len(content), number + 1
    return total


def _of(
    application: Application, supplied: Supplied, portals: Portals, portal: Portal, on: date
) -> dict[str, object]:
    file = file_of(application)
    began, used = time.perf_counter(), time.process_time()
    made = packages.made(file, portals, portal, supplied, language="en", on=on)
    wall, own = time.perf_counter() - began, time.process_time() - used
    again = packages.made(file_of(application), portals, portal, supplied, language="en", on=on)
    imm_1295 = [one for one in made.forms if one.name == "IMM 1295"]
    name = portal.key
    return {
        f"{name}: seconds": round(wall, 2),
        f"{name}: of the processor of this process": round(own, 2),
        f"{name}: files": len([one for one in made.files if one.size]),
        f"{name}: limit": portal.limit,
        f"{name}: largest file": max(one.size for one in made.files),
        f"{name}: files over the limit": len([one for one in made.files if one.over]),
        f"{name}: squeezed": len([one for one in made.files if one.dots]),
        f"{name}: least dots an inch": min((one.dots for one in made.files if one.dots), default=0),
        f"{name}: bytes of the ZIP": len(made.archive),
        f"{name}: fields of IMM 1295": sum(one.fields for one in imm_1295),
        f"{name}: fields of IMM 1295 to type": sum(len(one.by_hand) for one in imm_1295),
        f"{name}: fields of all forms": sum(one.fields for one in made.forms),
        f"{name}: fields to type": sum(len(one.by_hand) for one in made.forms),
        f"{name}: forms read back equal": f"{sum(one.equal for one in made.forms)} of {len(made.forms)}",
        f"{name}: the same bytes again": made.archive == again.archive,
    }


def _bare(application: Application) -> dict[str, object]:
    """The same papers put together by pikepdf alone, one file a person and kind: no limit, no form, no letter."""
    groups = defaultdict[tuple[int, str], list[bytes]](list)
    for one in application.documents.filter(removed_at=None):
        if one.key != "photo":
            with rendition(one) as content:
                groups[one.person_id, one.key].append(content.read())
    began, sizes = time.perf_counter(), list[int]()
    for papers in groups.values():
        with pikepdf.new() as whole:
            for paper in papers:
                with pikepdf.open(BytesIO(paper)) as opened:
                    whole.pages.extend(opened.pages)
            written = BytesIO()
            whole.save(written)
            sizes.append(written.tell())
    return {
        "bare merge: seconds": round(time.perf_counter() - began, 2),
        "bare merge: files": len(sizes),
        "bare merge: largest file": max(sizes),
        "bare merge: bytes": sum(sizes),
    }


if __name__ == "__main__":
    settings.DEBUG = False
    main()
