"""Which clients' files could be submitted now, and what each still lacks: a dry run that writes nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.db.models import QuerySet

from impplus.queries import readiness
from impplus.queries.facts import PEOPLE
from impplus.queries.file import SENT, file_of
from impplus.queries.privacy import as_seen
from impplus.queries.readiness import Gap, brings
from impplus.records import access
from impplus.records.clock import Begun
from impplus.records.models import Application, Mandate, User

AT_ONCE = 100
# What is not the firm's to do: the client pays, and signs, alone.
CLIENTS_OWN = frozenset({"payment"})


@dataclass(frozen=True)
class ClientChecked:
    """One file: `status` is "draft" or what became of it, "" where there is none that the asker sees; `gaps` is what a draft lacks."""

    number: str
    status: str = ""
    name: str = ""
    gaps: tuple[Gap, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether nothing is left to do but to pay, sign and submit, which the client does alone."""
        return self.status == "draft" and all(gap.kind in CLIENTS_OWN for gap in self.gaps)

    @property
    def unpaid(self) -> bool:
        """Whether the fees are still to be paid."""
        return any(gap.kind == "payment" for gap in self.gaps)


def drafts_of(user: User, *, after: str = "") -> QuerySet[Application]:
    """The files in preparation that a representative or colleague sees, by number, those after a number."""
    return access.applications(user).filter(status="draft", number__gt=after).order_by("number")


def checked(user: User, numbers: Iterable[str]) -> Iterator[ClientChecked]:
    """Each file of these numbers, in their order, as the law and the clock stand now."""
    for some in batched(numbers, AT_ONCE):
        seen = access.applications(user).filter(number__in=some)
        found = {one.number: one for one in whole(seen)}
        for number in some:
            yield check(found[number]) if number in found else ClientChecked(number)


def check_one(user: User, number: str) -> ClientChecked:
    """The file of one number."""
    return next(checked(user, [number]))


def check(application: Application) -> ClientChecked:
    """What a file lacks, as its representative reads it: what somebody keeps private is not named."""
    file = file_of(application)
    name = file.principal.name
    if application.status != "draft":
        return ClientChecked(application.number, application.status, name)
    ready = as_seen(readiness.of(file))
    return ClientChecked(application.number, application.status, name, ready.gaps)


def lacking_of(keys: Collection[int]) -> dict[tuple[int, int], dict[str, int]]:
    """How many things of each kind the files of these keys lack that are in preparation, by firm of the representative in force, and file."""
    acting = Mandate.objects.filter(application__in=keys, status="active")
    firms = dict(acting.values_list("application", "lawyer__firm"))
    drafts = Application.objects.filter(pk__in=firms, status="draft")
    return {
        (firms[one.pk] or 0, one.pk): Counter(gap.kind for gap in check(one).gaps)
        for one in whole(drafts)
    }


def whole(seen: QuerySet[Application]) -> Iterator[Application]:
    """The files with all that a dry run reads, in a few statements for all of them."""
    read = seen.select_related("receipt", "assistance", "invitation__candidate", "applicant")
    read = read.defer("receipt__content").prefetch_related(PEOPLE, SENT, "payments")
    for one in read.annotate(read_at=Begun(), brings=brings()):
        one.read_by = "representative"
        yield one
