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
    "recovery_asked": Text(
        en="It was asked to remove the second proof of your account",
        fr="Le retrait de la deuxième preuve de votre compte a été demandé",
    ),
    "recovery_ready": Text(
        en="You can now remove the second proof of your account",
        fr="Vous pouvez maintenant retirer la deuxième preuve de votre compte",
    ),
    "recovery_stopped": Text(
        en="The removal of the second proof of your account was stopped",
        fr="Le retrait de la deuxième preuve de votre compte a été arrêté",
    ),
    "factors_removed": Text(
        en="The second proof of your account was removed: passkeys, app and recovery codes",
        fr="La deuxième preuve de votre compte a été retirée\u00a0: clés d’accès, application et codes de secours",
    ),
    "account_deleted": Text(
        en="Your account was deleted",
        fr="Votre compte a été supprimé",
    ),
    "sessions_ended": Text(
        en="Your other sessions were ended",
        fr="Vos autres sessions ont été fermées",
    ),
    "texts_begin": Text(
        en="Text messages now say when there is something new in your account",
        fr="Des textos signalent désormais qu’il y a du nouveau dans votre compte",
    ),
    "texts_end": Text(
        en="Text messages about your account have stopped",
        fr="Les textos au sujet de votre compte ont cessé",
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
# With a link that removes it: a new password alone would leave it there (queries/added_factors.py).
TOLD_ADDED = Text(
    en="{what}.\n\nIf you did this, there is nothing to do. If it was not you, remove it within {hours} hours, which also ends every open "
    "session, then choose a new password:\n\n{link}\n\nWe never ask for money or a password by e-mail.",
    fr="{what}.\n\nSi c’est vous qui l’avez fait, vous n’avez rien à faire. Si ce n’est pas vous, retirez-la dans les {hours} heures, ce qui ferme "
    "aussi toutes les sessions ouvertes, puis choisissez un nouveau mot de passe\u00a0:\n\n{link}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
TOLD_FORMER = Text(
    en="{what}. Messages about it no longer come to this address.\n\nIf you did this, there is nothing to do. If it was not you, "
    "write to us at once; the help page says how:\n\n{site}\n\nWe never ask for money or a password by e-mail.",
    fr="{what}. Les messages à son sujet ne sont plus envoyés à cette adresse.\n\nSi c’est vous qui l’avez fait, vous n’avez rien à faire. Si "
    "ce n’est pas vous, écrivez-nous tout de suite; la page d’aide indique comment\u00a0:\n\n{site}\n\n"
    "Nous ne demandons jamais d’argent ni de mot de passe par courriel.",
)
# What a recovery says, by its notice: a link that stops it, or that does it, in the place of {link}.
RECOVERY: Mapping[str, Text] = {
    "recovery_asked": Text(
        en="Someone, probably you, said that the passkeys, the app and the recovery codes of your account are lost. Nothing happens for "
        "{hours} hours; then we send you a link that removes them. If it was not you, stop it now:\n\n{link}\n\n"
        "We never ask for money or a password by e-mail.",
        fr="Quelqu’un, probablement vous, a indiqué que les clés d’accès, l’application et les codes de secours de votre compte sont perdus. "
        "Rien ne se passe pendant {hours} heures; nous vous envoyons ensuite un lien pour les retirer. Si ce n’est pas vous, arrêtez tout "
        "maintenant\u00a0:\n\n{link}\n\nNous ne demandons jamais d’argent ni de mot de passe par courriel.",
    ),
    "recovery_ready": Text(
        en="The time in which the request could be stopped has passed. This link removes the passkeys, the app and the recovery codes of your "
        "account and ends every session. It works once, for {days} days:\n\n{link}\n\nIf it was not you, do not open it, and sign in: "
        "that stops it.\n\nWe never ask for money or a password by e-mail.",
        fr="Le délai pour arrêter la demande est écoulé. Ce lien retire les clés d’accès, l’application et les codes de secours de votre compte "
        "et ferme toutes les sessions. Il sert une seule fois, pendant {days} jours\u00a0:\n\n{link}\n\nSi ce n’est pas vous, ne l’ouvrez pas et "
        "ouvrez une session\u00a0: cela arrête tout.\n\nNous ne demandons jamais d’argent ni de mot de passe par courriel.",
    ),
}
