"""Filing in the department's own portal: the package is made, its files are ticked, and what was filed and came back is kept."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from impplus.actions import matter_days, matter_deadlines, moves, packages
from impplus.actions.blanks import looked_at
from impplus.actions.package_work import Supplied
from impplus.actions.packages import Package
from impplus.actions.supplies import must_work_on_files
from impplus.outside.files.kinds import NotAccepted
from impplus.outside.files.slots import whole_package
from impplus.practice import access
from impplus.practice.access import firm_of
from impplus.practice.deadline import LONGEST_WHAT, MOST_DAYS, RUNNING
from impplus.practice.models import FiledLetter, Filing, Matter
from impplus.practice.routing import FIRM
from impplus.practice.supply import BLANK
from impplus.queries.file import file_of, now_of, today_of
from impplus.queries.packages import kept
from impplus.queries.packages.acting import acting_of
from impplus.queries.refusals import NotUnderstood, NotYours, Refusal
from impplus.records import access as programme_access
from impplus.records.models import Application, User
from impplus.words.text import Text

LONGEST, MOST_ANSWERS = 200, 60  # letters of an answer, answers of a person


class AnotherIsMade(Refusal):
    """One package is made at a time, so that the site stays quick for everybody."""

    status, seconds = 503, 20
    text = Text(
        en="Another package is being made right now. Wait half a minute, then press again.",
        fr="Une autre trousse est en préparation. Attendez une demi-minute, puis appuyez de nouveau.",
    )


def make(application: Application, *, portal: str, language: str, by: User) -> Package:
    """Make the package of a file on this day, and remember what came of it.

    Raises AnotherIsMade, NotUnderstood for a portal that is not known, NothingToFile, NobodyActs or OutOfReach.
    """
    _must_act(application, by)
    file, on = file_of(application), today_of(application)
    portals = kept.portals_for(by, file.programme.code, on)
    chosen = portals.portal(portal)
    if chosen is None:
        raise NotUnderstood(NO_PORTAL)
    maps = kept.maps_for(by, file.programme.code)
    filing = _begun(application, by)
    blanks = [looked_at(bytes(one.content), maps) for one in access.supplies(by).filter(kind=BLANK)]
    supplied = Supplied(
        acting_of(application), blanks, maps, filing.besides, frozenset(filing.ticked)
    )
    try:
        with whole_package():
            made = packages.made(file, portals, chosen, supplied, language=language, on=on)
    except NotAccepted:
        raise AnotherIsMade from None
    summary = kept.written(made.files, made.forms, made.checks, len(made.archive))
    columns = {"portal": portal, "made": summary, "made_at": now_of(application)}
    moves.move_at_firm(filing, "complete", by=by, columns=columns)
    return made


def say_besides(
    application: Application, *, person: str, answers: Mapping[str, str], by: User
) -> None:
    """Keep what forms alone ask about a person, by the name that rules give."""
    _must_act(application, by)
    if person not in file_of(application).people:
        raise NotYours
    said = {key: value.strip() for key, value in answers.items() if value.strip()}
    if len(said) > MOST_ANSWERS or any(len(one) > LONGEST for one in said.values()):
        raise NotUnderstood(TOO_LONG)
    with transaction.atomic(using=FIRM):
        filing = _locked(_begun(application, by))
        besides = {**filing.besides, person: said}
        moves.move_at_firm(filing, "save", by=by, columns={"besides": besides})


def tick(application: Application, *, sha256: str, done: bool, by: User) -> None:
    """Remember that somebody opened a form in Acrobat, or had it signed; or forget it."""
    _must_act(application, by)
    with transaction.atomic(using=FIRM):
        filing = _locked(_begun(application, by))
        files = kept.files_in(filing.made)
        if sha256 not in {one.sha256 for one in files if one.form and one.sha256}:
            raise NotUnderstood(NO_FILE)
        if done == (sha256 in filing.ticked):
            return
        ticked = {key: value for key, value in filing.ticked.items() if key != sha256}
        if done:
            ticked[sha256] = {"by": by.pk, "on": today_of(application).isoformat()}
        moves.move_at_firm(filing, "confirm", by=by, columns={"ticked": ticked})


def file(application: Application, *, number: str, on: date, by: User) -> None:
    """Remember the department's number and the day on which the package was filed there."""
    _must_act(application, by)
    if not number.strip():
        raise NotUnderstood(NO_NUMBER)
    if on > today_of(application):
        raise NotUnderstood(LATER)
    with transaction.atomic(using=FIRM):
        filing = _locked(_begun(application, by))
        columns = {"number": number.strip(), "filed_on": on}
        moves.move_at_firm(filing, "submit", by=by, columns=columns)


