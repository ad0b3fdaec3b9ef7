"""The papers of invented people: the ministry's list, the family that the tests know, and specimen files."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from textwrap import fill

from PIL import Image, ImageDraw, ImageFont

from impplus.demonstration.people import ALICE, Invented
from impplus.queries.list_columns import COLUMNS
from impplus.rules.dated import last_day
from impplus.rules.form import Answer

MARK = "SPECIMEN"
INVENTED = "Invented person – Personne inventée"
# Pillow’s own font has neither accents nor a dash.
FONT = Path(__file__).parent.parent / "outside" / "typst" / "fonts" / "NotoSans-Regular.ttf"
GREY, INK, PAPER = 205, 40, 250
MADE = date(2022, 5, 24).timetuple()  # a file with no clock in it has the same hash every time
CSQ_YEARS = 2  # of a certificate issued since 2018-08-02 (Quebec Immigration Regulation, s. 108)


def row(number: int, on: date, who: Invented = ALICE, **changes: str) -> dict[str, str]:
    """A sound line of the ministry's list, for a certificate issued 200 days before a day."""
    issued = on - timedelta(days=200)
    return {
        "reference": f"C{number:07}",
        "mifi_file": f"C{number:010}",
        "csq_number": f"Q{number:08}",
        "csq_programme": "PRTQ",
        "csq_issued": issued.isoformat(),
        "csq_expires": last_day(issued, CSQ_YEARS).isoformat(),
        "family_name": who.family_name,
        "given_names": who.given_names,
        "born": who.born.isoformat(),
        "nationality": who.origin.country,
        "lives_country": who.origin.country,
        "email": f"candidate{number}@example.test",
        "language": who.origin.language,
    } | changes


def as_csv(*rows: dict[str, str]) -> bytes:
    """The list as the ministry would send it."""
    lines = [",".join(COLUMNS)]
    lines += [",".join(one[column] for column in COLUMNS) for one in rows]
    return "\n".join(lines).encode()


# What is asked of each adult about the past.
PAST = (
    "refused_before", "offence", "unauthorized_work", "applied_before", "overstayed", "tuberculosis",
    "care_needed", "served", "held_office", "violent_group", "ill_treatment",
)  # fmt: skip


# And of whom they lived with, and where.
ELSEWHERE = (*PAST, "union_before", "has_other_children", "lived_elsewhere")


def principal_answers(on: date) -> dict[str, Answer]:
    """What Alice answers about herself, single fields that a test looks for included."""
    line = row(1, on)
    issued = date.fromisoformat(line["csq_issued"])
    return {
        **{key: line[key] for key in ("csq_programme", "csq_number", "mifi_file")},
        "csq_issued": issued,
        "csq_expires": date.fromisoformat(line["csq_expires"]),
        "lives_country": "MAR",
        "intends_quebec": True,
        "pr_applied": False,
        "in_canada": False,
        "passport_expires": date(on.year + 7, 5, 1),
        "passport_issued": date(on.year - 3, 5, 2),
        "relationship": "married",
        "married_on": date(2014, 8, 2),
        "birth_city": "Fès",
        "birth_country": "MAR",
        "passport_number": "SPECIMEN1",
        "passport_country": "MAR",
        "passport_kind": "ordinary",
        "jobs": _worked("2012-09", "Infirmière", "Hôpital Exemple"),
        "schooling": _studied("Institut Exemple", "Soins infirmiers"),
        "own_parents": [_parent("mother", "Zineb", "1961-02-03"), _parent("father", "Omar", "")],
        "address": "12, rue des Orangers",
        "city": "Rabat",
        "occupation": "Infirmière",
        "education": "bachelor",
        **_named(ALICE.given_names, ALICE.family_name, ALICE.sex, ALICE.born),
        **dict.fromkeys(("biometrics_before", "health_or_child_care", "medical_exam"), False),
        **dict.fromkeys(ELSEWHERE, False),
    }


