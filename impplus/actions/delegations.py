"""Delegations: an adult member of the family gets a part of their own, by a link that works once and for some days."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Sum

from impplus.actions import accounts, messages, moves
from impplus.actions.locks import held_application
from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.answers import given_by
from impplus.queries.delegations import LINK_DAYS, found_by
from impplus.queries.done import was_done
from impplus.queries.drafts import ENDING, announced_end
from impplus.queries.file import file_of
from impplus.queries.refusals import LinkUnknown, NotUnderstood, NotYours, WrongMoment
from impplus.queries.signatures import is_adult, signers
from impplus.records.clock import Now
from impplus.records.models import Application, Delegation, Person, User
from impplus.rules.lifecycle import Role, Verb
from impplus.words.text import LANGUAGES, Text

MOST_LINKS = 30  # of one application, whoever gets them


def offer(person: Person, *, email: str, language: str, by: User) -> Delegation:
    """Send an adult member who asks for a permit a link to a part of their own, whoever the address belongs to.

    Raises NotUnderstood for an address that is none, that of the principal applicant or that of another
    member's link; for a minor, or somebody who asks for nothing; for a second link; WrongMoment once submitted.
    The same again, by the same person, is the same part, and no second link.
    """
    application = person.application
    must_see(application, by)
    email = email.strip()
    _must_be_fit(application, person, email, language, by)
    made = Delegation(
        application=application,
        person=person,
        email=email,
        language=language,
        until=clock.now() + timedelta(days=LINK_DAYS),
    )
    try:
        with transaction.atomic():
            _locked_draft(application)
            _count_links(application)
            moves.move(made, "offer", by=by, detail=moves.concerning(person.pk))
            messages.send_link(made)
            messages.tell(application, "part-offered")
    except IntegrityError:
        same = person.delegations.filter(status="offered", email=email, language=language).first()
        if same and was_done(same, "offer", by=by):
            return same
        raise NotUnderstood(_HAS_ONE) from None
    return made


def send_again(delegation: Delegation, *, by: User) -> None:
    """Send a new link to the same address; the one before no longer works. Pressed again while it is on its way, it is the same link."""
    must_see(delegation.application, by)
    with transaction.atomic():
        _locked_draft(delegation.application)
        _count_links(delegation.application)
        now = Delegation.objects.get(pk=delegation.pk)
        if was_done(now, "send", by=by) and now.messages.filter(status="owed").exists():
            return
        until = clock.now() + timedelta(days=LINK_DAYS)
        columns = {"sending": now.sending + 1, "until": until}
        moves.move(now, "send", by=by, columns=columns, detail=moves.concerning(now.person_id))
        messages.send_link(now)


def accept(link: str, *, born: date | None, by: User) -> Delegation:
    """Take the part that a link leads to, once: with the date of birth that the application holds.

    One sentence, LinkUnknown, for a link that is wrong, used, too old or taken back and for another date
    of birth. Raises NotUnderstood for the account of staff, of the principal applicant, or of another member.
    """
    found = found_by(link)
    if found is None:
        raise LinkUnknown
    application = found.application
    must_be_personal(by)
    if application.applicant_id == by.pk:
        raise NotUnderstood(_PRINCIPAL)
    try:
        with transaction.atomic():
            _locked_draft(application)
            now = found_by(link)
            if now is None or now.person is None or not _was_born(now.person, born):
                raise LinkUnknown
            taken = {"account": by, "accepted_at": Now(), "email": ""}
            concerned = moves.concerning(now.person.pk)
            moves.move(now, "accept", by=by, columns=taken, detail=concerned)
            accounts.name_after(by, now.person.name)
            messages.tell(application, "part-accepted")
            messages.tell_member(by, application, "own-part-accepted")
            _tell_of_its_end(application, by)
    except IntegrityError:
        raise NotUnderstood(_TWO) from None
    return now


def _tell_of_its_end(application: Application, account: User) -> None:
    """Tell whoever takes a part of a draft that its destruction was announced already, once."""
    last, notice = announced_end(application), f"own-{ENDING}"
    said = account.messages.filter(concerns=application, notice=notice, deadline=last)
    if last and not said.exists():
        messages.tell_member(account, application, notice, last)


def must_be_personal(by: User) -> None:
    """Raise NotUnderstood for an account of staff or of a representative, which has no part in any application."""
    if by.role != Role.APPLICANT:
        raise NotUnderstood(_STAFF)


def end(delegation: Delegation, *, by: User) -> None:
    """Take a part back, or hand it back; everybody concerned is told.

    Raises NotUnderstood while the member keeps the answers private, and WrongMoment once submitted.
    """
    mine = delegation.account_id == by.pk
    if not mine:
        must_see(delegation.application, by)
    with transaction.atomic():
        _locked_draft(delegation.application)
        now = Delegation.objects.get(pk=delegation.pk)
        if now.private:
            raise NotUnderstood(_SHARE_FIRST if mine else _PRIVATE)
        _end(now, by=by)


def end_with(person: Person, *, by: User | None, alone: bool = False) -> None:
    """End the part of a member who is taken out of the draft, or whose draft is destroyed: then the member `alone` is told."""
    for one in person.delegations.filter(status__in=("offered", "accepted")):
        _end(one, by=by, alone=alone)


def keep_private(delegation: Delegation, *, private: bool, by: User) -> None:
    """Keep what one answers and sends from the family and the representative, or show it again; officers see it.

    Everybody concerned is told.
    """
    with transaction.atomic():
        _locked_draft(delegation.application)
        now = Delegation.objects.get(pk=delegation.pk)
        if now.account_id != by.pk or now.status != "accepted":
            raise NotYours
        if now.private != private:
            verb: Verb = "keep-private" if private else "share"
            concerned = moves.concerning(now.person_id)
            moves.move(now, verb, by=by, columns={"private": private}, detail=concerned)
            said = ("own-part-private", "part-kept-private")
            own, others = said if private else ("own-part-shared", "part-shared")
            messages.tell_member(by, now.application, own)
            messages.tell(now.application, others)


def _end(delegation: Delegation, *, by: User | None, alone: bool = False) -> None:
    was, account = delegation.email, delegation.account
    columns = {"ended_at": Now(), "email": "", "private": False}
    concerned = moves.concerning(delegation.person_id)
    moves.move(delegation, "end", by=by, columns=columns, detail=concerned)
    if account is None:
        messages.send_link(delegation, to=was)  # which then says that the link is taken back
    else:
        notice = "own-draft-destroyed" if alone else "own-part-ended"
        messages.tell_member(account, delegation.application, notice)
    if not alone:
        messages.tell(delegation.application, "part-ended")


def _was_born(person: Person, born: date | None) -> bool:
    """Whether the application holds this date of birth; of one known in part, its first day says it, too."""
    return born is not None and born in (given_by(person).get("born"), person.born)


def _locked_draft(application: Application) -> None:
    """Lock the application for this transaction; WrongMoment once it was submitted."""
    now = held_application(application.pk)
    if now.status != "draft":
        raise WrongMoment


def _count_links(application: Application) -> None:
    sent = application.delegations.aggregate(all=Sum("sending"))["all"] or 0
    if sent >= MOST_LINKS:
        raise NotUnderstood(_TOO_MANY)


def _must_be_fit(
    application: Application, person: Person, email: str, language: str, by: User
) -> None:
    """Raise NotUnderstood unless this member may have a part of their own, by a link to this address."""
    try:
        validate_email(email)
    except ValidationError:
        raise NotUnderstood(_NO_ADDRESS) from None
    if len(email) > LONGEST or language not in LANGUAGES:
        raise NotUnderstood(_NO_ADDRESS)
    if email.casefold() == application.applicant.email.casefold():
        raise NotUnderstood(_YOUR_OWN if by == application.applicant else _THE_PRINCIPALS)
    others = application.delegations.filter(status="offered").exclude(person=person)
    if others.filter(email__iexact=email).exists():
        raise NotUnderstood(_ANOTHERS)
    file = file_of(application)
    if person.pk not in {one.pk for one in signers(file)}:
        raise NotUnderstood(_NOTHING if is_adult(file, person) else _NOT_ADULT)


LONGEST = 254
_NO_ADDRESS = Text(
    en="Enter the e-mail address of this person, such as name@example.com.",
    fr="Inscrivez l’adresse électronique de cette personne, par exemple nom@exemple.com.",
)
_YOUR_OWN = Text(
    en="This is your own address. Each adult needs an address of their own; without one, the person signs on paper.",
    fr="C’est votre propre adresse. Chaque adulte a besoin de sa propre adresse; sans adresse, la personne signe sur papier.",
)
_THE_PRINCIPALS = Text(
    en="This is the address of the principal applicant. Each adult needs an address of their own; without one, the person signs on paper.",
    fr="Cette adresse est celle de la demanderesse principale ou du demandeur principal. Chaque adulte a besoin de sa propre adresse; "
    "sans adresse, la personne signe sur papier.",
)
_ANOTHERS = Text(
    en="Another member of the family was sent a link at this address. Each adult needs an address of their own; without one, the person signs on paper.",
    fr="Un autre membre de la famille a reçu un lien à cette adresse. Chaque adulte a besoin de sa propre adresse; sans adresse, la "
    "personne signe sur papier.",
)
_NOT_ADULT = Text(
    en="Only an adult signs alone. Enter the date of birth first; for a minor, the principal applicant signs.",
    fr="Seule une personne majeure signe elle-même. Inscrivez d’abord la date de naissance; pour une personne mineure, c’est la "
    "demanderesse principale ou le demandeur principal qui signe.",
)
_NOTHING = Text(
    en="This person asks for no permit, so there is nothing to sign.",
    fr="Cette personne ne demande aucun permis\u00a0: il n’y a donc rien à signer.",
)
_HAS_ONE = Text(
    en="This person already has a link or a part of their own. Nothing was sent.",
    fr="Cette personne a déjà un lien ou sa propre partie. Rien n’a été envoyé.",
)
_TOO_MANY = Text(
    en=f"{MOST_LINKS} links were already sent from this application. Print the declaration instead: it can be signed on paper.",
    fr=f"{MOST_LINKS} liens ont déjà été envoyés depuis cette demande. Imprimez plutôt la déclaration\u00a0: elle peut être signée sur papier.",
)
_PRIVATE = Text(
    en="This person keeps the answers private, so the part cannot be taken back. The person can hand it back, or you can remove the person from the application.",
    fr="Cette personne garde ses réponses privées\u00a0: sa partie ne peut donc pas être reprise. La personne peut la rendre, ou vous pouvez "
    "retirer la personne de la demande.",
)
_SHARE_FIRST = Text(
    en="You keep your answers private. Show them to your family first, then hand your part back.",
    fr="Vous gardez vos réponses privées. Montrez-les d’abord à votre famille, puis rendez votre partie.",
)
_STAFF = Text(
    en="You are signed in with an account that is for work. Sign out, then open the link again and use an account of your own.",
    fr="Vous avez ouvert une session avec un compte de travail. Fermez la session, puis ouvrez de nouveau le lien et employez un compte personnel.",
)
_PRINCIPAL = Text(
    en="This link is not for you: it is for the member of your family to whom it was sent, who opens it and uses another account. It still works.",
    fr="Ce lien ne vous est pas destiné\u00a0: il est pour le membre de votre famille à qui il a été envoyé, qui l’ouvre et emploie un autre compte. Il fonctionne toujours.",
)
_TWO = Text(
    en="Your account already has a part in this application. Each person needs an account of their own: sign out, then open the link again.",
    fr="Votre compte a déjà une partie dans cette demande. Chaque personne a besoin de son propre compte\u00a0: fermez la session, puis ouvrez de nouveau le lien.",
)
