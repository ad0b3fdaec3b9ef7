"""Letters of invitation that the ministry sent a firm’s client itself, recorded where applications are only prepared."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from impplus.actions import codes, mails, matters, moves
from impplus.practice.models import Matter
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.matter_emails import BEGINS
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import Candidate, Invitation, Round, User
from impplus.words.text import Text

RECORDED = 0  # the number of the round of a year whose letters were recorded and not drawn
_AT_ITS_DAY = ("issued_on", "expires_on")


def record(matter: Matter, said: Mapping[str, Any], *, by: User) -> Invitation:
    """Keep what a client's letter and CSQ say, and write the client with which code the application is begun here.

    `said` holds the columns of a candidate (records/candidate.py) and the days `issued_on` and `expires_on` of the letter.
    Recorded again before it is used, it is corrected and sent again. Raises NotYours where applications are received
    here, NotUnderstood for what cannot be, and for a letter that is used.
    """
    if not settings.PREPARES_ONLY:
        raise NotYours
    matters.must_see(matter, by)
    faults = [*_faults(said), *([] if matter.email else [_NO_ADDRESS])]
    if faults:
        raise NotUnderstood(*faults)
    of_person = {key: one for key, one in said.items() if key not in _AT_ITS_DAY}
    of_person |= {"email": matter.email, "language": matter.language, "demo": matter.demo}
    of_letter = {key: said[key] for key in _AT_ITS_DAY}
    try:
        with transaction.atomic():
            letter = _written(of_person, of_letter, by)
    except IntegrityError:
        raise NotUnderstood(_REFERENCE) from None
    told = {"code": letter.code}
    mails.owe(BEGINS, firm=matter.firm, matter=matter, to=matter.email, said=told, demo=matter.demo)
    return letter


def _written(of_person: dict[str, Any], of_letter: dict[str, date | None], by: User) -> Invitation:
    """The letter of who has this CSQ, corrected; or a new one."""
    same = Candidate.objects.select_for_update(no_key=True)
    candidate = same.filter(csq_number=of_person["csq_number"]).first()
    letter = candidate.invitations.last() if candidate else None
    if candidate and letter:
        if letter.status != "issued":
            raise NotUnderstood(_USED)
        Candidate.objects.filter(pk=candidate.pk).update(**of_person)
        Invitation.objects.filter(pk=letter.pk).update(**of_letter)
        return letter
    issued: Any = of_letter["issued_on"]
    held, _new = Round.objects.get_or_create(
        programme=SERVED, year=issued.year, number=RECORDED, defaults={"size": 0, "considered": 0}
    )
    made = Candidate.objects.create(**of_person, invited=True)
    letter = Invitation(number=codes.number("L"), code=codes.code(), candidate=made, round=held)
    moves.move(letter, "record", by=by, columns=of_letter)
    return letter


def _faults(said: Mapping[str, Any]) -> list[Text]:
    """What cannot be of the days of a CSQ and a letter."""
    on, faults = today(SERVED), list[Text]()
    if said["csq_expires"] <= said["csq_issued"]:
        faults.append(_CSQ)
    if said["issued_on"] > on or said["born"] >= on:
        faults.append(_TO_COME)
    if said["expires_on"] and said["expires_on"] < said["issued_on"]:
        faults.append(_LAST_DAY)
    return faults


_NO_ADDRESS = Text(
    en="The matter has no e-mail address of the client. Enter it on the page “Change” first: the code is sent there.",
    fr="Le dossier n’a pas d’adresse électronique de la cliente ou du client. Inscrivez-la d’abord à la page «\u00a0Modifier\u00a0»\u00a0: le code y est envoyé.",
)
_REFERENCE = Text(
    en="Somebody else’s letter with this individual reference number is recorded. Check the number.",
    fr="La lettre d’une autre personne est inscrite avec ce numéro de référence individuel. Vérifiez le numéro.",
)
_USED = Text(
    en="The application of this CSQ is begun already. What it says is changed there.",
    fr="La demande liée à ce CSQ est déjà commencée. C’est là que se modifie ce qu’elle indique.",
)
_CSQ = Text(
    en="A CSQ expires after the day of its issue. Check both days.",
    fr="Un CSQ expire après le jour de sa délivrance. Vérifiez les deux dates.",
)
_TO_COME = Text(
    en="The day of the letter and the date of birth cannot be still to come.",
    fr="La date de la lettre et la date de naissance ne peuvent pas être à venir.",
)
_LAST_DAY = Text(
    en="The last day of the letter cannot lie before the day of the letter.",
    fr="Le dernier jour de la lettre ne peut pas précéder la date de la lettre.",
)