def spouse_answers(on: date) -> dict[str, Answer]:
    """What she answers about Karim, her spouse."""
    return {
        "relation": "spouse",
        **_named("Karim", "Idrissi", "M", date(1988, 9, 9)),
        "applies_for": "work-permit",
        **_abroad(date(on.year - 4, 2, 1)),
        "occupation": "Soudeur",
        "education": "trade",
        "jobs": _worked("2010-03", "Soudeur", "Atelier Exemple"),
        "own_parents": [_parent("mother", "Naïma", "1959-11-30")],
        **dict.fromkeys(("health_or_child_care", "medical_exam"), False),
        **dict.fromkeys(ELSEWHERE, False),
        "passport_number": "SPECIMEN2",
        "passport_expires": date(on.year + 6, 1, 31),
        "biometrics_before": False,
    }


def child_answers(on: date) -> dict[str, Answer]:
    """What she answers about Sami, her child."""
    return {
        "relation": "child",
        **_named("Sami", "Idrissi", "M", date(on.year - 8, 6, 1)),
        "applies_for": "study-permit",
        **_abroad(date(on.year - 1, 3, 4)),
        "parents": "both",
        "passport_number": "SPECIMEN3",
        "passport_expires": date(on.year + 4, 3, 3),
        "biometrics_before": False,
        "studies": "primary",
        "other_parent_consents": True,
    }


def _worked(began: str, activity: str, employer: str) -> list[dict[str, str | bool]]:
    """One job that goes on, in Rabat."""
    where = {"city": "Rabat", "country": "MAR"}
    return [{"from": began, "activity": activity, "employer": employer, **where}]


def _studied(school: str, subject: str) -> list[dict[str, str | bool]]:
    """One program that came before it, in Rabat."""
    where = {"city": "Rabat", "country": "MAR"}
    return [{"from": "2009-09", "until": "2012-06", "school": school, "subject": subject, **where}]


def _parent(relation: str, given_names: str, born: str) -> dict[str, str | bool]:
    """A parent of the family, of a day of birth that may not be known."""
    named = {"relation": relation, "family_name": "Exemple", "given_names": given_names}
    return {**named, **({"born": born} if born else {}), "birth_country": "MAR", "living": True}


def _abroad(issued: date) -> dict[str, Answer]:
    """Where a member of her family was born and lives, and by whom and when the passport was issued."""
    return {
        "birth_country": "MAR",
        "in_canada": False,
        "lives_with_principal": True,
        "passport_kind": "ordinary",
        "passport_country": "MAR",
        "passport_issued": issued,
    }


def _named(given_names: str, family_name: str, sex: str, born: date) -> dict[str, Answer]:
    return {
        "given_names": given_names,
        "family_name": family_name,
        "sex": sex,
        "born": born,
        "nationality": "MAR",
    }


@cache
def a_pdf(title: str = "invented") -> bytes:
    """A small sound PDF; another title gives other bytes."""
    image = Image.new("L", (620, 800), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 30, 590, 770), outline=GREY, width=3)
    draw.text((60, 56), fill(title, 38), font=ImageFont.truetype(FONT, 24), fill=INK)
    draw.text((60, 130), INVENTED, font=ImageFont.truetype(FONT, 18), fill=INK)
    for line in range(9):
        draw.rectangle((60, 190 + 44 * line, 560 - 40 * (line % 3), 204 + 44 * line), fill=GREY)
    draw.text((150, 640), MARK, font=ImageFont.load_default(64), fill=150)
    made = BytesIO()
    image.save(made, "PDF", title=title, creationDate=MADE, modDate=MADE)
    return made.getvalue()


@cache
def a_jpeg(width: int = 420, height: int = 540) -> bytes:
    """A small sound photograph of nobody."""
    image = Image.new("L", (420, 540), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((-60, 430, 480, 900), fill=GREY)  # shoulders, neck and head
    draw.rectangle((155, 380, 265, 480), fill=GREY)
    draw.ellipse((90, 45, 330, 430), fill=GREY)
    draw.text((90, 440), MARK, font=ImageFont.load_default(44), fill=INK)
    made = BytesIO()
    image.resize((width, height)).save(made, "JPEG", quality=70)
    return made.getvalue()
