"""Whom one can sign in as: one invented person for each door, and what there is to do."""

from dataclasses import dataclass
from datetime import date

from impplus.demonstration.accounts import PASSWORD
from impplus.demonstration.people import ALICE_ADDRESS
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.answers import given_by
from impplus.records.models import Application, Delegation, Introduction, Invitation, User
from impplus.words import codes, formats
from impplus.words.text import Text


@dataclass(frozen=True)
class SignIn:
    """An invented person to sign in as, and what to try there."""

    role: str
    email: str
    password: str
    name: str
    note: Text | None = None


def sign_ins() -> tuple[SignIn, ...]:
    """One person for each door, and what there is to do; empty where there is no world."""
    notes: dict[str, Text | None] = {
        ALICE_ADDRESS: _letter_of_alice(),
        _first(questions__status="open"): Text(
            en="has a question to answer", fr="a une question sans réponse"
        ),
        _first(status="approved", permits__kind="study-permit"): Text(
            en="holds permits for a family", fr="détient des permis pour une famille"
        ),
        _first(status="part-decided"): Text(
            en="is approved, with a spouse who is decided on later",
            fr="a obtenu l’approbation; la décision sur la conjointe ou le conjoint viendra plus tard",
        ),
        _member(): Text(
            en="has a part of the family’s application to sign",
            fr="a sa partie de la demande familiale à signer",
        ),
        **_STAFF,
        "bianca@example.test": _border(),
    }
    people = {user.email: user for user in User.objects.filter(demo=True, email__in=notes)}
    return tuple(
        SignIn(user.role, user.email, PASSWORD, user.name, note)
        for email, note in notes.items()
        if (user := people.get(email))
    )


def _letter_of_alice() -> Text | None:
    letter = Invitation.objects.filter(candidate__email=ALICE_ADDRESS, status="issued").first()
    if letter is None:
        return None
    candidate, code = letter.candidate, codes.spaced(letter.code)
    return Text(
        en=f"letter {code}, CSQ {candidate.csq_number}, born {formats.day(candidate.born, 'en')}",
        fr=f"lettre {code}, CSQ {candidate.csq_number}, date de naissance\u00a0: "
        f"{formats.day(candidate.born, 'fr')}",
    )


def _border() -> Text:
    """What the border services officer does, with a letter of introduction to try it with where one is unused."""
    said = Text(
        en="border services officer, records arrivals and makes the permits",
        fr="agente des services frontaliers, consigne les arrivées et établit les permis",
    )
    unused = Introduction.objects.filter(status="issued", application__applicant__demo=True)
    on = clock.today(SERVED)
    letter = unused.filter(expires_on__gte=on).select_related("person").order_by("number").first()
    born = letter and given_by(letter.person).get("born")
    if letter is None or not isinstance(born, date):
        return said
    return Text(
        en=f"{said.en}; letter {letter.number}, born {formats.day(born, 'en')}",
        fr=f"{said.fr}; lettre {letter.number}, date de naissance\u00a0: {formats.day(born, 'fr')}",
    )


def _member() -> str:
    """The address of the first invented family member whose part waits for a signature; empty if there is none."""
    taken = Delegation.objects.filter(
        status="accepted", application__status="draft", account__demo=True, person__signatures=None
    )
    return taken.order_by("pk").values_list("account__email", flat=True).first() or ""


def _first(**conditions: str) -> str:
    """The address of the first invented applicant with such a file; empty if there is none."""
    files = Application.objects.filter(applicant__demo=True, **conditions).order_by("number")
    return files.values_list("applicant__email", flat=True).first() or ""


_STAFF = {
    "lucie@example.test": Text(
        en="lawyer at Gagnon-Roy, Montréal", fr="avocate au cabinet Gagnon-Roy, Montréal"
    ),
    "rosalie@example.test": Text(
        en="another lawyer there, needed where two must act",
        fr="une autre avocate du même cabinet, là où il faut être deux",
    ),
    "ana@example.test": Text(
        en="paralegal there, works on some of its matters",
        fr="parajuriste au même cabinet, travaille à certains de ses dossiers",
    ),
    "ines@example.test": Text(
        en="intake there, reads enquiries and books consultations",
        fr="accueil au même cabinet, lit les demandes de renseignements et réserve les consultations",
    ),
    "boris@example.test": Text(
        en="bookkeeper there, sees no files",
        fr="comptabilité au même cabinet, ne voit aucun dossier",
    ),
    "olivia@example.test": Text(
        en="federal officer, examines files", fr="agente fédérale, examine les dossiers"
    ),
    "noor@example.test": Text(
        en="a second federal officer, to hand files over to",
        fr="une autre agente fédérale, à qui transmettre des dossiers",
    ),
    "amina@example.test": Text(
        en="federal manager, sees where work waits and who has how much",
        fr="gestionnaire fédérale, voit où le travail attend et qui en a combien",
    ),
    "genevieve@example.test": Text(
        en="another officer of the ministry, checks rounds and releases them",
        fr="une autre agente du ministère, vérifie les rondes et les libère",
    ),
    "mathieu@example.test": Text(
        en="officer of Quebec’s immigration ministry, imports candidates and holds rounds",
        fr="agent du ministère de l’Immigration du Québec, importe les candidatures et lance les rondes",
    ),
}
