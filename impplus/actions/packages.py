"""Packages: everything of a file that a firm uploads to the department's own portal, made anew each time from what the file holds.

Nothing of the file is changed, and nothing is sent: the firm uploads it.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from os import cpu_count

from impplus.actions import letters, package_archive, package_letters
from impplus.actions.blanks import Blank
from impplus.actions.lost_files import FileLost
from impplus.actions.package_files import Done, Paper, filled, pages_of, photograph, together
from impplus.actions.package_work import Packing, Supplied
from impplus.actions.refused_files import NoCleanCopy
from impplus.actions.renditions import rendition
from impplus.actions.scans import NotScanned, VirusFound
from impplus.outside.files.kinds import NotAccepted
from impplus.programmes.portals import Portal, Portals
from impplus.queries.file import File
from impplus.queries.packages import letters as written
from impplus.queries.packages.acting import form_signed_on
from impplus.queries.packages.checks import LastCheck, checks
from impplus.queries.packages.facts import Facts, facts_of
from impplus.queries.packages.made import FilledForm, MadeFile, State
from impplus.queries.packages.planned import PlannedSlot, planned
from impplus.queries.refusals import Refusal
from impplus.records.models import Document, Letter
from impplus.words.text import LANGUAGES, Text

AT_ONCE = max(2, cpu_count() or 1)
KIND = "package"
UNREAD = (NoCleanCopy, VirusFound, NotScanned, FileLost)
EXPLAINS, SUBMITS, INVITES = "explanation-letter", "submission-letter", "invitation"


class NothingToFile(Refusal):
    """Nobody of the file asks for a permit with this application, or all keep their answers private."""

    text = Text(
        en="There is nothing to file yet: no person of this file applies with it, or all of them keep their answers private.",
        fr="Il n’y a encore rien à présenter\u00a0: personne dans ce dossier ne présente de demande, ou toutes les réponses sont gardées privées.",
    )


@dataclass(frozen=True)
class Package:
    """A package as it was made: its files and forms, what to look at, and the ZIP with the manifest of SHA-256 values."""

    portal: Portal
    files: tuple[MadeFile, ...]
    forms: tuple[FilledForm, ...]
    checks: tuple[LastCheck, ...]
    archive: bytes

    @property
    def stopping(self) -> tuple[MadeFile, ...]:
        """What keeps it from being uploaded."""
        return tuple(one for one in self.files if one.stops)


def made(
    file: File, portals: Portals, portal: Portal, supplied: Supplied, *, language: str, on: date
) -> Package:
    """Everything for one portal, in the language of the firm's letters, as on a day.

    The same file, blanks and day give the same bytes, but for blanks that are encrypted. Raises NothingToFile or OutOfReach.
    """
    plan = planned(file, portals, portal)
    if not plan:
        raise NothingToFile
    work = Packing(file, plan, portals, portal, supplied, language, on)
    blanks = {blank.known.form: blank for blank in supplied.blanks}
    facts = {name: _facts(work, name) for name in work.people}
    given = [(one, _papers(work, one), blanks.get(one.slot.form), facts[one.name]) for one in plan]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda one: _done(work, *one), given))
    done = {one.path: result for one, (result, _) in zip(plan, results, strict=True)}
    forms = {one.path: form for one, (_, form) in zip(plan, results, strict=True) if form}
    papers = {one.path: of for one, of, _, _ in given}
    _explain(work, done, papers)
    _submit(work, done)
    return _whole(work, done, forms)


def _facts(work: Packing, name: str) -> Facts:
    besides = (work.supplied.besides or {}).get(name, {})
    return facts_of(work.file, name, work.supplied.acting, besides)


def _papers(work: Packing, one: PlannedSlot) -> list[Paper]:
    """What goes into a slot and is here already, in its order; what cannot be read is named."""
    found = [_invitation(work)] if INVITES in one.slot.made else []
    return [paper for paper in found if paper] + [_read(work, each) for each in one.documents]


def _read(work: Packing, document: Document) -> Paper:
    titles = {row.key: row.title for row in work.file.law.documents}
    title = titles.get(document.key) or Text(*[document.title or document.shown_name] * 2)
    try:
        with rendition(document) as content:
            return Paper(title, content.read())
    except UNREAD:
        return Paper(title, None)


def _invitation(work: Packing) -> Paper | None:
    """The letter of invitation, as it was signed and sent; None where none was made."""
    sent = Letter.objects.filter(invitation=work.file.application.invitation, status="sent")
    letter = sent.order_by("-sent_at").first()
    if letter is None:
        return None
    with letters.file(letter, work.language) as content:
        return Paper(LETTER, content.read())


def _done(
    work: Packing, one: PlannedSlot, papers: list[Paper], blank: Blank | None, facts: Facts
) -> tuple[Done, FilledForm | None]:
    """What is made of a slot without asking the database, so that several are made at once."""
    try:
        if one.slot.form and not papers:
            return _form(work, one, blank, facts)
        if one.slot.photo and papers and papers[-1].content:
            measured, rule = one.documents[-1].portrait, work.photos.get(one.name)
            return photograph(papers[-1].content, measured, rule, work.portal.limit), None
        missing = one.missing or (() if papers else (one.slot.text,))
        return together(papers, work.portal.limit, missing), None
    except NotAccepted:
        return Done(b"", state="unreadable", about=(one.slot.text,)), None


def _form(
    work: Packing, one: PlannedSlot, blank: Blank | None, facts: Facts
) -> tuple[Done, FilledForm | None]:
    """A form filled in on the firm's blank, and what a person has left to do with it."""
    if blank is None:
        mapped = any(known.form == one.slot.form for known in work.supplied.maps)
        return Done(b"", state="no-blank" if mapped else "no-map"), None
    form, known = filled(blank, facts), blank.known
    ticked = sha256(form.content).hexdigest() in work.supplied.ticked
    over = max(0, len(form.content) - work.portal.limit)
    state: State = "ready"
    if over:
        state = "too-large"
    elif form.unsaid:
        state = "unsaid"
    elif form.by_hand and not ticked:
        state = "by-hand"
    elif known.validated and not ticked:
        state = "validate"
    elif known.signed and not ticked:
        state = "sign"
    about = form.unsaid or tuple(Text(*[path] * 2) for path, _ in form.by_hand)
    done = Done(form.content, 0, state, over, about=about if state in {"unsaid", "by-hand"} else ())
    shown = FilledForm(
        known.name,
        one.person.name,
        one.path,
        known.version,
        form.fields,
        form.filled,
        form.equal,
        form.by_hand,
    )
    return done, shown


