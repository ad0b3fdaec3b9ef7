"""What a client is asked for, by a link without an account: answers and documents, nothing else; revocable, and chased while silent."""

from collections.abc import Sequence
from typing import IO

from django.db import transaction

from impplus.actions import client_files, mails, moves
from impplus.actions.matters import must_see
from impplus.practice.models import ClientLink, Mail, Matter, Wanted
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.client_links import ANSWERED, ASKS, CHASE, chases_due
from impplus.queries.firm_absences import readers_for
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

LONGEST = 500
_NO_ADDRESS = Text(
    en="Enter the client’s e-mail address first: the link is sent there.",
    fr="Inscrivez d’abord l’adresse courriel de la cliente ou du client\u00a0: le lien y est envoyé.",
)
_WHAT = Text(en="Write what the client is asked for.", fr="Inscrivez ce qui est demandé.")
_ANSWER = Text(
    en="Write your answer, or choose a file to send.",
    fr="Inscrivez votre réponse ou choisissez un fichier à envoyer.",
)
_TOO_LONG = Text(
    en="Your answers to this are too long together: 5,000 characters at most. Send a file instead.",
    fr="Vos réponses à cette demande sont trop longues ensemble : 5 000 caractères au plus. Envoyez plutôt un fichier.",
)
_WHY = Text(
    en="Write what is lacking still: the client reads it.",
    fr="Inscrivez ce qui manque encore : la cliente ou le client le lit.",
)
LONGEST_ANSWER = 5000


def ask(matter: Matter, *, text: str, by: User) -> Wanted:
    """Ask a client for something, in words of the client's language; the e-mail brings the link. AlreadyDone where that is asked."""
    must_see(matter, by)
    if not text.strip():
        raise NotUnderstood(_WHAT)
    if not matter.email:
        raise NotUnderstood(_NO_ADDRESS)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if locked.status != "open":
            raise WrongMoment
        if locked.wanted.filter(status="asked", text=text.strip()).exists():
            raise AlreadyDone
        made = _asked(locked, text, by)
        mails.owe(ASKS, firm=matter.firm, matter=matter, to=matter.email, demo=matter.demo)
    return made


def ask_within(matter: Matter, *, text: str, by: User) -> None:
    """Within a transaction that holds the matter: ask for something, where words are given, and see that there is a link; nobody is written to."""
    if text.strip():
        _asked(matter, text, by)
    else:
        _give_link(matter, by)


def _asked(locked: Matter, text: str, by: User) -> Wanted:
    made = Wanted(firm=locked.firm, matter=locked, kind="answer", text=text.strip())
    made.demo = locked.demo
    moves.move_at_firm(made, "ask", by=by)
    _give_link(locked, by)
    return made


def _give_link(locked: Matter, by: User) -> None:
    if not locked.links.filter(status="active").exists():
        link = ClientLink(firm=locked.firm, matter=locked, demo=locked.demo)
        moves.move_at_firm(link, "give", by=by)


def renew(matter: Matter, *, by: User) -> None:
    """Send a link for what is asked still, such as after one was revoked; AlreadyDone where the client has one, WrongMoment where nothing is asked."""
    must_see(matter, by)
    if not matter.email:
        raise NotUnderstood(_NO_ADDRESS)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if locked.status != "open" or not locked.wanted.filter(status="asked").exists():
            raise WrongMoment
        if locked.links.filter(status="active").exists():
            raise AlreadyDone
        _give_link(locked, by)
        mails.owe(ASKS, firm=matter.firm, matter=matter, to=matter.email, demo=matter.demo)


