"""The settings of accounts, which are django-allauth's and the same in every installation."""

from django.urls import reverse_lazy

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "impplus.accounts.passwords.Strength", "OPTIONS": {"least": 15}},
]
ACCOUNT_ADAPTER = "impplus.actions.accounts.Adapter"
ACCOUNT_FORMS = {
    "login": "impplus.accounts.forms.SignInForm",
    "signup": "impplus.accounts.forms.SignUpForm",
    "add_email": "impplus.accounts.forms.AddAddressForm",
    "change_password": "impplus.accounts.forms.ChangePasswordForm",
    "set_password": "impplus.accounts.forms.SetPasswordForm",
    "reset_password": "impplus.accounts.forms.AskResetForm",
    "reset_password_from_key": "impplus.accounts.forms.ResetPasswordForm",
    "reauthenticate": "impplus.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# Who is signed in and confirms another address goes back to the account.
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = reverse_lazy("account")
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Sign-ins and their failures are counted by impplus/actions/attempts.py, which knows the owner's device, also where many share a
# network; the other limits of allauth stay. Who asks for a new password too often for one address is shown the same page, and
# nothing more is sent (Adapter.send_mail): a stranger who asks keeps nobody out.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "reset_password": "20/m/ip",
    "reset_mail": "5/m/key",
}
# One address, which another replaces once it is confirmed; what changes in an account is told to its owner.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_ADAPTER = "impplus.actions.second_factors.SecondFactors"
MFA_FORMS = {
    "authenticate": "impplus.accounts.factor_forms.CodeForm",
    "reauthenticate": "impplus.accounts.factor_forms.ConfirmForm",
    "activate_totp": "impplus.accounts.factor_forms.AddAppForm",
    "add_webauthn": "impplus.accounts.factor_forms.AddPasskeyForm",
    "login_webauthn": "impplus.accounts.factor_forms.SignInByPasskeyForm",
    "authenticate_webauthn": "impplus.accounts.factor_forms.UsePasskeyForm",
    "reauthenticate_webauthn": "impplus.accounts.factor_forms.ConfirmByPasskeyForm",
    "signup_webauthn": "impplus.accounts.factor_forms.FirstPasskeyForm",
    "edit_webauthn": "impplus.accounts.factor_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # half a minute early or late
# An address to be confirmed stands beside the confirmed one, which counts until then.
MFA_ALLOW_UNVERIFIED_EMAIL = True
