"""Django's hash of passwords, of few rounds and counted: what else takes time is not lost in it."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Short(PBKDF2PasswordHasher):
    """`hashed` is how often a password was hashed."""

    iterations = 1_000
    hashed = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """As Django's, counted."""
        Short.hashed += 1
        return super().encode(password, salt, iterations)