def answer(
    link: ClientLink, wanted: Wanted, *, text: str, files: Sequence[tuple[str, IO[bytes]]] = ()
) -> None:
    """Keep what a client answers by the link, in words and documents; what was answered before stays, and more is added to it.

    The firm acts next, and is told. Raises AlreadyDone where the same is there, WrongMoment where it is no longer asked, NotUnderstood and OutOfReach.
    """
    if not (text.strip() or files):
        raise NotUnderstood(_ANSWER)
    made = client_files.checked(wanted, files)
    with transaction.atomic(using=FIRM):
        Matter.objects.select_for_update(no_key=True).get(pk=link.matter_id)
        now = ClientLink.objects.filter(pk=link.pk, status="active", matter__status="open")
        kept = Wanted.objects.get(pk=wanted.pk, matter=link.matter_id)
        if not now.exists():
            raise WrongMoment
        said = _added(kept, text.strip())
        new = client_files.keep(link, kept, made)
        if kept.status == "answered" and said == kept.answer and not new:
            raise AlreadyDone
        columns = {"answer": said, "answered_at": Now()}
        moves.move_at_firm(kept, "answer", by=None, role=Role.PUBLIC, columns=columns)
        Matter.objects.filter(pk=link.matter_id).update(
            contacted_at=clock.now(), contacted_by="link", acts="we"
        )
        _tell(kept.matter)


def _added(kept: Wanted, text: str) -> str:
    """What was answered, with what is added now; the same words sent again add nothing."""
    if not text or kept.answer == text or kept.answer.endswith(f"\n\n{text}"):
        return kept.answer
    said = f"{kept.answer}\n\n{text}" if kept.answer else text
    if len(said) > LONGEST_ANSWER:
        raise NotUnderstood(_TOO_LONG)
    return said


def _tell(matter: Matter) -> None:
    """Tell those who work on a matter that its client answered, once until that e-mail has left; nothing of what was said."""
    waiting = Mail.objects.filter(kind=ANSWERED, matter=matter, status="owed")
    known = set(waiting.values_list("account", flat=True))
    for account in readers_for({matter.lawyer, matter.paralegal or matter.lawyer}, matter) - known:
        mails.owe(ANSWERED, firm=matter.firm, matter=matter, account=account, demo=matter.demo)


def accept(wanted: Wanted, *, by: User) -> None:
    """Say that the firm has what it asked for."""
    must_see(wanted.matter, by)
    moves.move_at_firm(wanted, "accept", by=by)


def send_back(wanted: Wanted, *, why: str, by: User) -> None:
    """Ask again for what was not enough, and say why; the e-mail brings it, with the link."""
    must_see(wanted.matter, by)
    if not why.strip():
        raise NotUnderstood(_WHY)
    if not wanted.matter.email:
        raise NotUnderstood(_NO_ADDRESS)
    with transaction.atomic(using=FIRM):
        locked = Matter.objects.select_for_update(no_key=True).get(pk=wanted.matter_id)
        columns = {"asked_at": Now(), "why": why.strip()}
        moves.move_at_firm(wanted, "send-back", by=by, columns=columns)
        Matter.objects.filter(pk=locked.pk).update(acts="client")
        _give_link(locked, by)
        said = {"asked": wanted.text, "why": why.strip()}
        mails.owe(
            ASKS, firm=locked.firm, matter=locked, said=said, to=locked.email, demo=locked.demo
        )


def withdraw(wanted: Wanted, *, by: User) -> None:
    """No longer ask for it."""
    must_see(wanted.matter, by)
    moves.move_at_firm(wanted, "withdraw", by=by)


def revoke(matter: Matter, *, by: User) -> None:
    """End the link of a matter, where there is one; the next thing that is asked brings another."""
    must_see(matter, by)
    for one in matter.links.filter(status="active"):
        moves.move_at_firm(one, "revoke", by=by)


def chase_due() -> int:
    """Write again to each client who is silent on the third, seventh or fourteenth day; how many."""
    if not keeps_for_firms():
        return 0
    told = 0
    for one in chases_due(clock.today(SERVED)):
        matter = one.link.matter
        said = {"day": one.day, "since": one.since.isoformat()}
        with transaction.atomic(using=FIRM):
            mails.owe(
                CHASE, firm=matter.firm, matter=matter, said=said, to=matter.email, demo=matter.demo
            )
        told += 1
    return told
