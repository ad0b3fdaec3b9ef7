"""Colleagues: who works at a firm, and as what; a place is offered, accepted, changed and ended."""

from dataclasses import replace
from datetime import timedelta

from django.db import IntegrityError, transaction

from impplus.actions import accounts, assignments, mails, moves, sessions
from impplus.practice.access import ENQUIRIES, LAWYERS, TEAM, firm_of, role_of
from impplus.practice.colleague import LAWYER, OWNER, ROLES_AT_A_FIRM
from impplus.practice.models import Colleague, Matter, Offer
from impplus.practice.routing import FIRM, keeps_for_firms
from impplus.queries import clock
from impplus.queries.firm_absences import absences_at, stands_in_for
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal
from impplus.queries.teammates import teammates
from impplus.records.clock import Now
from impplus.records.models import Firm, Mandate, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text, as_kept

DAYS = 7
LONGEST_NUMBER = 40  # characters


class LastOwner(Refusal):
    """A firm without an owner could change nothing about itself."""

    text = Text(
        en="This is the only owner of the firm. Make somebody else an owner first. Nothing was changed.",
        fr="Cette personne est la seule propriétaire du cabinet. Nommez d’abord une ou un autre propriétaire. Rien n’a été modifié.",
    )


class StillAppointed(Refusal):
    """An applicant appoints a person: nobody at the firm takes that person's place."""

    text = Text(
        en="Clients have appointed this person. Each of them first appoints somebody else, or cancels the appointment. Nothing was changed.",
        fr="Des clientes ou clients ont désigné cette personne. Qu’ils désignent d’abord quelqu’un d’autre ou annulent la désignation. Rien n’a été modifié.",
    )


class StillAnswers(Refusal):
    """Nobody else signs off the deadlines of a matter, or is told of them."""

    text = Text(
        en="This person answers for open matters. On the board of clients, choose them and assign them to another lawyer first. Nothing was changed.",
        fr="Cette personne répond de dossiers ouverts. Au tableau de la clientèle, choisissez-les et confiez-les d’abord à une autre avocate ou à un autre avocat. Rien n’a été modifié.",
    )


class StandsIn(Refusal):
    """Somebody who is away, or will be, counts on this colleague."""

    text = Text(
        en="This person stands in for a colleague who is or will be away. Cancel that absence first, and plan it anew with somebody else. Nothing was changed.",
        fr="Cette personne remplace une ou un collègue pendant une absence. Annulez d’abord cette absence et prévoyez-la de nouveau avec quelqu’un d’autre. Rien n’a été modifié.",
    )


def readers_of_enquiries(firm: int) -> list[int]:
    """The keys of the accounts of a firm that see its enquiries."""
    accounts_there = User.objects.filter(firm=firm, role=Role.REPRESENTATIVE.value, is_active=True)
    return [one.pk for one in accounts_there.order_by("pk") if role_of(one) in ENQUIRIES]


def begin(account: User) -> None:
    """Whoever the operator opens an account for works at the firm: the first as its owner, the next as lawyers."""
    if keeps_for_firms() and account.firm_id:
        first = not Colleague.objects.filter(firm=account.firm_id).exists()
        _add(account, OWNER if first else LAWYER, by=None)


def offer(firm: Firm, *, email: str, name: str, role: str, language: str, by: User) -> Offer:
    """Offer somebody a place at the firm by e-mail; only an owner. The same again is the same offer."""
    _must_own(by)
    if role not in ROLES_AT_A_FIRM or not name.strip():
        raise NotUnderstood(Text(en="Enter a name and a role.", fr="Inscrivez un nom et un rôle."))
    if User.objects.filter(email__iexact=email).exists():
        raise NotUnderstood(_TAKEN)
    made = Offer(firm=firm.pk, email=email, name=name.strip(), role=role, language=language)
    made.by, made.until = by.pk, clock.now() + timedelta(days=DAYS)
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "offer", by=by)
            mails.owe("offer", firm=firm.pk, offer=made, demo=firm.demo)
    except IntegrityError:
        return Offer.objects.get(firm=firm.pk, email=email, status="offered")
    return made


def withdraw(made: Offer, *, by: User) -> None:
    """Take an offer back: its link no longer works."""
    _must_own(by)
    if made.firm != firm_of(by):
        raise NotYours
    moves.move_at_firm(made, "end", by=by)


def accept(made: Offer, *, password: str) -> User:
    """Open the account of who accepts, with the role that was offered; the link works once.

    The address is confirmed: nobody else reads its mail. A second proof is added at the first sign-in, where that is asked for.
    """
    firm = Firm.objects.get(pk=made.firm)
    with transaction.atomic():
        said = {"email": made.email, "name": made.name, "language": made.language}
        account = accounts.open_confirmed(
            role=Role.REPRESENTATIVE, password=password, firm=firm, demo=firm.demo, **said
        )
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "accept", by=None, role=Role.PUBLIC)
            _add(account, made.role, by=None)
    return account


