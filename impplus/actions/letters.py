"""Letters: a signed pair for each one owed, announced to each reader by a message."""

import logging
from io import BytesIO
from typing import IO

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from impplus.actions import lost_files, messages, moves, signed_codes
from impplus.actions.beside import reached
from impplus.actions.locks import held, held_application
from impplus.outside import mailer, pdf, qr_code, signatures, store
from impplus.queries import clock
from impplus.queries.done import too_late
from impplus.queries.facts import keeps_private, named
from impplus.queries.letters.decided import (
    is_of_the_decision,
    letters_of_the_decision,
    refund_is_untold,
)
from impplus.queries.letters.layout import composed
from impplus.queries.letters.page import TEMPLATES, Composed
from impplus.queries.letters.printed import printed
from impplus.queries.letters.receipt import OWN_COPY, RECEIPT, order_in
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.queries.signed_codes import printed_code
from impplus.queries.tries import next_try
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import Application, Letter, Message, User
from impplus.records.prepared import prepared

logger = logging.getLogger(__name__)
AT_ONCE = 40  # a few seconds, after which other jobs have their turn
UNSIGNED = (signatures.NoKeys, signatures.NotSigned)
BROKEN = (pdf.NotPrintable, *UNSIGNED, *signatures.BROKEN, RuntimeError, ObjectDoesNotExist)


def wake_where_due() -> None:
    """Wake the worker for letters that are due: each second, so that nobody who owes one does."""
    if _due():
        moves.wake("send_letters")


@prepared
def _due() -> QuerySet[Letter]:
    return Letter.objects.filter(due_at__lte=Now()).order_by("due_at").only("id")[:1]


def send_owed() -> int:
    """Render, sign and store every letter that is due, and owe the messages about it; how many went.

    Each letter is locked while it is made, so that several workers share the work and none is made
    twice. One that cannot be made stays owed, with the reason, is tried again later, and holds up no
    other.
    """
    waiting = Letter.objects.filter(due_at__lte=Now()).order_by("due_at")
    due = list(waiting.values_list("pk", "kind")[:AT_ONCE])
    full = len(due) == AT_ONCE
    sent = 0
    for pk, kind in due:
        try:
            sent += _send(pk)
            if kind == RECEIPT:  # the copies that are owed with it go in the same round
                due += _copies(pk)
        except BROKEN as error:
            # What was raised may hold words of the letter, so its name alone is logged.
            logger.error("letter %s cannot be made: %s", pk, type(error).__name__)  # noqa: TRY400
            _failed(pk, _failure_of(error))
    if sent and full:
        moves.wake("send_letters")
    return sent


def retry(letter: Letter, *, by: User) -> None:
    """Make a letter again at once that could not be made; only its own office. AlreadyDone where `by` asked for it, and it was made since."""
    if not access.letters_of_office(by).filter(pk=letter.pk).exists():
        raise NotYours
    with transaction.atomic():
        if held(Letter.objects.all()).get(pk=letter.pk).status == "sent":
            raise too_late(letter, "retry", by=by)
        moves.move(letter, "retry", by=by, columns={"due_at": Now(), "failure": ""})


def _send(pk: int) -> bool:
    with transaction.atomic():
        letter = _locked(pk)
        if letter is None:
            return False
        was_late = bool(letter.failure)
        letter.facts |= order_in(letter)
        moves.move(
            letter,
            "send",
            by=None,
            columns={
                "sent_at": Now(),
                "due_at": None,
                "failure": "",
                "facts": letter.facts,
                "file_en": store.put(BytesIO(made(letter, "en"))),
                "file_fr": store.put(BytesIO(made(letter, "fr"))),
            },
        )
        if letter.kind == RECEIPT and letter.application:
            _owe_copies(letter.application)
        _announce(letter, set() if was_late else _told_of_the_decision(letter))
        if letter.application and "refund_lines" in letter.facts:
            held_application(letter.application.pk)  # of which the money may be going back
            if refund_is_untold(letter):
                messages.tell(letter.application, "payment-refunded")
    return True


def _announce(letter: Letter, told: set[int]) -> None:
    """Owe an e-mail about a letter to each reader of whom `told` does not know."""
    for reader in _readers(letter):  # the candidate of a letter of invitation has no account
        if reader is None or reader.pk not in told:
            messages.owe(letter, reader)


def _copies(receipt: int) -> list[tuple[int, str]]:
    """The copies that are owed to members of the family beside a receipt, with their kind."""
    beside = Letter.objects.filter(kind=OWN_COPY, due_at__lte=Now(), application__letters=receipt)
    return list(beside.values_list("pk", "kind"))


