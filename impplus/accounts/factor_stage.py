"""The stage of a sign-in that asks for a second factor."""

from allauth.account.stages import LoginStage
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse


class SecondFactor(LoginStage):  # type: ignore[misc]  # allauth has no types
    """allauth's own, imported for whoever has any second factor: what checks passkeys is 8 MB."""

    key = LoginStageKey.MFA_AUTHENTICATE.value
    urlname = "mfa_authenticate"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The answer that asks for it, if any, and whether the sign-in may go on."""
        if self.login.user is None or not is_mfa_enabled(self.login.user):
            return None, True
        from allauth.mfa.stages import AuthenticateStage

        asked: tuple[HttpResponse | None, bool] = AuthenticateStage(
            self.controller, self.request, self.login
        ).handle()
        return asked
