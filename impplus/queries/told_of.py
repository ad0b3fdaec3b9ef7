"""The file that an e-mail is about, as one reader opens it: its page, and the number by which a representative knows it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from impplus.records.models import Application, Letter, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

# The kinds of letters that ask for something by a day.
ASKING = ("question", "fairness", "biometrics")
NUMBERED = Text(en="Application {number}", fr="Demande {number}")


@dataclass(frozen=True)
class FileToldOf:
    """The address at which a reader goes on, by way of the sign-in; `number` of the application, "" for all but a representative.

    `zone` is the name of the zone in which its last days end.
    """

    page: str
    zone: Text
    number: str = ""

    @property
    def represents(self) -> bool:
        """Whether the reader represents whoever applies, and may have many files."""
        return bool(self.number)


def file_told_of(application: Application, reader: User, *, ended: bool = False) -> FileToldOf:
    """The client’s file to a representative; to everybody else, and of one that can be opened no more (`ended`), the account’s first page."""
    represents = reader.role == Role.REPRESENTATIVE
    number = application.number
    with override(reader.language):
        opens = represents and not ended
        page = reverse("portal:tasks", args=[number]) if opens else reverse("home")
    zone = application.programme.time_zone_name
    return FileToldOf(settings.SITE_URL + page, zone, number if represents else "")


def way_in(letter: Letter, reader: User) -> str:
    """The address at which the reader of a receipt chooses a first password, for an account that the office opened; "" where one is in use."""
    used = reader.has_usable_password() or reader.last_login is not None
    if used or letter.kind != "receipt" or reader.role != Role.APPLICANT:
        return ""
    with override(reader.language):
        return settings.SITE_URL + reverse("account_reset_password")


def asked_by(letter: Letter) -> date | None:
    """The last day to do what a letter asks for; None where it asks for nothing."""
    due = letter.facts.get("due") if letter.kind in ASKING else None
    return date.fromisoformat(due["day"]) if due else None
