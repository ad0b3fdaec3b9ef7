"""The accounts of invented people: officers, lawyers and their firms, applicants."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from impplus.actions import colleagues
from impplus.practice.colleague import BOOKKEEPER, INTAKE, PARALEGAL
from impplus.practice.routing import keeps_for_firms
from impplus.records.models import Firm, User
from impplus.rules.lifecycle import Role

# The same for every invented person, and printed at every start: it opens nothing real.
PASSWORD = "only-a-demonstration"  # noqa: S105
DOMAIN = "example.test"


@dataclass(frozen=True)
class FirmStaff:
    """Those of a firm who work on its clients' files."""

    lucie: User
    rosalie: User
    ana: User


@dataclass(frozen=True)
class Staff:
    """Those who work on the files, at a firm, for a government, and at another firm."""

    firm: FirmStaff
    olivia: User
    noor: User
    mathieu: User
    genevieve: User
    bianca: User
    amina: User
    samuel: User

    @property
    def officers(self) -> tuple[User, User]:
        """Federal officers, who decide."""
        return self.olivia, self.noor


def open_account(
    email: str,
    name: str,
    role: Role = Role.APPLICANT,
    language: str = "en",
    firm: Firm | None = None,
    *,
    membership: str = "",
    demo: bool = True,
) -> User:
    """An invented person's account, its address confirmed; written here since all share one password."""
    user = User.objects.create(
        email=email,
        name=name,
        role=role.value,
        language=language,
        firm=firm,
        membership=membership,
        password=_hashed(),
        demo=demo,
    )
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


@cache
def _hashed() -> str:
    return make_password(PASSWORD)  # slow on purpose, so once for everybody


def open_firm() -> FirmStaff:
    """A firm, and everybody who works there."""
    gagnon = Firm.objects.create(
        name="Cabinet Gagnon-Roy", slug="gagnon-roy", city="Montréal", demo=True
    )
    staff = FirmStaff(
        lucie=_staff("Lucie Gagnon", Role.REPRESENTATIVE, "fr", gagnon, membership="DEMO-BQ-01"),
        rosalie=_staff(
            "Rosalie Tremblay-Côté", Role.REPRESENTATIVE, "fr", gagnon, membership="DEMO-BQ-02"
        ),
        ana=_staff("Ana Botero", Role.REPRESENTATIVE, "en", gagnon),
    )
    for lawyer in (staff.lucie, staff.rosalie):
        colleagues.begin(lawyer)
    for account, role in ((staff.ana, PARALEGAL), *_beside(gagnon)):
        colleagues.begin(account)
        if keeps_for_firms():
            colleagues.change(account, role=role, by=staff.lucie)
    return staff


def open_offices() -> Staff:
    """The same firm and another one, and everybody who works for a government."""
    harbour = Firm.objects.create(
        name="Harbour Immigration Law", slug="harbour", city="Ottawa", demo=True
    )
    staff = Staff(
        firm=open_firm(),
        olivia=_staff("Olivia Bennett", Role.FEDERAL, "en"),
        noor=_staff("Noor Siddiqui", Role.FEDERAL, "fr"),
        mathieu=_staff("Mathieu Tremblay", Role.QUEBEC, "fr"),
        genevieve=open_account(f"genevieve@{DOMAIN}", "Geneviève Lavoie", Role.QUEBEC, "fr"),
        bianca=_staff("Bianca Moretti", Role.BORDER, "en"),
        amina=_staff("Amina Farouk", Role.MANAGER, "en"),
        samuel=_staff(
            "Samuel Okafor", Role.REPRESENTATIVE, "en", harbour, membership="DEMO-LSO-01"
        ),
    )
    colleagues.begin(staff.samuel)
    return staff


def _beside(firm: Firm) -> list[tuple[User, str]]:
    """Who works at the firm and on no matter: whoever receives visitors, and the bookkeeper."""
    return [
        (_staff("Ines Hachem", Role.REPRESENTATIVE, "fr", firm), INTAKE),
        (_staff("Boris Pelletier", Role.REPRESENTATIVE, "fr", firm), BOOKKEEPER),
    ]


def _staff(
    name: str, role: Role, language: str, firm: Firm | None = None, *, membership: str = ""
) -> User:
    address = f"{name.split(maxsplit=1)[0].lower()}@{DOMAIN}"
    return open_account(address, name, role, language, firm, membership=membership)
