"""The times that run in a client's matter: from what each is counted, for how many days, and by which text.

A letter is received when it is sent (IRPR 9.3(2)), so what an office asks is counted from the day of sending.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.rules.settings import Settings
from impplus.words.text import Text

NEAR = 7  # days before a last day, from which on it is near where its term says nothing else


@dataclass(frozen=True)
class Term:
    """One kind of time. `days` is a number, or the key of a programme's setting that holds it.

    None: the letter itself says how many, or, of what `ends` by itself such as a passport, the last day is its own.
    `warns` is how many days before the last day it is near; `source` is a key of the programme's sources.
    """

    key: str
    name: Text
    counted_from: Text
    days: int | str | None
    source: str | None
    warns: int = NEAR
    ends: bool = False


_SENT = Text(en="Day on which the letter was sent", fr="Jour de l’envoi de la lettre")
_ENDED = Text(en="Last day of the agreement", fr="Dernier jour du contrat")
_LAST = Text(en="Last day of validity", fr="Dernier jour de validité")

TERMS: Mapping[str, Term] = {
    one.key: one
    for one in (
        Term("question", Text(en="Answer a question", fr="Réponse à une question"), _SENT, None, "irpr-9-3"),
        Term("fairness", Text(en="Answer a fairness letter", fr="Réponse à une lettre d’équité"), _SENT, None, "irpr-9-3"),
        Term("biometrics", Text(en="Biometrics", fr="Données biométriques"), _SENT, "biometrics-days", "biometrics-after"),
        Term(
            "review-in-canada",
            Text(en="Federal Court (matter arose in Canada)", fr="Cour fédérale (mesure rendue au Canada)"),
            Text(en="Day on which the decision was sent", fr="Jour de l’envoi de la décision"),
            "review-days-in-canada",
            "irpa-72",
        ),
        Term(
            "review-outside-canada",
            Text(en="Federal Court (matter arose outside Canada)", fr="Cour fédérale (mesure rendue hors du Canada)"),
            Text(en="Day on which the decision was sent", fr="Jour de l’envoi de la décision"),
            "review-days-outside-canada",
            "irpa-72",
        ),
        Term(
            "restoration",
            Text(en="Restoration of status", fr="Rétablissement du statut"),
            Text(en="Day on which status was lost", fr="Jour de la perte du statut"),
            "restoration-days",
            "irpr-182",
            warns=30,
        ),
        Term(
            "imm-5476",
            Text(en="Use of a representative (IMM 5476)", fr="Recours aux services d’un représentant (IMM 5476)"),
            Text(en="Day on which it was signed", fr="Jour de la signature"),
            "representative-form-days",
            "imm-5476",
            warns=30,
        ),
        Term(
            "closing",
            Text(en="Return, account, last invoice, refund", fr="Remise, compte, dernière facture, remboursement"),
            _ENDED,
            30,
            "sor-2022-128",
        ),
        Term(
            "department",
            Text(en="Tell the department that we no longer act", fr="Informer le ministère que nous n’agissons plus"),
            _ENDED,
            10,
            "sor-2022-128",
        ),
        # Ten business days: two weeks where none of them is a holiday, which is the earlier and so the safe day.
        Term(
            "transfer",
            Text(en="Hand the file over", fr="Transmission du dossier"),
            Text(en="Day on which the client asked", fr="Jour de la demande de la cliente ou du client"),
            14,
            "sor-2022-128",
        ),
        Term("passport", Text(en="Passport ends", fr="Fin du passeport"), _LAST, None, "irpr-52", warns=180, ends=True),
        Term("csq", Text(en="CSQ ends", fr="Fin du CSQ"), _LAST, None, None, warns=90, ends=True),
        Term("permit", Text(en="Permit ends", fr="Fin du permis"), _LAST, None, None, warns=120, ends=True),
        Term("other", Text(en="Other day", fr="Autre date"), Text(en="Last day", fr="Dernier jour"), None, None, ends=True),
    )
}  # fmt: skip
# What a firm still owes once a matter is closed: these run on.
AFTER_CLOSING = ("closing", "department", "transfer")


def days_of(term: Term, since: date, settings: Settings) -> int | None:
    """For how many days a term runs by the law of the day on which it begins; None where a letter says it, or none are counted."""
    if isinstance(term.days, str):
        return int(settings.number(term.days, since))
    return term.days


def last_day_of(term: Term, since: date, settings: Settings, days: int | None = None) -> date:
    """The last day of a term that begins on a day; `days` are those of the letter, which count before the law's.

    The first day is not counted. Of what ends by itself, `since` is that day. Nobody moves it to a working day: the
    earlier day is the safe one. Raises ValueError where the number of days is not known.
    """
    if term.ends:
        return since
    counted = days or days_of(term, since, settings)
    if not counted:
        raise ValueError(f"{term.key}: for how many days is not known")
    return since + timedelta(days=counted)


def is_near(term: Term, last: date, on: date) -> bool:
    """Whether a last day is to be looked at, on a day; also once it has passed."""
    return last - timedelta(days=term.warns) <= on
