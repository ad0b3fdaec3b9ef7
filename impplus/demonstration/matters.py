"""Matters of an invented lawyer, whose files lie elsewhere: where each stands, what is missing, and what runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from impplus.actions import matter_deadlines, matters
from impplus.demonstration.plan import Days
from impplus.demonstration.schedule import Schedule
from impplus.records.models import User


@dataclass(frozen=True)
class InventedClient:
    """`runs` are deadlines: a kind, the last day in days from today (passports end later), and for how many days it ran."""

    name: str
    nationality: str
    family: tuple[str, ...]
    stage: str
    acts: str
    runs: tuple[tuple[str, int, int], ...]
    missing: str = ""
    heard: tuple[int, str] = (3, "e-mail")


CLIENTS = (
    InventedClient("Oksana Shevchuk", "UKR", ("Taras Shevchuk", "Nina Shevchuk"), "question", "we", (("question", -1, 30),), "bank letter, lease", (9, "e-mail")),
    InventedClient("Wilner Desrosiers", "HTI", ("Nadège Desrosiers",), "fairness", "we", (("fairness", 0, 30),), "statement of Nadège", (4, "call")),
    InventedClient("Samir Belkacem", "DZA", (), "refused", "we", (("review-in-canada", 2, 15),), "instructions", (5, "call")),
    InventedClient("Larissa Carvalho", "BRA", ("Davi Carvalho", "Bia Carvalho"), "question", "client", (("question", 5, 30), ("passport", 300, 0)), "birth certificate of Davi", (8, "e-mail")),
    InventedClient("Grace Dela Cruz", "PHL", ("Jun Dela Cruz", "Ana Dela Cruz", "Leo Dela Cruz"), "ready", "we", (("imm-5476", 24, 90),), "", (3, "call")),
    InventedClient("Maya Saab", "LBN", ("Karim Saab", "Lina Saab", "Omar Saab"), "biometrics", "client", (("biometrics", 3, 30),), "appointment", (10, "e-mail")),
    InventedClient("Suharti", "IDN", (), "draft", "client", (), "4 documents, photo", (7, "link")),
    InventedClient("Thị Mai Trần", "VNM", (), "question", "client", (("question", 9, 30),), "certificate, page 2", (7, "link")),
    InventedClient("Rémi Garnier", "FRA", ("Aline Garnier", "Léo Garnier"), "ready", "client", (("imm-5476", 6, 90),), "signature of Aline", (4, "link")),
    InventedClient("Bilel Jaziri", "TUN", (), "received", "officer", (("csq", 11, 0),), "", (6, "letter")),
    InventedClient("Chukwuemeka Obi", "NGA", ("Adaeze Obi",), "returned", "we", (("other", 20, 0),), "fee of one child", (8, "call")),
    InventedClient("Ndèye Fatou Ndiaye", "SEN", ("Moussa Ndiaye",), "processing", "officer", (("passport", 61, 0),), "", (4, "letter")),
    InventedClient("Zeynep Sağlam", "TUR", ("Emre Sağlam",), "processing", "officer", (("csq", 109, 0),), "", (27, "e-mail")),
    InventedClient("Megan Ortiz", "MEX", ("Luis Ortiz", "Sofía Ortiz"), "approved", "nobody", (("permit", 898, 0),), "", (20, "letter")),
    InventedClient("Serge Fotso", "CMR", (), "draft", "client", (), "9 documents", (33, "link")),
    InventedClient("Rosa Huamán Quispe", "PER", ("Inti Quispe",), "received", "officer", (), "", (12, "letter")),
)  # fmt: skip
SEED = 2026_11_28
SEARCHED = "Names and birth days among all clients and enquiries: nobody alike (invented)."


def schedules(days: Days, lawyer: User, paralegal: User) -> Iterator[Schedule]:
    """Each matter of a lawyer, opened some weeks ago, and heard of since; by chances of their own."""
    own = Days(days.today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    for number, one in enumerate(CLIENTS):
        yield _matter(one, number, own, lawyer, None if number % 3 else paralegal)


def _matter(
    one: InventedClient, number: int, days: Days, lawyer: User, paralegal: User | None
) -> Schedule:
    yield days.ago(75 - number)
    made = matters.open_matter(
        by=lawyer,
        name=one.name,
        email=f"client{number}@example.test",
        language="fr" if number % 2 else "en",
        nationality=one.nationality,
        family="\n".join(one.family),
        people=1 + len(one.family),
        stage=one.stage,
        acts=one.acts,
        missing=one.missing,
        lawyer=lawyer.pk,
        paralegal=paralegal.pk if paralegal else None,
        searched=SEARCHED,
    )
    ago, contact = one.heard
    yield days.ago(ago)
    matters.note(made, text=f"({contact})", contact=contact, by=lawyer)
    for place, (kind, left, ran) in enumerate(one.runs):
        last: date = days.today + timedelta(days=left)
        since = last - timedelta(days=ran)
        due = matter_deadlines.add(made, kind=kind, since=since, days=ran or None, by=lawyer)
        if (number + place) % 3:
            matter_deadlines.sign(due, due_on=due.due_on, by=lawyer)
