"""A weak password is refused in our words: one sentence at a time, in the reader's language."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from impplus.records.models import User

ALICE = User(email="alice.benali.of.rabat@example.test", name="Alice Benali")


@pytest.mark.parametrize(
    ("language", "password", "said"),
    [
        ("en", "password", "Choose a longer password: at least 15 characters."),
        ("fr", "password", "Choisissez un mot de passe plus long\u00a0: au moins 15 caractères."),
        (
            "en",
            "123456789987654321",
            "Choose another password: very many people use this one.",
        ),
        (
            "fr",
            "alice.benali.of.rabat",
            "Choisissez un mot de passe qui ressemble moins à votre adresse électronique ou à votre nom.",
        ),
    ],
)
def test_a_weak_password_is_answered_by_one_sentence(
    language: str, password: str, said: str
) -> None:
    with override(language), pytest.raises(ValidationError) as caught:
        validate_password(password, ALICE)
    assert caught.value.messages == [said]


def test_a_few_words_are_taken() -> None:
    validate_password("wooden boats on the lake", ALICE)