def _explain(work: Packing, done: dict[str, Done], papers: Mapping[str, list[Paper]]) -> None:
    """Put the letter of explanation before the other papers of its slot, with the pages as they are then."""
    at = next((one for one in work.plan if EXPLAINS in one.slot.made), None)
    if at is None or at.name != work.people[0]:
        return
    before = {at.path: 0}
    for _turn in range(2):  # its own pages come first, and move the others
        letter = package_letters.explanation(work, before, work.language)
        before = {at.path: pages_of(letter)}
    given = [Paper(written.EXPLANATION, letter), *papers[at.path]]
    done[at.path] = together(given, work.portal.limit, at.missing)
    for one in work.plan:
        if EXPLAINS in one.slot.made and one is not at and not papers[one.path]:
            done[one.path] = Done(b"", state="empty")


def _submit(work: Packing, done: dict[str, Done]) -> None:
    """The submission letter, last, since it says how many pages each file has."""
    at = next((one for one in work.plan if SUBMITS in one.slot.made), None)
    if at is not None:
        letter = package_letters.submission(work, done, work.language)
        done[at.path] = Done(letter, pages_of(letter))


def _whole(work: Packing, done: Mapping[str, Done], forms: Mapping[str, FilledForm]) -> Package:
    """The package with its letters in both languages, the sheet and the manifest."""
    plan = tuple(one for one in work.plan if done[one.path].state != "empty")
    signed_on = form_signed_on(work.file.application)
    look = checks(work.file, plan, work.found, work.bill, work.portal, signed_on, work.on)
    content = {one.path: done[one.path].content for one in plan if done[one.path].content}
    for language in LANGUAGES:
        content[f"{SUBMITS}.{language}.pdf"] = package_letters.submission(work, done, language)
        content[f"{EXPLAINS}.{language}.pdf"] = package_letters.explanation(work, {}, language)
        content[f"portal-sheet.{language}.pdf"] = package_letters.sheet(work, plan, look, language)
    return Package(
        portal=work.portal,
        files=tuple(_shown(one, done[one.path]) for one in plan),
        forms=tuple(forms.values()),
        checks=look,
        archive=package_archive.archived(content, work.on),
    )


def _shown(one: PlannedSlot, done: Done) -> MadeFile:
    return MadeFile(
        name=one.name,
        person=one.person.name,
        slot=one.slot.text,
        key=one.slot.key,
        path=one.path,
        size=len(done.content),
        pages=done.pages,
        state=done.state,
        over=done.over,
        split=done.split,
        about=done.about,
        dots=done.dots,
        papers=done.papers,
        sha256=sha256(done.content).hexdigest() if done.content else "",
        form=bool(one.slot.form) and not one.documents,
    )


LETTER = Text(en="Letter of invitation", fr="Lettre d’invitation")