def take_back(application: Application, *, by: User) -> None:
    """It was noted by mistake that the package was filed; the letters that were added stay."""
    _must_act(application, by)
    columns = {"number": "", "filed_on": None}
    moves.move_at_firm(_begun(application, by), "undo", by=by, columns=columns)


def add_letter(
    application: Application, *, title: str, dated: date, due_on: date | None, by: User
) -> FiledLetter:
    """Keep a letter of the department, with the last day to answer it, where it has one: that day runs in the open matter of the file, to be signed off.

    NotYet for a letter of a day to come; NotUnderstood for a last day before its own, or further off than a letter may give.
    """
    _must_act(application, by)
    filing = _begun(application, by)
    if filing.status != "filed":
        raise NotUnderstood(NOT_FILED)
    if dated > today_of(application):
        raise matter_deadlines.NotYet
    if due_on and due_on < dated:
        raise NotUnderstood(BEFORE)
    if due_on and (due_on - dated).days > MOST_DAYS:
        raise NotUnderstood(matter_deadlines.DAYS_GIVEN)
    same = filing.letters.filter(title=title.strip(), dated=dated, due_on=due_on, status="open")
    if found := same.first():  # pressed twice
        return found
    letter = FiledLetter(
        firm=filing.firm,
        filing=filing,
        title=title.strip(),
        dated=dated,
        due_on=due_on,
        added_by=by.pk,
    )
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(letter, "add", by=by)
        matter = _matter_of(application, by)
        if matter:
            matter_days.run_of(letter, matter, by)
    return letter


def settle(application: Application, letter: int, *, by: User) -> None:
    """Nothing more is to be done about a letter of the department, and its day no longer runs in the matter: met where it was signed off."""
    _must_act(application, by)
    found = FiledLetter.objects.filter(pk=letter, filing=_begun(application, by)).first()
    if found is None:
        raise NotYours
    with transaction.atomic(using=FIRM):
        moves.move_at_firm(found, "close", by=by)
        matter = _matter_of(application, by)
        if matter and found.due_on:
            same = matter.deadlines.filter(what=found.title[:LONGEST_WHAT], due_on=found.due_on)
            for one in same.filter(status__in=RUNNING):
                end = matter_deadlines.meet if one.status == "signed" else matter_deadlines.drop
                end(one, by=by)


def _matter_of(application: Application, by: User) -> Matter | None:
    """The open matter of the firm for a file, where it has one."""
    return access.matters(by).filter(application=application.pk, status="open").first()


def _must_act(application: Application, by: User) -> None:
    must_work_on_files(by)
    if not programme_access.applications(by).filter(pk=application.pk).exists():
        raise NotYours


def _begun(application: Application, by: User) -> Filing:
    """The firm's filing of an application, begun where there is none."""
    found = kept.filing_of(application, by)
    if found:
        return found
    made = Filing(firm=firm_of(by), application=application.pk)
    moves.move_at_firm(made, "open", by=by)
    return made


def _locked(filing: Filing) -> Filing:
    return Filing.objects.select_for_update(no_key=True).get(pk=filing.pk)


NO_PORTAL = Text(en="Choose a portal from the list.", fr="Choisissez un portail dans la liste.")
TOO_LONG = Text(
    en=f"Each answer may have at most {LONGEST} characters.",
    fr=f"Chaque réponse peut compter au plus {LONGEST} caractères.",
)
NO_FILE = Text(
    en="This file has changed since, or is no form. Make the package again, and tick the form that is in it now.",
    fr="Ce fichier a changé depuis ou n’est pas un formulaire. Préparez de nouveau la trousse et cochez le formulaire qui s’y trouve maintenant.",
)
NO_NUMBER = Text(
    en="Enter the number that the department’s portal gave.",
    fr="Inscrivez le numéro donné par le portail du ministère.",
)
LATER = Text(en="The day of filing is in the future.", fr="La date du dépôt est dans l’avenir.")
NOT_FILED = Text(
    en="Note first that the package was filed; then add the letters about it.",
    fr="Notez d’abord que la trousse a été déposée, puis ajoutez les lettres à son sujet.",
)
BEFORE = Text(
    en="The last day to answer is before the day of the letter.",
    fr="La date limite de réponse précède la date de la lettre.",
)
