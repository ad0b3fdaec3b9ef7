"""The accounts of the demonstration world: officers, lawyers and their firms, applicants."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from impplus.records.models import Firm, User
from impplus.rules.lifecycle import Role

# The same for every invented person, and printed at every start: it opens nothing real.
PASSWORD = "only-a-demonstration"  # noqa: S105
DOMAIN = "example.test"


@dataclass(frozen=True)
class Staff:
    """Those who work on the files."""

    olivia: User
    noor: User
    mathieu: User
    lucie: User
    samuel: User

    @property
    def officers(self) -> tuple[User, User]:
        """Federal officers, who decide."""
        return self.olivia, self.noor


def open_firms(joined_at: datetime) -> Staff:
    """Two firms, and everybody who works at one or for a government."""
    hash_ = make_password(PASSWORD)

    def account(name: str, role: Role, language: str, firm: Firm | None = None) -> User:
        address = f"{name.split(maxsplit=1)[0].lower()}@{DOMAIN}"
        return user(address, name, role, language, hash_, joined_at, firm)

    gagnon = Firm.objects.create(
        name="Cabinet Gagnon-Roy (démonstration)", slug="gagnon-roy", city="Montréal", demo=True
    )
    harbour = Firm.objects.create(
        name="Harbour Immigration Law (demonstration)", slug="harbour", city="Ottawa", demo=True
    )
    staff = Staff(
        olivia=account("Olivia Bennett", Role.FEDERAL, "en"),
        noor=account("Noor Siddiqui", Role.FEDERAL, "fr"),
        mathieu=account("Mathieu Tremblay", Role.QUEBEC, "fr"),
        lucie=account("Lucie Gagnon", Role.REPRESENTATIVE, "fr", gagnon),
        samuel=account("Samuel Okafor", Role.REPRESENTATIVE, "en", harbour),
    )
    people = [staff.olivia, staff.noor, staff.mathieu, staff.lucie, staff.samuel]
    User.objects.bulk_create(people)
    confirm(people)
    for lawyer, membership in ((staff.lucie, "DEMO-BQ-01"), (staff.samuel, "DEMO-LSO-01")):
        User.objects.filter(pk=lawyer.pk).update(membership=membership)
    return staff


def user(
    email: str,
    name: str,
    role: Role,
    language: str,
    password: str,
    joined_at: datetime,
    firm: Firm | None = None,
) -> User:
    """An account that is not stored yet; `password` is hashed already, once for all."""
    return User(
        email=email,
        name=name,
        role=role.value,
        language=language,
        password=password,
        joined_at=joined_at,
        firm=firm,
        demo=True,
    )


def confirm(people: list[User]) -> None:
    """Their e-mail addresses count as confirmed."""
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, primary=True, verified=True) for one in people
    )
