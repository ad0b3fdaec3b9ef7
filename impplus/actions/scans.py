"""The virus scanner before anybody opens a file: what it says of a new one, and of those that were taken without it."""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

from django.conf import settings
from django.core.cache import cache

from impplus.actions import lost_files, moves, not_added
from impplus.actions.machine import seconds
from impplus.outside import scanner
from impplus.outside.files.kinds import NotAccepted
from impplus.queries import clock, scanning
from impplus.queries.refusals import Refusal
from impplus.records.models import Application, Document, LostFile, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

OPENING = 10.0  # seconds, for whoever opens a file of before
BEHIND = 60.0  # for the worker
A_TURN = 20  # files of before, scanned in a turn of the worker
LIMITS = "Heuristics.Limits.Exceeded"  # it looked at a part and stopped: no virus, and not clean
LONGEST_NAME = 100
REMEMBERED = 180  # seconds for which it counts as away, unless somebody asks again

log = logging.getLogger(__name__)


class NotScanned(Refusal):
    """The scanner is away, or slow; nobody opens the file before it was scanned."""

    status, seconds = 503, 120
    text = Text(
        en="This file is received and is being checked for viruses. Nobody can open it before that is done: wait a few minutes, then try "
        "again.",
        fr="Ce fichier est reçu et la recherche de virus est en cours. Personne ne peut l’ouvrir avant qu’elle soit terminée\u00a0: attendez "
        "quelques minutes, puis réessayez.",
    )

    def __init__(
        self, *, slow: bool = False, hung_up: bool = False, outdated: bool = False
    ) -> None:
        self.slow, self.hung_up = slow, hung_up
        super().__init__(_OUTDATED if outdated else None)


_OUTDATED = Text(
    en="This file is received and waits: the virus scanner must be renewed before anybody opens a file. It is checked by itself once that is "
    "done; you need not send it again.",
    fr="Ce fichier est reçu et attend\u00a0: l’antivirus doit être mis à jour avant que quelqu’un ouvre un fichier. Il sera vérifié de "
    "lui-même dès que ce sera fait; vous n’avez pas à l’envoyer de nouveau.",
)


class VirusFound(Refusal):
    """Something was found in a file; `name` is how the scanner calls it."""

    text = Text(
        en="The virus scanner found something harmful in this file, so nobody can open it. Send the document again: scan it, or take a "
        "photo of it, with another device if you can.",
        fr="L’antivirus a trouvé quelque chose de nuisible dans ce fichier\u00a0: personne ne peut l’ouvrir. Envoyez de nouveau le "
        "document\u00a0: numérisez-le ou prenez-le en photo, avec un autre appareil si possible.",
    )

    def __init__(self, name: str) -> None:
        self.name = name[:LONGEST_NAME]
        super().__init__()


def scan(content: IO[bytes], until: float) -> None:
    """Have a content scanned, where there is a scanner; raises VirusFound, NotScanned, or NotAccepted("too-heavy").

    `until` is an instant of the monotonic clock.
    """
    if not scanning.is_on():
        return
    try:
        found = scanner.scan(settings.SCANNER, content, seconds=max(1.0, until - time.monotonic()))
    except scanner.Away as fault:
        _note(away=True, why=str(fault))
        raise NotScanned(hung_up=isinstance(fault, scanner.HungUp)) from None
    except scanner.Slow as fault:
        log.warning("The virus scanner came to no verdict: %s.", fault or "not in time")
        raise NotScanned(slow=True) from None
    if found.startswith(LIMITS):
        raise NotAccepted("too-heavy")
    if found:
        raise VirusFound(found)
    known = scanning.definitions() or _ask_definitions()
    if known is None:  # it went away since: of when its definitions are, nobody knows
        raise NotScanned
    if known.held:
        raise NotScanned(outdated=True)


def remember(application: Application, key: str, found: str, *, by: User | None) -> None:
    """Write the event of what was found in a file that was sent for something; the file is nobody's to open."""
    role = Role(by.role) if by else Role.SYSTEM
    detail = {"key": key, "found": found}
    moves.log("application", application, "find-virus", role=role, by=by, detail=detail)