def change(account: User, *, role: str, by: User) -> None:
    """Give a colleague another role; only an owner. The last owner stays one; whom an applicant has appointed, or who answers for matters, stays a lawyer."""
    _must_own(by)
    if account.firm_id != by.firm_id or role not in ROLES_AT_A_FIRM:
        raise NotYours
    if role not in LAWYERS:
        _must_answer_for_nobody(account)
    _must_not_stand_in(account, role)
    with transaction.atomic(using=FIRM):
        if role != OWNER:
            _must_leave_an_owner(account)
        row = _row(account, by=by)
        moves.move_at_firm(row, "change", by=by, detail={"role": role}, columns={"role": role})


def register(account: User, *, membership: str, by: User) -> None:
    """Keep the membership number of a lawyer, which letters and IMM 5476 name; an owner, or that person. NotUnderstood where it is too long.

    Where nothing is kept for firms, the operator alone writes it.
    """
    number = as_kept(membership, lines=False)
    if len(number) > LONGEST_NUMBER:
        raise NotUnderstood(NO_NUMBER)
    if account.firm_id != by.firm_id or role_of(account) not in LAWYERS:
        raise NotYours
    if account != by:
        _must_own(by)
    if keeps_for_firms():
        row = _row(account, by=by)
        moves.move_at_firm(row, "change", by=by, detail={"membership": bool(number)})
    User.objects.filter(pk=account.pk).update(membership=number)


def remove(account: User, *, by: User) -> None:
    """End somebody's work at the firm: nothing opens any more, from the next page on; only an owner.

    StillAppointed while an applicant has appointed this person, StillAnswers while open matters are that person's, LastOwner of the only owner.
    """
    with transaction.atomic(using=FIRM):
        must_be_free(account, by=by)
        row = _row(account, by=by)
        moves.move_at_firm(row, "end", by=by, columns={"until": Now()})
    with transaction.atomic():
        assignments.end_all(account, by=by)
        User.objects.filter(pk=account.pk).update(is_active=False)
        sessions.end_others(account, but=None)


def must_be_free(account: User, *, by: User) -> None:
    """Refused while somebody still counts on this colleague, whom an owner would remove, or nobody else owns the firm."""
    _must_own(by)
    if account.firm_id != by.firm_id:
        raise NotYours
    _must_answer_for_nobody(account)
    _must_not_stand_in(account, "")
    with transaction.atomic(using=FIRM):
        _must_leave_an_owner(account)


def _add(account: User, role: str, *, by: User | None) -> Colleague:
    row = Colleague(firm=firm_of(account), account=account.pk, role=role, demo=account.demo)
    moves.move_at_firm(row, "add", by=by)
    return row


def _row(account: User, *, by: User) -> Colleague:
    """The row of a colleague, locked; whoever had none is a lawyer until now."""
    locked = Colleague.objects.select_for_update(no_key=True)
    found = locked.filter(account=account.pk, status="active").first()
    return found or _add(account, LAWYER, by=by)


def _must_own(by: User) -> None:
    if role_of(by) not in TEAM:
        raise NotYours


def _must_answer_for_nobody(account: User) -> None:
    if Mandate.objects.filter(lawyer=account, status="active").exists():
        raise StillAppointed
    if Matter.objects.filter(lawyer=account.pk, status="open").exists():
        raise StillAnswers


def _must_not_stand_in(account: User, role: str) -> None:
    """StandsIn while an absence that is planned, or of today, counts on this colleague, whose new role may not do that work."""
    firm = firm_of(account)
    for one in absences_at(firm, teammates(firm)):
        substitute = replace(one.substitute, role=role)
        if substitute.account == account.pk and not stands_in_for(substitute, one.who):
            raise StandsIn


def _must_leave_an_owner(account: User) -> None:
    """The owners are locked in one order: of two who go at once, the second is refused."""
    owners = Colleague.objects.select_for_update(no_key=True).order_by("pk")
    there = owners.filter(firm=firm_of(account), role=OWNER, status="active")
    if [one.account for one in there] == [account.pk]:
        raise LastOwner


NO_NUMBER = Text(
    en="A membership number has 40 characters at most.",
    fr="Un numéro de membre compte 40 caractères au plus.",
)
_TAKEN = Text(
    en="This e-mail address already has an account. Ask for another address.",
    fr="Cette adresse électronique a déjà un compte. Demandez une autre adresse.",
)
