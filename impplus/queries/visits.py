"""Which files an officer may open: one’s own at once, another’s with a reason, a relative’s not at all."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.queries.refusals import Refusal
from impplus.records import access
from impplus.records.models import Application, Delegation, Kinship, User, Visit
from impplus.records.prepared import prepared
from impplus.words.text import Text

# Why an officer looks at a file that is not that officer’s own.
WHYS: Mapping[str, Text] = {
    "letter": Text(
        en="Somebody called or wrote about it", fr="Quelqu’un a téléphoné ou écrit à ce sujet"
    ),
    "compare": Text(
        en="To compare it with a file of mine", fr="Pour le comparer à un de mes dossiers"
    ),
    "asked": Text(
        en="A colleague asked for my opinion", fr="Une ou un collègue m’a demandé mon avis"
    ),
    "second": Text(
        en="For a second signature or a reconsideration",
        fr="Pour une seconde signature ou un réexamen",
    ),
    "quality": Text(
        en="To check the quality of the work", fr="Pour vérifier la qualité du travail"
    ),
    "other": Text(en="Something else", fr="Autre chose"),
}
OTHER = "other"  # then the officer says what


class Barred(Refusal):
    """The file is the officer’s own, or somebody’s who is close to the officer."""

    status = 403
    text = Text(
        en="This file is closed to you: it is your own, or you declared that it is somebody’s who is close to you. Another officer works on it.",
        fr="Ce dossier vous est fermé\u00a0: c’est le vôtre, ou vous avez déclaré qu’il est celui d’une personne qui vous est proche. Une autre "
        "personne du bureau s’en occupe.",
    )


def annotated(files: QuerySet[Application], officer: User) -> QuerySet[Application]:
    """Files, each with what decides whether this officer may open it: `related`, `takes_part`, `visited`."""
    came = Visit.objects.filter(application=OuterRef("pk"), officer=officer)
    return files.annotate(
        related=_related(officer), takes_part=_takes_part(officer), visited=Exists(came)
    )


def open_to(files: QuerySet[Application], officer: User) -> QuerySet[Application]:
    """Those of the files that this officer may have."""
    own = Q(applicant=officer)
    return files.exclude(own | Q(_related(officer)) | Q(_takes_part(officer)))


def _related(officer: User) -> Exists:
    close = Kinship.objects.filter(application=OuterRef("pk"), officer=officer, status="declared")
    return Exists(close.order_by())


def _takes_part(officer: User) -> Exists:
    part = Delegation.objects.filter(application=OuterRef("pk"), account=officer, status="accepted")
    return Exists(part.order_by())


def is_barred(file: Application, officer: User) -> bool:
    """Whether an officer must not open a file that was read with `annotated`."""
    return file.applicant_id == officer.pk or bool(file.related or file.takes_part)  # type: ignore[attr-defined]


def needs_a_reason(file: Application, officer: User) -> bool:
    """Whether a file that was read with `annotated` is another officer’s, and no reason was given yet.

    One that nobody has taken is the whole office’s: messages and changes are answered before it is.
    """
    anothers = file.officer_id not in (None, officer.pk)
    return anothers and not file.visited  # type: ignore[attr-defined]


def must_not_be_barred(application: Application, by: User) -> None:
    """Raise Barred where an officer must not work on a file, or where it does not exist for `by`."""
    if not open_to(access.applications(by), by).filter(pk=application.pk).exists():
        raise Barred


def visits_of(application: Application) -> list[Visit]:
    """Why officers opened a file that was not theirs, the last first."""
    return _visits(application.pk)


def kinships_of(application: Application) -> list[Kinship]:
    """To whom a file is closed because that officer said so."""
    return _kinships(application.pk)


@prepared
def _visits(application: int) -> QuerySet[Visit]:
    return (
        Visit.objects.filter(application=application)
        .select_related("officer")
        .order_by("-at", "-id")
    )


@prepared
def _kinships(application: int) -> QuerySet[Kinship]:
    declared = Kinship.objects.filter(application=application, status="declared")
    return declared.select_related("officer")
