"""Each letter and each e-mail from its worked example, as previews show it: nobody is written to."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import override

from impplus import programmes
from impplus.programmes import IMP_PLUS
from impplus.queries.account_notices import ACCOUNT_NOTICES
from impplus.queries.added_factors import ADDED
from impplus.queries.emails import (
    account_notice,
    appointment_ended,
    letter_notice,
    news,
    own_part,
)
from impplus.queries.firm_examples import firm_examples
from impplus.queries.letters.page import Composed, laid_out
from impplus.queries.letters.receipt import own_sections, sections_of
from impplus.queries.notices import NOTICES
from impplus.queries.told_of import FileToldOf
from impplus.records.models import Application, Delegation, Receipt
from impplus.telling.letter_examples import letter_examples

LETTERS = letter_examples(Path(programmes.__file__).parent / "imp_plus")
# Under which of its numbers a letter goes: that of the permit or the invitation it is about, else the file's.
NUMBERS = ("permit_number", "invitation_number", "number")
TO = "alice@example.test"
EXAMPLE = "W-0000-0000"
DAY = date(2026, 3, 31)


def letter(kind: str, language: str, said: Mapping[str, Any] | None = None) -> Composed:
    """The newest words of a kind, filled in with its worked example, in the place of which some things are `said` (None: not at all)."""
    example = {
        key: one for key, one in {**LETTERS[kind], **(said or {})}.items() if one is not None
    }
    words = IMP_PLUS.in_force(date.max).letters[kind]
    number = next(example[key] for key in NUMBERS if key in example)
    made = laid_out(IMP_PLUS, words, example, number=number, language=language)
    if "content" in example:
        at = datetime.fromisoformat(example["received"]["instant"])
        kept = Receipt(content=example["content"], received_at=at)
        own = example.get("whose")
        made.sections = own_sections(kept, own, language) if own else sections_of(kept, language)
    return made


def emails(language: str) -> dict[str, EmailMessage]:
    """Every e-mail by its kind: those of letters and firms, then those about an account."""
    code, firm = LETTERS["invitation"]["code"], LETTERS["mandate"]["firm"]
    mine, clients = _file(language), _file(language, EXAMPLE)
    return {
        "letter-invitation": letter_notice(IMP_PLUS, language, mine, to=TO, code=code),
        "letter": letter_notice(IMP_PLUS, language, mine, to=TO),
        "letter-account-opened": letter_notice(IMP_PLUS, language, mine, to=TO, way_in=mine.page),
        "letter-of-a-client": letter_notice(IMP_PLUS, language, clients, to=TO),
        "letter-that-asks": letter_notice(IMP_PLUS, language, mine, to=TO, due=DAY),
        "letter-that-asks-a-client": letter_notice(IMP_PLUS, language, clients, to=TO, due=DAY),
        "letters": letter_notice(IMP_PLUS, language, mine, to=TO, several=True),
        "letters-of-a-client": letter_notice(IMP_PLUS, language, clients, to=TO, several=True),
        "appointment-ended": appointment_ended(language, mine, to=TO),
        "appointment-ended-for-representative": appointment_ended(language, clients, to=TO),
        **firm_examples(firm, language, to=TO, day=DAY),
        **{f"account-{key}": account_notice(key, language, to=TO) for key in ACCOUNT_NOTICES},
        **_of_added_factors(language),
        "account-former-address": account_notice("email_changed", language, to=TO, former=True),
        **_of_files(language),
        **_of_parts(language),
        **_about_accounts(language),
    }


def _file(language: str, number: str = "") -> FileToldOf:
    """The file of an example: the reader’s own, or that of a client under its `number`."""
    with override(language):
        page = reverse("portal:tasks", args=[EXAMPLE])
    return FileToldOf(settings.SITE_URL + page, IMP_PLUS.time_zone_name, number)


def _of_files(language: str) -> dict[str, EmailMessage]:
    """News of a file, to the applicant and to the representative."""
    files = {"": _file(language), "-of-a-client": _file(language, EXAMPLE)}
    return {
        f"{notice}{ending}": news(notice, language, file, to=TO, day=DAY)
        for notice in NOTICES
        for ending, file in files.items()
    }


def _of_parts(language: str) -> dict[str, EmailMessage]:
    """The link to a part of one's own, the reminder of it, and what is said once it is no longer out."""
    until = datetime(2026, 3, 31, 12, tzinfo=UTC)
    of = Application(programme=IMP_PLUS)
    made = {
        f"own-part-{status}": Delegation(
            pk=1, application=of, language=language, status=status, until=until
        )
        for status in ("offered", "ended")
    }
    again = own_part(made["own-part-offered"], to=TO, again=True)
    return {key: own_part(one, to=TO) for key, one in made.items()} | {"own-part-reminder": again}


def _of_added_factors(language: str) -> dict[str, EmailMessage]:
    """That a second factor was added, with the link that removes it."""
    with override(language):
        page = reverse("account_factor_undo", args=["example"])
    return {f"account-{key}": account_notice(key, language, to=TO, page=page) for key in ADDED}


def _about_accounts(language: str) -> dict[str, EmailMessage]:
    """The messages of django-allauth that our templates word."""
    folder: Path = settings.TEMPLATES[0]["DIRS"][0] / "account" / "email"
    found = sorted(path.name for path in folder.glob("*_message.txt"))
    kinds = [name.removesuffix("_message.txt") for name in found]
    with override(language):
        reset = reverse("account_reset_password_from_key", args=["1", "example"])
        values = {
            "activate_url": settings.SITE_URL + reverse("account_confirm_email", args=["example"]),
            "password_reset_url": settings.SITE_URL + reset,
            "signup_url": settings.SITE_URL + reverse("account_signup"),
        }
        render = get_adapter().render_mail
        return {kind: render(f"account/email/{kind}", TO, values) for kind in kinds}
