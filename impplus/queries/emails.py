"""The e-mails in the language of their reader; those about an account are templates of django-allauth."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from impplus.queries.account_notices import (
    ACCOUNT_NOTICES,
    RECOVERY,
    TOLD,
    TOLD_ADDED,
    TOLD_FORMER,
)
from impplus.queries.added_factors import ADDED, page_about
from impplus.queries.asked_emails import ASKED, answer_to
from impplus.queries.delegations import link_of
from impplus.queries.letters.decided import is_of_the_decision, letters_of_the_decision
from impplus.queries.letters.layout import programme_of
from impplus.queries.notices import NOTICES
from impplus.queries.recoveries import page_of, recovery_of
from impplus.queries.told_of import NUMBERED, FileToldOf, asked_by, file_told_of, way_in
from impplus.records import access
from impplus.records.models import Candidate, Delegation, Letter, Message, Recovery, User
from impplus.rules.lifecycle import ROLES, Role
from impplus.rules.programme import Programme
from impplus.words import formats, labels
from impplus.words.appointment_notices import (
    NO_LONGER,
    NO_LONGER_REPRESENTED,
    NO_LONGER_REPRESENTS,
)
from impplus.words.letter_notices import (
    ASKS,
    ASKS_A_CLIENT,
    ASKS_IN_A_CLIENTS_FILE,
    ASKS_IN_YOUR_FILE,
    IN_A_CLIENTS_FILE,
    IN_YOUR_FILE,
    INVITED,
    LETTER_WAITS,
    OPENED_FOR_YOU,
    SEVERAL_IN_A_CLIENTS_FILE,
    SEVERAL_IN_YOUR_FILE,
    SEVERAL_WAIT,
)
from impplus.words.text import Text

OWN_PART = Text(
    en="Fill in and sign your part of an application",
    fr="Remplissez et signez votre partie d’une demande",
)
STILL_OWN_PART = Text(
    en="Reminder: fill in and sign your part of an application",
    fr="Rappel\u00a0: remplissez et signez votre partie d’une demande",
)
OPEN_YOUR_PART = Text(
    en="Somebody in your family includes you in an application under {programme}, and asks you to fill in and sign your part yourself. Open this link "
    "by {day}. You sign in or create an account, and enter your date of birth:\n\n{link}\n\n"
    "The link works once. If you do not expect this message, do nothing. We never ask for money or a password by e-mail.",
    fr="Quelqu’un de votre famille vous inclut dans une demande présentée dans le cadre du {programme} et vous demande de remplir et de signer vous-même "
    "votre partie. Ouvrez ce lien au plus tard le {day}. Vous ouvrirez une session ou créerez un compte, puis inscrirez votre date de naissance\u00a0:\n\n{link}\n\n"
    "Le lien ne sert qu’une fois. Si vous n’attendez pas ce message, ne faites rien. Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
LINK_ENDED = Text(
    en="A link that was sent to you no longer works",
    fr="Un lien qui vous a été envoyé ne fonctionne plus",
)
NO_OWN_PART = Text(
    en="The link to your part of an application can no longer be used: it was taken back, or it was already used. There is nothing to do. If you expected it, "
    "ask whoever included you in the application.",
    fr="Le lien vers votre partie d’une demande ne peut plus servir\u00a0: il a été retiré, ou il a déjà servi. Vous n’avez rien à faire. Si "
    "vous l’attendiez, demandez à la personne de votre famille qui la présente.",
)


def reader_of(message: Message) -> Text:
    """Who a message goes to, as staff read it."""
    if message.account:
        role, application = Role(message.account.role), message.application
        whose = application.applicant_id if application else message.account_id
        member = role == Role.APPLICANT and message.account_id != whose
        return labels.FAMILY_MEMBER if member else ROLES[role]
    if message.delegation_id:
        return labels.FAMILY_MEMBER
    return labels.CANDIDATE if message.letter_id else ROLES[Role.PUBLIC]


def email_of(message: Message) -> EmailMessage:
    """A message in the language and to the address that its reader has now.

    Its Message-ID is the same at each try, so that a mail system knows one that came twice.
    """
    email = answer_to(message) if message.notice in ASKED else _composed(message)
    host = urlsplit(settings.SITE_URL).hostname
    email.extra_headers["Message-ID"] = f"<{name_of(message)}@{host}>"
    return email


def name_of(message: Message) -> str:
    """By what a mail system or a gateway knows a message that came twice; of no use to anybody else."""
    return salted_hmac("impplus.message", str(message.pk), algorithm="sha256").hexdigest()


def _composed(message: Message) -> EmailMessage:
    reader = message.account
    if message.delegation:
        again = bool(message.notice)
        return own_part(message.delegation, to=message.former, again=again)
    if message.letter and message.letter.invitation and message.notice:
        invited = message.letter.invitation.candidate
        start = _start(invited.language, programme_of(message.letter))
        return news(message.notice, invited.language, start, to=invited.email, day=message.deadline)
    if message.letter and message.letter.invitation:
        return _of_an_invitation(message.letter, message.letter.invitation.candidate)
    if reader is None:
        raise LookupError(f"message {message.pk} has nobody to go to")
    if message.notice and message.concerns_id is message.letter_id is None:
        return _about_an_account(message, reader)
    return _about_a_file(message, reader)


def _about_a_file(message: Message, reader: User) -> EmailMessage:
    """News of a file, that an appointment in it ended, or that a letter is in it."""
    if message.application is None:
        raise LookupError(f"message {message.pk} is about no application")
    language, to = reader.language, reader.email
    file = file_told_of(message.application, reader)
    if message.notice:
        return news(message.notice, language, file, to=to, day=message.deadline)
    if message.letter is None:
        return appointment_ended(
            language, file_told_of(message.application, reader, ended=file.represents), to=to
        )
    return letter_notice(
        programme_of(message.letter),
        language,
        file,
        to=to,
        several=_are_several(message.letter, reader),
        due=asked_by(message.letter),
        way_in=way_in(message.letter, reader),
    )


def _about_an_account(message: Message, owner: User) -> EmailMessage:
    """The notice of a change, or what a recovery says, to the owner of the account."""
    notice, language, to = message.notice, owner.language, message.former or owner.email
    if notice in RECOVERY and (recovery := recovery_of(owner)):
        return recovery_notice(notice, language, recovery, to=to)
    page = ""
    if notice in ADDED:
        with override(language):
            page = page_about(message)
    return account_notice(notice, language, to=to, former=bool(message.former), page=page)


def _are_several(letter: Letter, reader: User) -> bool:
    """Whether an e-mail tells its reader of several letters of one decision."""
    application = letter.application
    if application is None or not is_of_the_decision(letter):
        return False
    visible = letters_of_the_decision(application, letter).filter(pk__in=access.letters(reader))
    return visible.count() > 1


def _of_an_invitation(letter: Letter, to: Candidate) -> EmailMessage:
    code = letter.facts["code"] if letter.kind == "invitation" else ""
    programme = programme_of(letter)
    return letter_notice(
        programme, to.language, _start(to.language, programme), to=to.email, code=code
    )


def _start(language: str, programme: Programme) -> FileToldOf:
    """Where a candidate begins, who has no account: the start page."""
    return FileToldOf(f"{settings.SITE_URL}/{language}/", programme.time_zone_name)


def letter_notice(
    programme: Programme,
    language: str,
    file: FileToldOf,
    *,
    to: str,
    code: str = "",
    several: bool = False,
    due: date | None = None,
    way_in: str = "",
) -> EmailMessage:
    """The notice that a letter waits, or `several` of one decision, without their content; with its code where it is an invitation.

    A letter that asks for something names the last day, `due`. Into an account that the office opened, the `way_in` is said.
    """
    one, many, asks, asked = (
        (IN_A_CLIENTS_FILE, SEVERAL_IN_A_CLIENTS_FILE, ASKS_A_CLIENT, ASKS_IN_A_CLIENTS_FILE)
        if file.represents
        else (IN_YOUR_FILE, SEVERAL_IN_YOUR_FILE, ASKS, ASKS_IN_YOUR_FILE)
    )
    subject, body = (LETTER_WAITS, INVITED if code else OPENED_FOR_YOU if way_in else one)
    if several:
        subject, body = SEVERAL_WAIT, many
    elif due:
        subject, body = asks, asked
    values = {
        "site": way_in or file.page,
        "programme": programme.short.say(language),
        "code": code,
        "day": formats.day(due, language) if due else "",
        "zone": file.zone.say(language),
    }
    return _message(
        subject.filled(values), body.filled(values).say(language), to, language, file.number
    )


def appointment_ended(language: str, file: FileToldOf, *, to: str) -> EmailMessage:
    """The notice that somebody no longer represents the applicant, to one or the other of them."""
    body = NO_LONGER_REPRESENTS if file.represents else NO_LONGER_REPRESENTED
    said = body.filled({"page": file.page, "number": file.number}).say(language)
    return _message(NO_LONGER, said, to, language, file.number)


def own_part(delegation: Delegation, *, to: str, again: bool = False) -> EmailMessage:
    """The link to a part of one's own, with nobody's name in it, or the reminder of it; where it is no longer out, that it is not."""
    language, programme = delegation.language, delegation.application.programme
    if delegation.status != "offered":
        return _message(LINK_ENDED, NO_OWN_PART.say(language), to, language)
    with override(language):
        page = reverse("portal:join", args=[link_of(delegation)])
    values = {
        "programme": programme.short.say(language),
        "day": formats.day(programme.day_of(delegation.until), language),
        "link": settings.SITE_URL + page,
    }
    subject = STILL_OWN_PART if again else OWN_PART
    return _message(subject, OPEN_YOUR_PART.filled(values).say(language), to, language)


def account_notice(
    notice: str, language: str, *, to: str, former: bool = False, page: str = ""
) -> EmailMessage:
    """What changed in an account, told to its owner; `former` where it goes to the address that it had.

    With the `page` on which a factor that was added is removed again.
    """
    what = ACCOUNT_NOTICES[notice]
    with override(language):
        next_page = reverse("public:help") if former else reverse("account_reset_password")
    values = {
        "what": what.say(language),
        "site": settings.SITE_URL + next_page,
        "link": settings.SITE_URL + page,
        "hours": settings.RECOVERY_HOURS,
    }
    body = TOLD_ADDED if page else TOLD_FORMER if former else TOLD
    return _message(what, body.filled(values).say(language), to, language)


def recovery_notice(notice: str, language: str, recovery: Recovery, *, to: str) -> EmailMessage:
    """That a recovery was asked for, with the link that stops it; or, after the wait, with the one that does it."""
    with override(language):
        page = page_of(recovery, "stop" if notice == "recovery_asked" else "use")
    days = (recovery.ends_at - recovery.due_at).days
    values = {"link": settings.SITE_URL + page, "hours": settings.RECOVERY_HOURS, "days": days}
    body = RECOVERY[notice].filled(values)
    return _message(ACCOUNT_NOTICES[notice], body.say(language), to, language)


def news(
    notice: str, language: str, file: FileToldOf, *, to: str, day: date | None = None
) -> EmailMessage:
    """News of a file, by its key in queries/notices.py; a reminder says the last day, in its subject as well."""
    said = NOTICES[notice]
    values = {"site": file.page, "zone": file.zone.say(language)}
    if day:
        values["day"] = formats.day(day, language)
    body = said.body(represents=file.represents).filled(values).say(language)
    return _message(said.subject.filled(values), body, to, language, file.number)


def _message(subject: Text, body: str, to: str, language: str, number: str = "") -> EmailMessage:
    """An e-mail; to whoever may have many files, with the `number` of the application that it is about."""
    headers, about = {"Content-Language": language}, subject.say(language)
    if number:
        about = f"{about} – {number}"
        body = f"{NUMBERED.filled({'number': number}).say(language)}\n\n{body}"
    return EmailMessage(about, body, to=[to], headers=headers)