def _owe_copies(application: Application) -> None:
    """Owe each member of the family who has a part of the application a copy of what was received of that part."""
    names = {one.pk: name for name, one in named(tuple(application.people.all())).items()}
    for given in application.delegations.filter(status="accepted", person__in=names):
        moves.move(given, "copy", by=None, facts={"whose": names[given.person_id or 0]})


def _told_of_the_decision(letter: Letter) -> set[int]:
    """Who is owed an e-mail about another letter of the same decision: one e-mail tells of all of them.

    The application is locked, so that of two workers that make two of its letters, the second knows of the first.
    """
    if letter.application is None or not is_of_the_decision(letter):
        return set()
    held_application(letter.application.pk)
    others = Message.objects.filter(letter__in=letters_of_the_decision(letter.application, letter))
    accounts = others.filter(account__isnull=False).values_list("account", flat=True)
    return {one for one in accounts if one}


def _readers(letter: Letter) -> list[User | None]:
    """Who is told of a letter: the people of its file who see it, and the member of the family whom it is about."""
    if letter.application is None:
        return [None]
    paper = letter.permit or letter.introduction
    person = letter.person or (paper.person if paper else None)
    account = messages.account_of(person)
    private = person is not None and keeps_private(person)
    # What the letter to all says already.
    known = letter.person is not None and letter.kind in ("biometrics", OWN_COPY)
    family = [] if private or known else messages.readers_of(letter.application)
    return [*family, *([account] if account else [])]


def _failed(pk: int, failure: str) -> None:
    """Remember why a letter could not be made, and when it is tried again."""
    with transaction.atomic():
        letter = _locked(pk)
        if letter:
            due = next_try(letter.owed_at, clock.now())
            Letter.objects.filter(pk=pk).update(failure=failure, due_at=due)


def _failure_of(error: Exception) -> str:
    """Why a letter could not be made, by the keys of queries/tries.py."""
    if isinstance(error, pdf.NotPrintable):
        return "paper"
    if isinstance(error, UNSIGNED):
        return "signature"
    return "store" if isinstance(error, OSError) else "words"


def _locked(pk: int) -> Letter | None:
    """A letter that is due, unless another worker is at it."""
    free = Letter.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return free.filter(pk=pk, due_at__lte=Now()).first()


def made(letter: Letter, language: str) -> bytes:
    """The signed PDF of a letter in one language."""
    shown_as = composed(letter, language)
    if shown_as.code:
        shown_as.code["signed"] = signed_codes.code_of(letter)
    return signatures.sign(paper(letter.kind, shown_as, language), shown_as.title)


def paper(kind: str, shown_as: Composed, language: str) -> bytes:
    """The PDF of a letter in one language, before it is signed."""
    facts = printed(shown_as, language).facts()
    return pdf.render(TEMPLATES.get(kind, "letter"), facts, language)


def file(letter: Letter, language: str) -> IO[bytes]:
    """The signed PDF as it was sent, to read; WrongMoment while it is owed, OutOfReach where it is lost."""
    if letter.status != "sent":
        raise WrongMoment
    key: str = getattr(letter, f"file_{language}")
    if not key:
        with reached():
            key = _made_late(letter, language)
    return lost_files.read_stored(key)


def count_as_sent() -> None:
    """Mark the letters owed to invented people as sent, in the demonstration's past.

    Nobody is written to, and each is made when somebody first opens it: all of them take minutes. The e-mails about
    them are owed as they would be (messages.count_as_sent).
    """
    invented = Q(application__applicant__demo=True) | Q(invitation__candidate__demo=True)
    for letter in Letter.objects.filter(invented, due_at__isnull=False).select_related(
        "application"
    ):
        moves.move(
            letter, "send", by=None, columns={"sent_at": Now(), "due_at": None, "invented": True}
        )
        _announce(letter, _told_of_the_decision(letter))


def _made_late(letter: Letter, language: str) -> str:
    with transaction.atomic():
        locked = Letter.objects.select_for_update(no_key=True, of=("self",)).get(pk=letter.pk)
        key: str = getattr(locked, f"file_{language}")
        if not key:
            key = store.put(BytesIO(made(locked, language)))
            Letter.objects.filter(pk=locked.pk).update(**{f"file_{language}": key})
    return key


def shown(letter: Letter, language: str) -> Composed:
    """The same letter for a page on screen, with the picture of its signed code once there is one."""
    made = composed(letter, language)
    signed = printed_code(letter) if made.code else ""
    if made.code and signed:
        made.code["drawn"] = SafeString(qr_code.drawn(signed))
    return made


def outbox() -> list[mailer.KeptEmail]:
    """The messages that the local stand-in for e-mail kept, newest first."""
    return mailer.messages()