def before_opening(document: Document) -> None:
    """Raise VirusFound or NotScanned where a document may not be opened; one of before is scanned now."""
    if document.found:
        raise VirusFound(document.found)
    if scanning.is_on() and document.scanned_at is None:
        scan_one(document, seconds=OPENING)


def openable(documents: Iterable[Document]) -> list[Document]:
    """Those in which nothing was found, each scanned where there is a scanner, and that the store has lost; raises NotScanned."""
    found = list[Document]()
    for document in documents:
        with suppress(VirusFound):
            with suppress(lost_files.FileLost):
                before_opening(document)
            found.append(document)
    return found


def scan_one(document: Document, *, seconds: float) -> None:
    """Scan a document that was taken without a scanner; raises as `before_opening`, and OutOfReach."""
    with lost_files.read_stored(document.content) as content:
        try:
            scan(content, time.monotonic() + seconds)
        except VirusFound as virus:
            _keep(document, found=virus.name)
            remember(document.application, document.key, virus.name, by=None)
            not_added.tell(document.application, document.person)
            raise
        except NotAccepted:  # it was read behind the fence, and the scanner stopped before its end
            log.warning("Document %s was not scanned to its end.", document.pk)
    _keep(document)


def _keep(document: Document, *, found: str = "") -> None:
    document.scanned_at, document.found = clock.instant(), found
    Document.objects.filter(pk=document.pk).update(scanned_at=document.scanned_at, found=found)


def scan_some() -> None:
    """Scan some documents that were taken without a scanner; one whose bytes are away is left for another turn."""
    if not scanning.is_on():
        return
    waiting = Document.objects.filter(scanned_at=None, removed_at=None)
    waiting = waiting.exclude(content__in=LostFile.objects.values("key"))
    for document in waiting.select_related("application").order_by("?")[:A_TURN]:
        try:
            scan_one(document, seconds=BEHIND)
        except VirusFound as virus:
            log.warning("%s was found in document %s.", virus.name, document.pk)
        except lost_files.FileLost:
            continue
        except NotScanned:
            return


def watch() -> None:
    """Ask whether the scanner answers and what it knows, for the log and the first page of each office's desk."""
    if scanning.is_on():
        _note(away=not scanner.answers(settings.SCANNER), why="it does not answer")
        _ask_definitions()


def answers() -> bool | None:
    """Whether the scanner answers just now; None where there is none."""
    return scanner.answers(settings.SCANNER) if scanning.is_on() else None


def _note(*, away: bool, why: str) -> None:
    """Remember it for some minutes, in which somebody asks again; what changes is an event of the log."""
    since = scanning.away_since()
    if away:
        cache.set(scanning.AWAY, since or clock.instant(), REMEMBERED)
        if since is None:
            log.error("The virus scanner is away: %s. Files wait until it is back.", why)
    elif since is not None:
        cache.delete(scanning.AWAY)
        log.warning("The virus scanner answers again.")


def _ask_definitions() -> scanning.Definitions | None:
    """Ask of when the scanner's definitions are, and remember it as long; what changes is an event of the log. None while it is away."""
    before = scanning.definitions()
    try:
        at = scanner.definitions(settings.SCANNER)
    except scanner.Away:
        return None
    hours = (seconds() - at.timestamp()) / 3600 if at else None
    found = scanning.Definitions(
        at=at,
        old=hours is None or hours > settings.SCANNER_OLD_HOURS,
        held=hours is not None and hours > settings.SCANNER_TOO_OLD_HOURS,
    )
    cache.set(scanning.DEFINITIONS, found, REMEMBERED)
    if before != found and (found.old or (before and before.old)):
        said = at.date().isoformat() if at else "a day that it does not say"
        wait = " Files wait for newer ones." if found.held else ""
        log.log(
            logging.ERROR if found.old else logging.WARNING,
            "The virus scanner’s definitions are of %s.%s",
            said,
            wait,
        )
    return found
