"""Service agreements: written and signed by the firm, asked about and signed by the client by a private link, ended in writing."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import transaction

from impplus.actions import mails, matter_deadlines, matters, moves
from impplus.actions.conflicts import must_be_cleared
from impplus.practice import access
from impplus.practice.models import AgreementQuestion, Enquiry, Matter, Retainer
from impplus.practice.retainer import RUNS
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.firm_absences import readers_for
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, Refusal, WrongMoment
from impplus.queries.retainers import (
    NotWhole,
    RetainerTerms,
    kept,
    lacking,
    read,
)
from impplus.queries.teammates import teammates
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.words import agreement_words as words
from impplus.words.text import Text

# What is counted from the end, by keys of rules/terms.py: the second only where it ends before its completion.
AFTER_THE_END = ("closing", "department")
_NAME = Text(en="Type your name to sign.", fr="Tapez votre nom pour signer.")
_FRENCH_FIRST = Text(
    en="The French text comes first, and English may be chosen after it: choose texts that include French.",
    fr="Le texte français vient en premier et l’anglais peut être choisi ensuite\u00a0: choisissez des textes qui comprennent le français.",
)
_CHOOSE = Text(
    en="To be bound by the English text, tick that you have seen the French one and choose English.",
    fr="Pour que le texte anglais fasse foi, cochez que vous avez vu le texte français et choisissez l’anglais.",
)
_CHANGED = Text(
    en="The agreement changed while you had the page open. Nothing was signed: read it again.",
    fr="Le contrat a changé pendant que la page était ouverte. Rien n’a été signé\u00a0: relisez-le.",
)
# The client is not told why: it may be a conflict of interest with somebody else.
_NOT_NOW = Text(
    en="The firm cannot act by this agreement now. Nothing was signed: write to the firm.",
    fr="Le cabinet ne peut pas agir en vertu de ce contrat pour le moment. Rien n’a été signé\u00a0: écrivez au cabinet.",
)
_SIGNER = Text(
    en="Only the lawyer or consultant who is named in the agreement signs it for the firm. Nothing was sent.",
    fr="Seule la personne nommée dans le contrat le signe pour le cabinet. Rien n’a été envoyé.",
)
_ANSWER = Text(
    en="Answer the client’s question first. Nothing was sent.",
    fr="Répondez d’abord à la question de la cliente ou du client. Rien n’a été envoyé.",
)
_WRITE = Text(en="Write your question.", fr="Inscrivez votre question.")
_WHY = Text(
    en="Write why the agreement ends, for the client.",
    fr="Inscrivez pourquoi le contrat prend fin, à l’intention de la cliente ou du client.",
)
_LATER = Text(
    en="This day is still to come, or lies before the signature.",
    fr="Cette date est à venir, ou précède la signature.",
)


def begin(
    about: Enquiry | Matter, *, lawyer: int, terms: RetainerTerms, email: str, by: User
) -> Retainer:
    """Begin the agreement of an enquiry or of a matter as a draft; the open one where there is one. Raises NotSearched."""
    if isinstance(about, Enquiry):
        if not access.enquiries(by).filter(pk=about.pk).exists():
            raise NotYours
        must_be_cleared(about)
    else:
        matters.must_see(about, by)
    if not access.works_on_matters(by) or not _signs(about.firm, lawyer):
        raise NotYours
    with transaction.atomic(using=FIRM):
        type(about).objects.select_for_update(no_key=True).get(pk=about.pk)
        before = about.agreements.filter(status__in=RUNS).last()
        if before:
            return before
        made = Retainer(firm=about.firm, lawyer=lawyer, kind=terms.kind, demo=about.demo)
        made.enquiry = about if isinstance(about, Enquiry) else None
        made.matter = about if isinstance(about, Matter) else None
        made.language, made.email = about.language, email
        made.texts, made.terms = "fr en", kept(terms)
        moves.move_at_firm(made, "start", by=by)
    return made


def change(
    agreement: Retainer,
    *,
    terms: RetainerTerms,
    texts: str,
    language: str,
    email: str,
    by: User,
) -> None:
    """Write the draft anew; one that was offered is no longer to be signed until it is sent again. AlreadyDone where it is the same."""
    must_see(agreement, by)
    if texts not in words.TEXTS or (terms.quebec and not texts.startswith("fr")):
        raise NotUnderstood(_FRENCH_FIRST)
    columns: dict[str, Any] = {"terms": kept(terms), "kind": terms.kind, "texts": texts}
    columns |= {"language": language, "email": email}
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        if all(getattr(locked, name) == value for name, value in columns.items()):
            raise AlreadyDone
        moves.move_at_firm(locked, "change", by=by, columns=columns | {"offered": None})


def offer(agreement: Retainer, *, answer: str = "", by: User) -> None:
    """Sign it for the firm and send the client the link; `answer` answers the client’s open question, if any. Raises NotWhole."""
    must_see(agreement, by)
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        must_be_ready(locked, answer=answer, by=by)
        at = clock.instant()
        offered = {"account": by.pk, "name": by.name, "at": at.isoformat()}
        columns = {"offered": offered, "version": locked.version + 1}
        moves.move_at_firm(locked, "offer", by=by, columns=columns)
        said = {"answer": answer.strip(), "answered_by": by.name, "answered_at": at}
        locked.questions.filter(answered_at=None).update(**said)
        tell("agreement-offered", locked)


def must_be_ready(agreement: Retainer, *, answer: str = "", by: User) -> None:
    """Raise AlreadyDone where it was sent, and what keeps it from being signed for the firm and sent: another signs it, a question has no answer, or NotWhole."""
    if agreement.status == "offered":
        raise AlreadyDone
    if by.pk != agreement.lawyer:
        raise NotUnderstood(_SIGNER)
    if not answer.strip() and agreement.questions.filter(answered_at=None).exists():
        raise NotUnderstood(_ANSWER)
    _must_stand(agreement)
    missing = lacking(read(agreement.terms), agreement.texts)
    if not agreement.email:
        missing.append(words.IDENTITY)
    if missing:
        named = {key: ", ".join(one.say(key) for one in missing) for key in ("en", "fr")}
        raise NotWhole(
            Text(
                en=words.NOT_WHOLE.en.format(missing=named["en"]),
                fr=words.NOT_WHOLE.fr.format(missing=named["fr"]),
            )
        )


def ask(agreement: Retainer, *, text: str) -> None:
    """Keep what the client asks before signing; the lawyer is told."""
    if not text.strip():
        raise NotUnderstood(_WRITE)
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        last = locked.questions.last()
        if last and last.answered_at is None and last.text == text.strip():
            raise AlreadyDone
        moves.move_at_firm(locked, "ask", by=None, role=Role.PUBLIC)
        AgreementQuestion.objects.create(
            agreement=locked, version=locked.version, text=text.strip()
        )
        tell_firm("agreement-asked", locked)


def sign(agreement: Retainer, *, version: int, signature: str, language: str, chose: bool) -> None:
    """Sign what was shown, as the client, by the declared name; the enquiry is engaged by it, and its matter is open.

    `language` is the text that binds; where French comes first, another one only with `chose`, the express choice.
    The papers and e-mails are made by the worker.
    """
    if not signature.strip():
        raise NotUnderstood(_NAME)
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        if locked.status == "signed":
            raise AlreadyDone
        if locked.version != version or locked.status != "offered":
            raise NotUnderstood(_CHANGED)
        chosen = read(locked.terms).quebec and language != "fr"
        if language not in locked.texts.split() or (chosen and not chose):
            raise NotUnderstood(_CHOOSE)
        agreed = {"terms": locked.terms, "texts": locked.texts, "version": version}
        agreed |= {"offered": locked.offered, "signature": signature.strip(), "chose": chosen}
        agreed |= {"signed_at": clock.instant().isoformat(), "language": language}
        columns: dict[str, Any] = {"agreed": agreed, "papers_due": True}
        try:
            _must_stand(locked)
        except Refusal:
            raise NotUnderstood(_NOT_NOW) from None
        columns["matter"] = locked.matter or _opened(locked)
        moves.move_at_firm(locked, "sign", by=None, role=Role.PUBLIC, columns=columns)
        moves.wake("make_agreements", using=FIRM)


def _must_stand(agreement: Retainer) -> None:
    """Raise NotSearched or WrongMoment where a matter would be opened of an enquiry that is not cleared by its last search, or was declined."""
    enquiry = None if agreement.matter else agreement.enquiry
    if enquiry:
        must_be_cleared(enquiry)
        if enquiry.status == "declined":
            raise WrongMoment


def _opened(agreement: Retainer) -> Matter | None:
    """The matter of an enquiry that is engaged by a signature: the one that is open, or a new one."""
    enquiry = agreement.enquiry
    if enquiry is None:
        return None
    if enquiry.status in ("conflict-checked", "booked"):
        moves.move_at_firm(enquiry, "engage", by=None, role=Role.PUBLIC)
    before = enquiry.matters.filter(status="open").last()
    if before:
        return before
    enquiry.refresh_from_db()
    made = Matter(firm=agreement.firm, enquiry=enquiry, lawyer=agreement.lawyer)
    made.name, made.email, made.phone = enquiry.name, enquiry.email, enquiry.phone
    made.language, made.demo = agreement.language, agreement.demo
    made.stage, made.acts = "draft", "client"
    matters.remember_search(made, enquiry)
    return matters.write(made, by=None)


def decline(agreement: Retainer) -> None:
    """Decline it, as the client; the lawyer is told."""
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        if locked.status == "declined":
            raise AlreadyDone
        moves.move_at_firm(locked, "decline", by=None, role=Role.PUBLIC)
        tell_firm("agreement-declined", locked)


def withdraw(agreement: Retainer, *, by: User) -> None:
    """Take it back before it is signed; its link says so."""
    must_see(agreement, by)
    moves.move_at_firm(agreement, "withdraw", by=by)


def end(agreement: Retainer, *, on: date, completed: bool, why: str, by: User) -> None:
    """End it in writing, completed or before its completion: the letter goes to both."""
    must_see(agreement, by)
    if access.role_of(by) not in access.LAWYERS:
        raise NotYours
    if not why.strip():
        raise NotUnderstood(_WHY)
    with transaction.atomic(using=FIRM):
        locked = _locked(agreement)
        if locked.status != "signed":
            raise WrongMoment
        signed = SERVED.day_of(datetime.fromisoformat((locked.agreed or {})["signed_at"]))
        if not signed <= on <= clock.today(SERVED):
            raise NotUnderstood(_LATER)
        columns = {"ended_on": on, "completed": completed, "ending": why.strip()}
        moves.move_at_firm(locked, "end", by=by, columns=columns | {"papers_due": True})
        for kind in AFTER_THE_END if not completed else AFTER_THE_END[:1]:
            if locked.matter and locked.matter.status == "open":
                with suppress(AlreadyDone):
                    matter_deadlines.add(locked.matter, kind=kind, since=on, by=by)
        moves.wake("make_agreements", using=FIRM)


def tell(kind: str, agreement: Retainer) -> None:
    """Owe an e-mail to the client."""
    _owe(kind, agreement, to=agreement.email)


def tell_firm(kind: str, agreement: Retainer) -> None:
    """Owe an e-mail to the lawyer of an agreement, and to who stands in for that lawyer."""
    for account in readers_for({agreement.lawyer}, agreement.matter):
        _owe(kind, agreement, account=account)


def _owe(kind: str, agreement: Retainer, **reader: Any) -> None:
    mails.owe(kind, firm=agreement.firm, agreement=agreement, demo=agreement.demo, **reader)


def _signs(firm: int, account: int) -> bool:
    found = teammates(firm).get(account)
    return found is not None and found.is_lawyer


def _locked(agreement: Retainer) -> Retainer:
    rows = Retainer.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("enquiry", "matter").get(pk=agreement.pk)


def must_see(agreement: Retainer, by: User) -> None:
    """Raise NotYours to whoever does not see an agreement."""
    if not access.agreements(by).filter(pk=agreement.pk).exists():
        raise NotYours
