"""Who works at a firm now: names and roles, for those who assign and for those who read who was assigned."""

from dataclasses import dataclass

from impplus.practice.access import LAWYERS
from impplus.practice.colleague import LAWYER
from impplus.practice.models import Colleague, Matter
from impplus.records.models import User
from impplus.rules.lifecycle import Role


@dataclass(frozen=True)
class Teammate:
    """`role` is a key of practice/colleague.py; "" of who has left."""

    account: int
    name: str
    role: str

    @property
    def is_lawyer(self) -> bool:
        """Whether this person may answer for a matter."""
        return self.role in LAWYERS


def lawyers_of(matter: Matter) -> list[Teammate]:
    """Who answers for matters at the firm and is behind no wall around this one, by name."""
    walls = matter.walls.filter(status="up")
    hidden = set(walls.values_list("account", flat=True))
    team = teammates(matter.firm).values()
    return [one for one in team if one.is_lawyer and one.account not in hidden]


def teammates(firm: int) -> dict[int, Teammate]:
    """Everybody of a firm by account, those who left, too; in the order of their names."""
    accounts = User.objects.filter(firm=firm, role=Role.REPRESENTATIVE).only("name", "is_active")
    roles = dict[int, str]()
    for one in Colleague.objects.filter(firm=firm):
        if one.status == "active" or one.account not in roles:
            roles[one.account] = one.role if one.status == "active" else ""
    return {
        one.pk: Teammate(one.pk, one.name, roles.get(one.pk, LAWYER) if one.is_active else "")
        for one in accounts.order_by("name", "pk")
    }
