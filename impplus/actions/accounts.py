"""Accounts: those that people open themselves, and those opened for officers and lawyers."""

import time
from collections.abc import Callable
from typing import Any, ClassVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import ratelimit as rates
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy as _

from impplus.actions import attempts, devices, messages, recoveries, second_factors, sessions
from impplus.queries.account_notices import ACCOUNT_NOTICES, SAME
from impplus.queries.asked_emails import RESET
from impplus.queries.refusals import NotUnderstood, TooManyAttempts
from impplus.queries.sessions import KEPT
from impplus.records.models import Application, Firm, User
from impplus.rules.lifecycle import Role
from impplus.words.browsers import browser_of
from impplus.words.text import Text


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Opens an applicant's account in the language of the page, and refuses in our words."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("Your account has this e-mail address already."),
        "email_password_mismatch": _("The e-mail address or the password is not correct."),
        "email_taken": _("Another account has this e-mail address already."),
        "enter_current_password": _("Enter your current password."),
        "incorrect_password": _("The password is not correct."),
        "need_not_wait": _("You need not wait if you use a passkey or choose a new password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
    }

    def get_login_stages(self) -> list[str]:
        """allauth's; its stage of second factors is behind ours, and whoever signs up with a passkey makes it at last."""
        stages = [_STAGES.get(one, one) for one in super().get_login_stages()]
        return [*stages, "allauth.mfa.webauthn.stages.PasskeySignupStage"]

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:
        """Fill in a new account from the sign-up form."""
        user.language = _language()
        user.role = Role.APPLICANT
        saved: User = super().save_user(request, user, form, commit=False)
        cast(Any, request).hashed_at = time.monotonic()
        if commit:
            saved.save()
        return saved

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """A message of allauth's, which names the language that it is in."""
        named = {**(headers or {}), "Content-Language": _language()}
        return super().render_mail(template_prefix, email, context, named)  # type: ignore[no-any-return]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe a message of allauth's, which makes its links when it is sent.

        Who forgot a password is written to a few times a minute: whoever asks more often reads the same page, and the
        links sent before open as well.
        """
        kind = template_prefix.rpartition("/")[2]
        if kind in (RESET, "unknown_account") and not rates.consume(
            self.request, action="reset_mail", key=email.lower()
        ):
            return
        messages.answer(kind, email, account=context.get("user"), language=_language())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Owe a notice of a change, and end the other sessions where it may be that of an intruder.

        A new address is confirmed wherever its message is read, so the session in which it was asked for goes on.
        """
        kind = template_prefix.rpartition("/")[2]
        notice = SAME.get(kind, kind)
        if notice not in ACCOUNT_NOTICES:
            raise LookupError(f"no words for the notice {notice}")
        messages.tell_owner(user, notice, former=email or "")
        second_factors.note(user)
        if notice != "email_changed":
            sessions.end_others(user, but=self.request.session.session_key)
        # Whoever reads the mail of the account need not wait for guessers.
        if kind == "password_reset":
            cast(Any, self.request).opened = user.email

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin a session, which its owner knows again by the browser."""
        second_factors.note(user)
        if any(one["method"] == "mfa" for one in get_authentication_records(request, user)):
            recoveries.stop_for(user)  # whoever has a factor has not lost it
        super().login(request, user)
        kept = request.session.get(KEPT)
        if kept and kept["account"] != user.pk:  # what somebody else typed here
            del request.session[KEPT]
        cast(Any, request.session).browser = browser_of(request.headers.get("User-Agent", ""))
        cast(Any, request).opened = user.email

    def begin(self, what: str, account: str) -> attempts.OpenAttempt:
        """Count an attempt to open an account; a ValidationError says how long to wait, and how not to."""
        cookie = self.request.COOKIES.get(f"{settings.DEVICE_COOKIE_NAME}-{_language()}", "")
        network, device = ratelimit.get_ip(self.request), devices.known(cookie, account)
        try:
            return attempts.begin(what, account=account, network=network, device=device)
        except TooManyAttempts as refused:
            said = refused.text.say(_language())
            raise ValidationError(f"{said} {self.error_messages['need_not_wait']}") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Whose credentials these are; a failure is counted, the same for an address that nobody has."""
        begun = self.begin("password", credentials.get("email", ""))
        found: User | None = super().authenticate(request, **credentials)
        if found:
            attempts.forgive(begun)
        return found

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody confirms who it is: by a second factor where there is one, a passkey before a code, else by the password."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [one for one in methods if one["id"].startswith("mfa_reauthenticate")]
        factors.sort(key=lambda one: one["id"] != "mfa_reauthenticate:webauthn")
        return factors if factors and second_factors.note(user) else methods

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """There are no user names."""


