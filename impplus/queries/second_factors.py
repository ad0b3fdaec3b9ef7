"""The second factors of an account, as its owner sees them in a list."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from impplus.records.models import User


@dataclass(frozen=True)
class Factors:
    """How many passkeys, whether there is an app that makes codes, and how many recovery codes are left (None: there are none)."""

    passkeys: int
    app: bool
    recovery_codes: int | None


def factors_of(account: User) -> Factors:
    """What an account has beside its password."""
    found = list(Authenticator.objects.filter(user_id=account.pk))
    kinds = [one.type for one in found]
    codes = next((one for one in found if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return Factors(
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        app=Authenticator.Type.TOTP in kinds,
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else None,
    )
