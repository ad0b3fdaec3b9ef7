"""What an account's owner is told of a change in it: the subject and the text of each notice."""

from collections.abc import Mapping

from impplus.words.text import Text

ACCOUNT_NOTICES: Mapping[str, Text] = {
    "password_changed": Text(
        en="Your password was changed",
        fr="Votre mot de passe a été changé",
    ),
    "email_changed": Text(
        en="The e-mail address of your account was changed",
        fr="L’adresse électronique de votre compte a été changée",
    ),
    "totp_activated": Text(
        en="An app that makes codes was added to your account",
        fr="Une application de codes a été ajoutée à votre compte",
    ),
    "totp_deactivated": Text(
        en="The app that makes codes was removed from your account",
        fr="L’application de codes a été retirée de votre compte",
    ),
    "recovery_codes_generated": Text(
        en="New recovery codes were made for your account",
        fr="De nouveaux codes de secours ont été créés pour votre compte",
    ),
    "webauthn_added": Text(
        en="A passkey was added to your account",
        fr="Une clé d’accès a été ajoutée à votre compte",
    ),
    "webauthn_removed": Text(
        en="A passkey was removed from your account",
        fr="Une clé d’accès a été retirée de votre compte",
    ),
    "account_deleted": Text(
        en="Your account was deleted",
        fr="Votre compte a été supprimé",
    ),
    "sessions_ended": Text(
        en="Your other sessions were ended",
        fr="Vos autres sessions ont été fermées",
    ),
}
# allauth's own names of what is the same to whoever reads it.
SAME = {"password_set": "password_changed", "password_reset": "password_changed"}
TOLD = Text(
    en="{what}.\n\nIf you did this, there is nothing to do. If it was not you, choose a new password at once, which ends every "
    "open session:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr="{what}.\n\nSi c’est vous qui l’avez fait, vous n’avez rien à faire. Si ce n’est pas vous, choisissez tout de suite un nouveau mot de "
    "passe, ce qui ferme toutes les sessions ouvertes\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
TOLD_FORMER = Text(
    en="{what}. Messages about it no longer come to this address.\n\nIf you did this, there is nothing to do. If it was not you, "
    "write to us at once; the help page says how:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr="{what}. Les messages à son sujet ne sont plus envoyés à cette adresse.\n\nSi c’est vous qui l’avez fait, vous n’avez rien à faire. Si "
    "ce n’est pas vous, écrivez-nous tout de suite; la page d’aide indique comment\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
