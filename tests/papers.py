"""The papers of the tests: the ministry's list, what people answer, and the files that they send."""

import io
from datetime import date, timedelta

import pikepdf
from PIL import Image

from impplus.actions import candidates


def row(number: int, on: date, **changes: str) -> dict[str, str]:
    """A sound line of the ministry's list."""
    return {
        "reference": f"C{number:07}",
        "mifi_file": f"C{number:010}",
        "csq_number": f"Q{number:08}",
        "csq_programme": "PRTQ",
        "csq_issued": (on - timedelta(days=200)).isoformat(),
        "csq_expires": (on + timedelta(days=530)).isoformat(),
        "family_name": "Benali",
        "given_names": "Alice",
        "born": "1990-04-02",
        "nationality": "MAR",
        "lives_country": "MAR",
        "email": f"candidate{number}@example.test",
        "language": "fr",
    } | changes


def as_csv(*rows: dict[str, str]) -> bytes:
    """The list as the ministry would send it."""
    lines = [",".join(candidates.COLUMNS)]
    lines += [",".join(one[column] for column in candidates.COLUMNS) for one in rows]
    return "\n".join(lines).encode()


def principal_answers(on: date) -> dict[str, str | bool | date]:
    """What Alice answers about herself."""
    return {
        "lives_country": "MAR",
        "intends_quebec": True,
        "csq_programme": "PRTQ",
        "csq_issued": on - timedelta(days=200),
        "csq_expires": on + timedelta(days=530),
        "pr_applied": False,
        "in_canada": False,
        "born": date(1990, 4, 2),
        "nationality": "MAR",
        "passport_expires": date(on.year + 7, 5, 1),
        "biometrics_before": False,
        "relationship": "married",
        "health_or_child_care": False,
        "medical_exam": False,
        "family_name": "Benali",
        "given_names": "Alice",
        "sex": "F",
        "birth_city": "Fès",
        "birth_country": "MAR",
        "passport_number": "AB1234567",
        "passport_country": "MAR",
        "passport_issued": date(on.year - 3, 5, 1),
        "address": "12, rue des Orangers",
        "city": "Rabat",
        "csq_number": "Q00000001",
        "mifi_file": "C0000000001",
        "occupation": "Infirmière",
        "education": "bachelor",
        "refused_before": False,
        "offence": False,
        "unauthorized_work": False,
    }


def spouse_answers(on: date) -> dict[str, str | bool | date]:
    """What she answers about Karim, her spouse."""
    return {
        "relation": "spouse",
        "family_name": "Idrissi",
        "given_names": "Karim",
        "sex": "M",
        "born": date(1988, 9, 9),
        "nationality": "MAR",
        "applies_for": "work-permit",
        "passport_number": "CD7654321",
        "passport_expires": date(on.year + 6, 1, 31),
        "biometrics_before": False,
    }


def child_answers(on: date) -> dict[str, str | bool | date]:
    """What she answers about Sami, her child."""
    return {
        "relation": "child",
        "family_name": "Idrissi",
        "given_names": "Sami",
        "sex": "M",
        "born": date(on.year - 8, 6, 1),
        "nationality": "MAR",
        "applies_for": "study-permit",
        "passport_number": "EF1112223",
        "passport_expires": date(on.year + 4, 3, 3),
        "biometrics_before": False,
        "studies": "primary",
        "other_parent_consents": True,
        "married": False,
    }


def a_pdf(text: str = "invented") -> bytes:
    """A small sound PDF; another text gives other bytes."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = text
        pdf.save(made, static_id=True)
    return made.getvalue()


def a_jpeg(width: int = 600, height: int = 800) -> bytes:
    """A small sound photograph."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#ccd").save(made, "JPEG")
    return made.getvalue()
