"""A firm asks a client to sign, pay and submit a file that it has prepared; the client alone does so."""

from django.db import IntegrityError, transaction

from impplus.actions import mails, moves
from impplus.practice import access
from impplus.practice.models import AskedSignature
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.queries.firm_emails import SIGNS
from impplus.queries.places import places_left
from impplus.queries.ready_clients import CLIENTS_OWN, check_one
from impplus.queries.refusals import (
    IntakeClosed,
    NotReady,
    NotUnderstood,
    NotYours,
    Refusal,
    WrongMoment,
)
from impplus.records import access as files
from impplus.records.models import User
from impplus.words.text import Text

LONGEST_REPEAT = 200


class UsedForAnother(Refusal):
    """One idempotency key names one call."""

    status = 422
    text = Text(
        en="This Idempotency-Key was used for another file. Use a new key for each file. Nothing was done.",
        fr="Cette clé Idempotency-Key a servi à un autre dossier. Utilisez une nouvelle clé pour chaque dossier. Rien n’a été fait.",
    )


class AskedToday(Refusal):
    """Nobody is asked twice in a day."""

    text = Text(
        en="This client was already asked today. Nothing more was sent.",
        fr="On l’a déjà demandé aujourd’hui à cette cliente ou à ce client. Rien d’autre n’a été envoyé.",
    )


def ask(number: str, *, repeat: str, by: User) -> AskedSignature:
    """Owe the client an e-mail that the file is ready to be signed; what was asked. The same `repeat` again gives the same row.

    Raises NotYours, NotReady with all that is missing, WrongMoment of what is no draft, IntakeClosed, UsedForAnother, AskedToday.
    """
    if not access.works_on_matters(by):
        raise NotYours
    if not 0 < len(repeat) <= LONGEST_REPEAT or not repeat.isprintable():
        raise NotUnderstood(_REPEAT)
    if before := _before(number, repeat, by):
        return before
    application = files.applications(by).filter(number=number).select_related("applicant").first()
    if application is None:
        raise NotYours
    found = check_one(by, number)
    if found.status != "draft":
        raise WrongMoment
    if not found.ready:
        raise NotReady(*(gap.text for gap in found.gaps if gap.kind not in CLIENTS_OWN))
    programme = application.programme
    on = clock.today(programme)
    if not places_left(programme, on.year).open:
        raise IntakeClosed
    firm, client = access.firm_of(by), application.applicant
    made = AskedSignature(firm=firm, account=by.pk, repeat=repeat, number=number, asked_on=on)
    made.demo = client.demo
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "ask", by=by, detail={"number": number})
            mails.owe(SIGNS, firm=firm, account=client.pk, demo=client.demo)
    except IntegrityError:  # somebody else asked at the same moment, or earlier today
        if before := _before(number, repeat, by):
            return before
        raise AskedToday from None
    return made


def _before(number: str, repeat: str, by: User) -> AskedSignature | None:
    """What the same call did before; UsedForAnother where its key named another file."""
    firm = access.firm_of(by)
    before = AskedSignature.objects.filter(firm=firm, repeat=repeat).first()
    if before and (before.number != number or before.account != by.pk):
        raise UsedForAnother
    return before


_REPEAT = Text(
    en=f"Send a header Idempotency-Key of at most {LONGEST_REPEAT} characters: one for each file, the same when you repeat the call.",
    fr=f"Envoyez un en-tête Idempotency-Key d’au plus {LONGEST_REPEAT} caractères\u00a0: un par dossier, le même quand vous répétez l’appel.",
)
