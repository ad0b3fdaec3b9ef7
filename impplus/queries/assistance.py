"""An application that came by another means than online: why, what is typed in, and whether it was read back and signed."""

from collections.abc import Mapping

from django.db.models import QuerySet

from impplus.queries.file import File
from impplus.queries.other_papers import AS_IT_CAME
from impplus.queries.readiness import Gap, Readiness
from impplus.queries.refusals import NotUnderstood
from impplus.queries.signatures import ON_PAPER
from impplus.records.models import Application, Assistance, Document
from impplus.records.prepared import only, prepared
from impplus.rules.lifecycle import Role
from impplus.words.people import RELATIONS
from impplus.words.text import Text

# Why an application need not be made online, with the provision.
WHYS: Mapping[str, Text] = {
    "disability": Text(
        en="A disability keeps the person from applying online (IRPR, s. 9.5)",
        fr="Un handicap empêche la personne de présenter sa demande en ligne (RIPR, art. 9.5)",
    ),
    "minister": Text(
        en="The Minister requires another means (IRPR, s. 9.4)",
        fr="Le ministre exige un autre moyen (RIPR, art. 9.4)",
    ),
}
PROVISIONS = {"disability": "9.5", "minister": "9.4"}  # sections of the IRPR
# How the answers were read back to the person.
READ: Mapping[str, Text] = {
    "in-person": Text(en="In person", fr="En personne"),
    "telephone": Text(en="By telephone", fr="Par téléphone"),
    "video": Text(en="By video", fr="Par vidéo"),
}
MEMBERS = {key: RELATIONS[key] for key in ("spouse", "common-law", "child")}
NOT_SIGNED = Text(
    en="This application came by another means than online. Type the answers in, read them back, and have them signed first.",
    fr="Cette demande est arrivée par un autre moyen qu’en ligne. Saisissez d’abord les réponses, relisez-les à la personne et faites-les signer.",
)


def assistance_of(application: Application) -> Assistance | None:
    """How an application came, where it was not made online."""
    found: Assistance | None = only(_of(application.pk))
    return found


def scanned_by_office(application: Application) -> list[int]:
    """The keys of the documents that an officer scanned from paper, the newest first; of an application made online there are none."""
    if not hasattr(application, "assistance"):
        return []
    sent = Document.objects.filter(application=application, removed_at=None)
    scans = sent.exclude(key=ON_PAPER).filter(sent_by__role=Role.FEDERAL)
    return list(scans.order_by("-pk").values_list("pk", flat=True))


def as_it_came(application: Application) -> QuerySet[Document]:
    """The scans of an application that came on paper, to type its answers in from."""
    return application.documents.filter(key=AS_IT_CAME, removed_at=None).order_by("position", "pk")


@prepared
def _of(application: int) -> QuerySet[Assistance]:
    return Assistance.objects.filter(application=application).select_related("paper")


def must_be_signed(application: Application) -> None:
    """Raise NotUnderstood where an application came by another means, and its answers are not signed yet."""
    if Assistance.objects.filter(application=application, status="arrived").exists():
        raise NotUnderstood(NOT_SIGNED)


def answers_missing(ready: Readiness) -> tuple[Gap, ...]:
    """The answers that the form asks for as of everybody, and that nobody has typed in yet."""
    return ready.of_kind("answer") + ready.of_kind("family")


def typed_people(file: File) -> list[tuple[str, Text]]:
    """Whom one may add, with the name of each relationship."""
    partner = any(one.relation in ("spouse", "common-law") for one in file.members)
    return [(key, text) for key, text in MEMBERS.items() if key == "child" or not partner]
