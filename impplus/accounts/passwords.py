"""What a password must be, said in our words and one thing at a time."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Strength:
    """Django's three judges of a password, of which the first that refuses it is heard."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.judges = (
            (MinimumLengthValidator(least), self._longer),
            (CommonPasswordValidator(), self._another),
            (UserAttributeSimilarityValidator(("email", "name")), self._less_alike),
        )

    def validate(self, password: str, user: Any = None) -> None:
        """Raise a ValidationError that says what to do about a password that is too weak."""
        for judge, said in self.judges:
            try:
                judge.validate(password, user)
            except ValidationError:
                raise ValidationError(said()) from None

    def get_help_text(self) -> str:
        """What Django says beforehand; our forms have a hint of their own."""
        return self._longer()

    def _longer(self) -> str:
        return _("Choose a longer password: at least %(least)s characters.") % {"least": self.least}

    def _another(self) -> str:
        return _("Choose another password: very many people use this one.")

    def _less_alike(self) -> str:
        return _("Choose a password that is less like your e-mail address or your name.")
