"""Files of a folder, broken at random, read one after the other as those of applicants are.

Each must be taken, with a clean copy that opens, or be refused with a reason, in time; and what reads them must
stay alive. A file that was none of this is kept, so that it can be tried again.
"""

import argparse
import logging
import os
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from deploy.local.words import Stopped
from impplus.outside.files import kinds
from impplus.outside.files.inspecting import PATIENCE, SPENT, Inspected, inspected
from impplus.outside.files.kinds import NotAccepted
from impplus.settings import VAR
from impplus.words import formats
from impplus.words.text import Text
from rehearsal.files.mutations import mutated

ALONE_NEVER = {"not-checked", "busy"}  # reasons that nobody gets who sends one file after the other
DRAWN = 3  # pages of a clean copy that are drawn
SAYS_EVERY = 60.0  # seconds
ACCOUNTS = 5
FILES = Text(en="Files read", fr="Fichiers lus")
ANSWERS = Text(en="Answers", fr="Réponses")
FAULTS = Text(en="Faults", fr="Défauts")
SLOWEST = Text(en="Seconds for the slowest", fr="Secondes pour le plus lent")
SPENT_ON = Text(en="Minutes of the processor", fr="Minutes de processeur")
KEPT_IN = Text(en="Files at fault are in", fr="Les fichiers en cause sont dans")
NO_FILES = Text(
    en="The folder holds no PDF and no picture that could be broken.",
    fr="Le dossier ne contient ni PDF ni image à altérer.",
)
type Files = Mapping[str, Sequence[tuple[str, bytes]]]


@dataclass
class Held:
    """What came of the files so far: how many by kind and by answer, the faults, and the slowest in seconds."""

    kinds: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def lines(self, language: str) -> Iterator[str]:
        """The figures for a terminal; answers and faults by their codes."""
        for title, found in ((FILES, self.kinds), (ANSWERS, self.answers), (FAULTS, self.faults)):
            counted = [f"{name} {formats.count(n, language)}" for name, n in found.most_common()]
            total = formats.count(found.total(), language)
            yield f"{title.say(language)}{formats.colon(language)} {'; '.join([total, *counted])}"
        yield f"{SLOWEST.say(language)}{formats.colon(language)} {self.slowest:.1f}"


def rehearse(asked: argparse.Namespace) -> int:
    """Read broken files for as long as was asked, and print what came of it; 0 where nothing was at fault."""
    files, chance = _files(asked.corpus, asked.lang), random.Random(asked.seed)
    held, found = Held(), VAR / "rehearsal" / "files"
    found.mkdir(parents=True, exist_ok=True)
    until, says = time.monotonic() + asked.minutes * 60, time.monotonic() + SAYS_EVERY
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    for number, (kind, name, content) in enumerate(_broken(files, chance)):
        held.kinds[kind] += 1
        if fault := one(held, name, content, number, chance):
            held.faults[fault] += 1
            (found / f"{asked.seed}-{number}-{fault}-{name}").write_bytes(content)
        if time.monotonic() > says:
            print(*held.lines(asked.lang), sep="\n", flush=True)
            says += SAYS_EVERY
        if time.monotonic() > until:
            break
    colon = formats.colon(asked.lang)
    print(*held.lines(asked.lang), sep="\n")
    print(f"{SPENT_ON.say(asked.lang)}{colon} {processor() / 60:.1f}; --seed {asked.seed}")
    if held.faults:
        print(f"{KEPT_IN.say(asked.lang)}{colon} {found}")
    return 1 if held.faults else 0


def _files(folder: Path, language: str) -> Files:
    """The files of a folder by what they are; Stopped where it holds none of ours."""
    files = defaultdict[str, list[tuple[str, bytes]]](list)
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        if kind := kinds.kind_of(content[: kinds.START]):
            files[kind].append((path.name[-80:], content))
    if not files:
        raise Stopped(NO_FILES.say(language))
    return files


def _broken(files: Files, chance: random.Random) -> Iterator[tuple[str, str, bytes]]:
    """Each file as it is, then broken ones without end: kind, name and content."""
    for kind, held in files.items():
        yield from ((kind, name, content) for name, content in held)
    while True:
        kind = chance.choice([*files])
        name, content = chance.choice(files[kind])
        yield kind, name, mutated(content, kind, [one for _, one in files[kind]], chance)


def one(held: Held, name: str, content: bytes, number: int, chance: random.Random) -> str:
    """Read one file; what was at fault, if anything."""
    began, fault = time.monotonic(), ""
    portrait, turned = chance.random() < 0.15, chance.random() < 0.25
    account = number % ACCOUNTS
    with said() as warned:
        try:
            with inspected(
                name, BytesIO(content), account=account, portrait=portrait, turned=turned
            ) as found:
                held.answers["taken"] += 1
                fault = wrong_copy(found)
        except NotAccepted as refused:
            held.answers[refused.reason] += 1
            fault = refused.reason if refused.reason in ALONE_NEVER else ""
    taken = time.monotonic() - began
    held.slowest = max(held.slowest, taken)
    return fault or "-".join(warned) or ("late" if taken > PATIENCE else "")


def wrong_copy(found: Inspected) -> str:
    """What is wrong with the clean copy and its small pictures, which everybody sees; nothing where all open."""
    found.rendition.seek(0)
    copy = found.rendition.read()
    try:
        if found.rendition_type == "application/pdf":
            _draw(copy, found.pages)
        else:
            Image.open(BytesIO(copy)).load()
        for seen in found.seen:
            found.thumbnails.seek(seen.begins)
            Image.open(BytesIO(found.thumbnails.read(seen.length))).load()
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError, ValueError) as wrong:
        return f"copy-{type(wrong).__name__}"
    return ""


def _draw(copy: bytes, pages: int) -> None:
    """Open a PDF with two readers; ValueError where the number of pages is another one."""
    with pikepdf.open(BytesIO(copy)) as read, pypdfium2.PdfDocument(copy) as drawn:
        if (len(read.pages), len(drawn)) != (pages, pages):
            raise ValueError(pages)
        for number in range(min(DRAWN, pages)):
            page = drawn[number]
            page.render(scale=300 / max(page.get_width(), page.get_height()))


class Warned(logging.Handler):
    """What the readers of files warn of: a process that crashed, or had to be started again."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.faults: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, unless a file took more than it may, for which it was ended."""
        ended = record.args[0] if isinstance(record.args, tuple) and record.args else None
        if ended not in SPENT:
            self.faults.append(f"ended{ended}" if ended else "warned")


@contextmanager
def said() -> Iterator[list[str]]:
    """What is warned of meanwhile."""
    log, handler = logging.getLogger("impplus.outside.files"), Warned()
    log.addHandler(handler)
    try:
        yield handler.faults
    finally:
        log.removeHandler(handler)


def processor() -> float:
    """Seconds of the processor that the process which reads files, and its children, have taken."""
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    parts = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in found)
    return sum(int(one) for part in parts for one in part[11:15]) / os.sysconf("SC_CLK_TCK")