def choose_language(language: str, *, by: User) -> None:
    """Write to somebody in this language from now on, about an account and every application of theirs."""
    with transaction.atomic():
        User.objects.filter(pk=by.pk).update(language=language)
        Application.objects.filter(applicant=by).update(language=language)


def name_after(account: User, name: str) -> None:
    """Give an account without a name that of the person whose application or part it takes."""
    if not account.name:
        account.name = name[:250]
        User.objects.filter(pk=account.pk, name="").update(name=account.name)


def end_other_sessions(*, but: str | None, by: User) -> int:
    """End every session of an account but one, by its key, and tell its owner; how many."""
    with transaction.atomic():
        ended = sessions.end_others(by, but=but)
        if ended:
            messages.tell_owner(by, "sessions_ended")
    return ended


def add_officer(
    *, email: str, name: str, role: Role, password: str, language: str, firm: Firm | None = None
) -> User:
    """Open a confirmed account for an officer or a firm's lawyer; refuses an address in use."""
    if User.objects.filter(email__iexact=email).exists():
        raise NotUnderstood(
            Text(
                en="An account with this e-mail address already exists.",
                fr="Un compte existe déjà avec cette adresse électronique.",
            )
        )
    if (role == Role.REPRESENTATIVE) != (firm is not None):
        raise NotUnderstood(
            Text(
                en="A lawyer belongs to a firm; nobody else does.",
                fr="Une avocate ou un avocat fait partie d’un cabinet; personne d’autre.",
            )
        )
    return open_confirmed(
        email=email, name=name, role=role, password=password, language=language, firm=firm
    )


def open_confirmed(
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    language: str,
    firm: Firm | None,
    demo: bool = False,
) -> User:
    """Open an account whose address is known to be its owner's; NotUnderstood where another account has got it meanwhile."""
    user = User(email=email, name=name, role=role.value, language=language, firm=firm)
    user.demo = demo
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    except IntegrityError:
        raise NotUnderstood(_TAKEN) from None
    return user


def of_applicant(
    email: str, language: str, *, by: User, agreed: Callable[[User | None], None]
) -> User:
    """The applicant’s account under an address; opened without a password where there is none.

    Whoever reads mail at the address chooses a password as one who forgot it. `agreed` is told of the account that is there,
    None where none is, and raises unless it was looked at. Refuses that of staff, and one that another account has got
    meanwhile. What an invented officer opens is invented.
    """
    found = User.objects.filter(email__iexact=email).first()
    if found and found.role != Role.APPLICANT:
        raise NotUnderstood(_NO_APPLICANT)
    agreed(found)
    if found:
        return found
    user = User(email=email, role=Role.APPLICANT.value, language=language, demo=by.demo)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
            EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    except IntegrityError:
        raise NotUnderstood(_TAKEN) from None
    return user


_STAGES = {"allauth.mfa.stages.AuthenticateStage": "impplus.accounts.factor_stage.SecondFactor"}
_NO_APPLICANT = Text(
    en="This address belongs to an account that is not an applicant’s.",
    fr="Cette adresse est celle d’un compte qui n’est pas celui d’une personne présentant une demande.",
)
_TAKEN = Text(
    en="Another account has just been given this e-mail address. Try again.",
    fr="Cette adresse électronique vient d’être attribuée à un autre compte. Réessayez.",
)


def _language() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"
