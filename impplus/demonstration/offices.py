"""What an invented firm says and keeps of itself: hours, how visitors see it, its own answers, blanks, a view of its board, and who is away."""

from datetime import date, timedelta
from random import Random

from impplus.actions import (
    board_views,
    bookings,
    colleagues,
    filings,
    firm_absences,
    matters,
    own_answers,
    presentations,
    supplies,
)
from impplus.demonstration import blanks
from impplus.demonstration.accounts import DOMAIN, FirmStaff
from impplus.demonstration.plan import Days
from impplus.demonstration.schedule import Schedule
from impplus.programmes import SERVED
from impplus.programmes.imm_forms import maps_of
from impplus.queries.clock import today
from impplus.queries.consultation_agreements import LAWYER, draft
from impplus.records.models import Application, Firm, User

SEED = 2027_01_04
ADDRESS = "400, rue de l’Exemple, Montréal (Québec)"
PHONE = "+15145550142"
SHOWN = {
    "intro_en": "We help people whom Quebec has selected, and their families. We speak French, English, Spanish and Arabic. (Invented firm.)",
    "intro_fr": "Nous aidons les personnes sélectionnées par le Québec et leur famille. Nous parlons français, anglais, espagnol et arabe. (Cabinet inventé.)",
    "hours_en": "Monday to Friday, 9:00 am to 4:30 pm, Eastern time",
    "hours_fr": "du lundi au vendredi, de 9 h à 16 h 30, heure de l’Est",
    "address": ADDRESS,
    "phone": PHONE,
}
ANSWERS = (
    {
        "question_en": "Do you work with families who are still abroad?",
        "question_fr": "Travaillez-vous avec des familles qui sont encore à l’étranger?",
        "answer_en": "Yes. We talk by video, and you send documents by a private link; nobody has to come to the office.",
        "answer_fr": "Oui. Nous parlons par vidéo et vous envoyez vos documents par un lien privé; personne n’a besoin de venir au bureau.",
    },
    {
        "question_en": "What does the first consultation cost?",
        "question_fr": "Combien coûte la première consultation?",
        "answer_en": "Thirty minutes are free. You sign a short agreement when you choose the time.",
        "answer_fr": "Trente minutes sont gratuites. Vous signez un court contrat en choisissant l’heure.",
    },
)  # fmt: skip
VIEW = "Délais des deux prochaines semaines"


def office(days: Days, staff: FirmStaff) -> Schedule:
    """What Lucie, who owns the firm, writes, and when."""
    own = Days(days.today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    by = staff.lucie
    yield own.ago(200)
    save_hours(by)
    presentations.save(by=by, colour="#1c4f5e", logo=None, drop_logo=False, **SHOWN)
    yield own.ago(90)
    for one in ANSWERS:
        own_answers.save(None, by=by, **one)
    yield own.ago(60)
    for known in {one.form: one for one in maps_of(SERVED.code)}.values():
        supplies.add(blanks.made(blanks.of_map(known)), name=f"{known.form}.pdf", by=by)
    yield own.ago(10)
    board_views.save(VIEW, asked="view=all&due=week", shared=True, by=by)
    yield own.ago(5)
    colleagues.offer(
        Firm.objects.get(user=by),
        email=f"theo@{DOMAIN}",
        name="Théo Lambert",
        role="paralegal",
        language="fr",
        by=by,
    )
    _away(staff)


def save_hours(lawyer: User) -> None:
    """When a lawyer receives visitors, and on which terms."""
    firm = lawyer.firm
    own = draft(firm.name, firm.city, lawyer.name, lawyer.membership) if firm else {}
    bookings.save_hours(
        by=lawyer,
        account=lawyer.pk,
        name=lawyer.name,
        kind=LAWYER,
        number=lawyer.membership,
        address=ADDRESS,
        phone=PHONE,
        email=lawyer.email,
        zone="America/Toronto",
        week=[
            [str(day), *one] for day in range(5) for one in (("09:00", "12:00"), ("13:30", "16:30"))
        ],
        length=30,
        pause=0,
        notice=24,
        horizon=30,
        fee_cents=0,
        video=f"https://video.{DOMAIN}/{lawyer.email.split('@', 1)[0]}",
        **own,
    )


def _away(staff: FirmStaff) -> None:
    """Rosalie is away next month, and Lucie stands in; the firm receives nobody on two days."""
    first: date = today(SERVED) + timedelta(weeks=4)
    last = first + timedelta(days=11)
    firm_absences.declare(
        staff.rosalie, substitute=staff.lucie.pk, first=first, last=last, by=staff.rosalie
    )
    closed = first + timedelta(weeks=5)
    bookings.close(by=staff.lucie, first=closed, last=closed + timedelta(days=1), note="Formation")


def package(days: Days, lawyer: User) -> Schedule:
    """A matter for a file that a client is preparing here, and a package of it for the department's own portal, made and not filed."""
    own = Days(days.today, Random(SEED))  # noqa: S311 (invented, and to be the same every time)
    yield own.ago(2)
    appointed = Application.objects.filter(mandates__lawyer=lawyer, mandates__status="active")
    file = appointed.filter(status="draft").order_by("pk").first()
    if file is None:
        return
    matters.open_matter(
        by=lawyer,
        name=file.applicant.name,
        email=file.applicant.email,
        language=file.language,
        lawyer=lawyer.pk,
        searched="Aucun nom semblable parmi toutes les personnes connues (inventé).",
        application=file.pk,
        stage="draft",
        acts="client",
    )
    filings.make(file, portal="new", language=file.language, by=lawyer)
