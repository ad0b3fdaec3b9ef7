"""What a client is asked for, by a link without an account: answers and nothing else; revocable, and chased while silent."""

from django.db import transaction

from impplus.actions import mails, moves
from impplus.actions.matters import must_see
from impplus.practice.models import ClientLink, Matter, Wanted
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.client_links import ASKS, CHASE, chases_due
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
_ANSWER = Text(en="Write your answer.", fr="Inscrivez votre réponse.")


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
        made = Wanted(firm=matter.firm, matter=matter, kind="answer", text=text.strip())
        made.demo = matter.demo
        moves.move_at_firm(made, "ask", by=by)
        if not locked.links.filter(status="active").exists():
            link = ClientLink(firm=matter.firm, matter=matter, demo=matter.demo)
            moves.move_at_firm(link, "give", by=by)
        mails.owe(ASKS, firm=matter.firm, matter=matter, to=matter.email, demo=matter.demo)
    return made


def answer(link: ClientLink, wanted: Wanted, *, text: str) -> None:
    """Keep what a client answers by the link; AlreadyDone where the same is there, WrongMoment where it is no longer asked."""
    if not text.strip():
        raise NotUnderstood(_ANSWER)
    with transaction.atomic(using=FIRM):
        Matter.objects.select_for_update(no_key=True).get(pk=link.matter_id)
        now = ClientLink.objects.filter(pk=link.pk, status="active", matter__status="open")
        kept = Wanted.objects.get(pk=wanted.pk, matter=link.matter_id)
        if not now.exists():
            raise WrongMoment
        if (kept.status, kept.answer) == ("answered", text.strip()):
            raise AlreadyDone
        columns = {"answer": text.strip(), "answered_at": Now()}
        moves.move_at_firm(kept, "answer", by=None, role=Role.PUBLIC, columns=columns)
        Matter.objects.filter(pk=link.matter_id).update(
            contacted_at=clock.now(), contacted_by="link"
        )


def accept(wanted: Wanted, *, by: User) -> None:
    """Say that the firm has what it asked for."""
    must_see(wanted.matter, by)
    moves.move_at_firm(wanted, "accept", by=by)


def send_back(wanted: Wanted, *, by: User) -> None:
    """Ask again for what was not enough."""
    must_see(wanted.matter, by)
    moves.move_at_firm(wanted, "send-back", by=by, columns={"asked_at": Now()})


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
