"""The letters and the sheet of a package as PDFs, from what the rules find and what is in it."""

from collections.abc import Mapping, Sequence

from impplus.actions import letters
from impplus.actions.package_files import Done
from impplus.actions.package_work import Packing
from impplus.queries.packages import letters as written
from impplus.queries.packages.checks import LastCheck
from impplus.queries.packages.places import shown_in
from impplus.queries.packages.planned import PlannedSlot

KIND = "package"
SUBMITS = "submission-letter"  # in which this letter goes itself


def explanation(work: Packing, before: Mapping[str, int], language: str) -> bytes:
    """The letter of explanation; `before` says how many pages made here stand first in a file."""
    shown = shown_in(work.plan, work.file.programme.shown, before)
    said = written.explanation(
        work.file, work.supplied.acting, work.found, tuple(shown), work.people, language, work.on
    )
    return letters.paper(KIND, said, language)


def submission(work: Packing, done: Mapping[str, Done], language: str) -> bytes:
    """The submission letter, with the pages of each file."""
    pages = {path: one.pages for path, one in done.items()}
    enclosed = [one for one in work.plan if done[one.path].content or SUBMITS in one.slot.made]
    said = written.submission(
        work.file, work.supplied.acting, enclosed, pages, work.bill, language, work.on
    )
    return letters.paper(KIND, said, language)


def sheet(
    work: Packing, plan: tuple[PlannedSlot, ...], look: Sequence[LastCheck], language: str
) -> bytes:
    """The answers in the order of the portal, the files, the fees and the last checks."""
    said = written.sheet(
        work.file,
        work.supplied.acting,
        work.portal,
        work.portals.questions,
        plan,
        work.bill,
        [one.text for one in look],
        language,
        work.on,
    )
    return letters.paper(KIND, said, language)
