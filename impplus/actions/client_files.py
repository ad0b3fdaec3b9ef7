"""Documents that clients send by their link: scanned and checked as every file is, and their clean copies kept by the firm."""

from collections.abc import Sequence
from typing import IO

from impplus.actions import moves, scans
from impplus.actions.beside import reached
from impplus.actions.documents import safe_name
from impplus.actions.refused_files import WORDS
from impplus.actions.scans import NotScanned, VirusFound
from impplus.outside.files.inspecting import Inspected, inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.practice.models import ClientFile, ClientLink, Wanted
from impplus.queries.refusals import NotUnderstood
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

MOST = 30  # files for one thing that is asked
MOST_BYTES = 200 * 2**20  # that are sent for one matter
AWAY = Text(
    en="Files cannot be checked for viruses just now, so nothing was sent. Send them again in a few minutes.",
    fr="La recherche de virus est impossible pour le moment\u00a0: rien n’a été envoyé. Envoyez de nouveau vos fichiers dans quelques minutes.",
)
TOO_MANY = Text(
    en=f"At most {MOST} files can be sent for one thing. Nothing was sent: put several pages into one PDF.",
    fr=f"Au plus {MOST} fichiers peuvent être envoyés pour une même chose. Rien n’a été envoyé\u00a0: réunissez plusieurs pages dans un PDF.",
)
TOO_MUCH = Text(
    en="More cannot be sent by this link. Nothing was sent: write to the firm.",
    fr="Ce lien ne permet pas d’en envoyer davantage. Rien n’a été envoyé\u00a0: écrivez au cabinet.",
)


def checked(wanted: Wanted, files: Sequence[tuple[str, IO[bytes]]]) -> list[ClientFile]:
    """What would be kept of these files (name, content), none of it kept yet.

    Raises NotUnderstood with a sentence for each file that is refused, or where the scanner is away; OutOfReach.
    """
    faults, made = list[Text](), list[ClientFile]()
    for name, content in files:
        try:
            with (
                reached(),
                inspected(name, content, account=-wanted.matter_id, scan=scans.scan) as found,
            ):
                made.append(_made(wanted, safe_name(name), found))
        except NotAccepted as refused:
            faults.append(_of(name, WORDS[refused.reason]))
        except VirusFound:
            faults.append(_of(name, WORDS["virus"]))
        except NotScanned:
            raise NotUnderstood(AWAY) from None
    if faults:
        raise NotUnderstood(*faults)
    return made


def keep(link: ClientLink, wanted: Wanted, made: Sequence[ClientFile]) -> int:
    """Keep what was checked, within a transaction that holds the matter; how many are new. Raises NotUnderstood where it is too much."""
    there = set(wanted.files.values_list("sha256", flat=True))
    new = [one for one in {one.sha256: one for one in made}.values() if one.sha256 not in there]
    if len(there) + len(new) > MOST:
        raise NotUnderstood(TOO_MANY)
    before = ClientFile.objects.filter(matter=link.matter_id).values_list("size", flat=True)
    if sum(before) + sum(one.size for one in new) > MOST_BYTES:
        raise NotUnderstood(TOO_MUCH)
    for one in new:
        moves.move_at_firm(one, "add", by=None, role=Role.PUBLIC)
    return len(new)


def _made(wanted: Wanted, name: str, found: Inspected) -> ClientFile:
    found.rendition.seek(0)
    return ClientFile(
        firm=wanted.firm,
        matter_id=wanted.matter_id,
        wanted=wanted,
        name=name,
        media_type=found.rendition_type,
        content=found.rendition.read(),
        pages=found.pages,
        size=found.size,
        sha256=found.sha256,
        demo=wanted.demo,
    )


def _of(name: str, why: Text) -> Text:
    return Text(en=f"{safe_name(name)}: {why.en}", fr=f"{safe_name(name)}\u00a0: {why.fr}")
