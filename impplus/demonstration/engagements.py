"""Service agreements of an invented lawyer, from the draft to the end, and what became of matters that were closed."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from random import Random

from impplus.actions import (
    advances,
    agreement_papers,
    client_links,
    closings,
    form_signatures,
    matter_tasks,
    matters,
    prices,
    retainers,
)
from impplus.demonstration.consultations import cleared
from impplus.demonstration.papers import a_pdf
from impplus.demonstration.plan import DAY, Days
from impplus.demonstration.schedule import Schedule
from impplus.demonstration.words import Request
from impplus.practice.models import Matter, Retainer
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.begun_terms import begun
from impplus.records.models import User

SEED = 2027_03_15
SEEN = "Passeport vu à l’écran pendant la consultation."


@dataclass(frozen=True)
class InventedEngagement:
    """Who asked for an agreement, the address, the fee in dollars, and how many days ago it began."""

    asked: Request
    address: str
    fee: int
    ago: int


DRAFT = InventedEngagement(
    Request("Chidi Okonkwo", "en", "NGA", 1, "We would like you to prepare everything."),
    "7 Specimen Road, Lagos",
    2400,
    3,
)
OUT = InventedEngagement(
    Request("Valentina Rojas", "en", "COL", 2, "Please send me your agreement.", children=(5,)),
    "Calle 10, Bogotá",
    2800,
    5,
)
ASKED = InventedEngagement(
    Request("Youssef Tazi", "fr", "MAR", 1, "Pouvez-vous agir pour ma femme et moi?"),
    "3, rue de l’Exemple, Tanger",
    2600,
    6,
)
SIGNED = InventedEngagement(
    Request(
        "Elena Popescu",
        "fr",
        "ROU",
        2,
        "Nous sommes prêts à commencer.",
        children=(7,),
        phone="+40722123456",
    ),
    "Strada Exemplu 5, Cluj",
    3200,
    44,
)
ENDED = InventedEngagement(
    Request("Diego Fuentes", "en", "ARG", 0, "I have my letter, and need help until the permit."),
    "Calle Muestra 12, Rosario",
    1900,
    160,
)
QUESTION = "Les honoraires comprennent-ils la demande de ma femme?"
LEASE, LETTER = "Votre bail, toutes les pages.", "La lettre de votre employeur."
MORE_WORK = "Une demande de permis d’études s’ajoute pour votre fille."
# The tasks of Elena's that are done: both papers are signed, and the lawyer has seen her passport.
DONE = ("identity", "agreement", "imm-5476")
GRANTED = "You hold your permit, and everything that we agreed on is done."
# Of whom a firm kept the file for its six years: one file is destroyed, of the other it is proposed.
LONG_AGO = ("Anneke Visser", "Tomás Herrera")  # fmt: skip
SEARCHED = "Noms et dates de naissance parmi toutes les personnes connues\u00a0: personne de semblable (inventé)."


def schedules(days: Days, lawyer: User, other: User) -> Iterator[Schedule]:
    """Each agreement, and each file that was closed, by chances of their own; `other` is a second lawyer of the firm."""
    own = Days(days.today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    yield _written(own, lawyer, DRAFT, 30)
    yield _offered(own, lawyer, OUT, 31)
    yield _asked(own, lawyer)
    yield _signed(own, lawyer)
    yield _ended(own, lawyer)
    for number, name in enumerate(LONG_AGO):
        yield _long_ago(own, name, number, lawyer, other)


def _written(
    days: Days, lawyer: User, one: InventedEngagement, number: int
) -> Generator[datetime, None, Retainer]:
    """Asked for, and written after the search for conflicts; gives the draft."""
    yield days.ago(one.ago)
    asked = yield from cleared(lawyer, one.asked, number)
    terms = begun(asked, lawyer)
    made = retainers.begin(asked, lawyer=lawyer.pk, terms=terms, email=asked.email, by=lawyer)
    whole = replace(
        terms,
        client=replace(terms.client, address=one.address),
        identity=SEEN,
        fee_cents=one.fee * 100,
        disbursement_cents=83_000,
        advance_cents=50_000,
    )
    said = {"texts": "fr en", "language": asked.language, "email": asked.email}
    retainers.change(made, terms=whole, by=lawyer, **said)
    return Retainer.objects.get(pk=made.pk)


def _offered(
    days: Days, lawyer: User, one: InventedEngagement, number: int
) -> Generator[datetime, None, Retainer]:
    """Written, signed for the firm and sent; gives what the client can sign."""
    made = yield from _written(days, lawyer, one, number)
    yield clock.now() + timedelta(hours=2)
    retainers.offer(made, by=lawyer)
    return Retainer.objects.get(pk=made.pk)


def _asked(days: Days, lawyer: User) -> Schedule:
    made = yield from _offered(days, lawyer, ASKED, 32)
    yield clock.now() + timedelta(hours=20)
    retainers.ask(made, text=QUESTION)


def _sealed(
    days: Days, lawyer: User, one: InventedEngagement, number: int
) -> Generator[datetime, None, Retainer]:
    """Signed by the client too, with its papers; gives the agreement."""
    made = yield from _offered(days, lawyer, one, number)
    yield clock.now() + DAY
    name, language = one.asked.name, one.asked.language
    retainers.sign(
        made,
        version=made.version,
        signature=name,
        language=language,
        chose=language == "en",
    )
    agreement_papers.make()
    return Retainer.objects.get(pk=made.pk)


def _signed(days: Days, lawyer: User) -> Schedule:
    """Elena's: money, tasks, what she is asked for by the link, the signatures on IMM 5476, and another price."""
    made = yield from _sealed(days, lawyer, SIGNED, 33)
    matter = Matter.objects.get(agreements=made)
    yield clock.now() + DAY
    matter_tasks.plan(matter, chosen="opening", by=lawyer)
    on = clock.today(SERVED)
    for side, name in (("client", matter.name), ("representative", lawyer.name)):
        form_signatures.note(matter, side=side, name=name, signed_on=on, by=lawyer)
    noted = advances.note(made, paid_on=on, cents=50_000, receipt="R-101", by=lawyer)
    yield clock.now() + DAY
    advances.correct(
        noted,
        paid_on=on,
        cents=55_000,
        receipt="R-101",
        reason="Le virement était de 550 $.",
        by=lawyer,
    )
    for task in matter.tasks.filter(status="planned", template__in=DONE):
        matter_tasks.end(task, by=lawyer)
    lease = client_links.ask(matter, text=LEASE, by=lawyer)
    client_links.ask(matter, text=LETTER, by=lawyer)
    yield clock.now() + 3 * DAY
    client_links.chase_due()
    yield clock.now() + DAY
    files = [("bail.pdf", BytesIO(a_pdf("Bail")))]
    client_links.answer(
        matter.links.get(status="active"), lease, text="Voici le bail.", files=files
    )
    yield days.ago(6)
    prices.propose(made, cents=380_000, reason=MORE_WORK, by=lawyer)


def _ended(days: Days, lawyer: User) -> Schedule:
    """Diego's: all was done, the agreement ended, and the matter was closed with its archive."""
    made = yield from _sealed(days, lawyer, ENDED, 34)
    yield days.ago(12)
    retainers.end(made, on=clock.today(SERVED), completed=True, why=GRANTED, by=lawyer)
    agreement_papers.make()
    yield days.ago(11)
    closings.close(Matter.objects.get(agreements=made), by=lawyer)
    closings.make_archives()


def _long_ago(days: Days, name: str, number: int, lawyer: User, other: User) -> Schedule:
    """Opened and closed when the firm kept its files otherwise, and kept since for as long as it must."""
    closed = days.ago(40 + 9 * number)
    began = closed.replace(year=closed.year - 6)
    yield began - 300 * DAY
    matter = matters.open_matter(
        by=lawyer, name=name, language="en", lawyer=lawyer.pk, searched=SEARCHED, stage="approved"
    )
    yield began
    made = closings.close(matter, by=lawyer)
    closings.make_archives()
    yield days.ago(9)
    closings.propose_destruction(made, by=other)
    if number == 0:
        yield days.ago(8)
        closings.destroy(made, by=lawyer)
