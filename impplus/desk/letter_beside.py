"""The letter beside a decision that is filled in: as it would leave, or what it still lacks."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from impplus.desk.deciding import Weighing, filled_in
from impplus.desk.weighing_members import check_members
from impplus.queries.letters.foreseen import letter_foreseen
from impplus.queries.letters.layout import composed
from impplus.queries.letters.page import Composed
from impplus.queries.refusals import NotUnderstood, ReasonMissing
from impplus.records.models import User
from impplus.web.forms import PageForm
from impplus.web.language import lang

STILL_TO_WRITE = "…"  # where a reason is still missing


@dataclass(frozen=True)
class LetterBeside:
    """The letter in the language that the applicant reads; None where it cannot be said yet, and then what is `missing`."""

    shown: Composed | None = None
    missing: tuple[str, ...] = ()


def letter_beside(weighing: Weighing, form: PageForm, by: User) -> LetterBeside:
    """What would leave, were it decided as the form stands, whether it was sent or not; a reason that is missing is left open in it."""
    if not weighing.rest and not form["outcome"].value():
        return LetterBeside()
    checked = _checked(weighing, form)
    wrong = [
        str(one)
        for name, errors in checked.errors.items()
        if name.startswith(("outcome", "language", "__all__"))
        for one in errors
    ]
    if wrong:
        return LetterBeside(missing=tuple(wrong))
    given: dict[str, Any] = defaultdict(str, checked.cleaned_data)
    written = (name for name in checked.errors if name.startswith(("note-", "later-", "reasons")))
    given |= dict.fromkeys(written, STILL_TO_WRITE)
    try:
        letter = letter_foreseen(
            weighing.file, weighing.judged, weighing.members, filled_in(weighing, given), by
        )
    except (NotUnderstood, ReasonMissing) as refusal:
        parts = getattr(refusal, "faults", ()) or (refusal.text,)
        return LetterBeside(missing=tuple(one.say(lang()) for one in parts))
    if letter is None:
        return LetterBeside()
    return LetterBeside(composed(letter, weighing.file.application.language))


def _checked(weighing: Weighing, form: PageForm) -> PageForm:
    """The form as it stands, judged beside the page, on which nothing is said of it."""
    values = {name: form[name].value() for name in form.fields if name != "all_met"}
    checked = type(form)({name: one for name, one in values.items() if one not in (None, "")})
    if checked.is_valid() or checked.cleaned_data:
        check_members(checked, weighing.members)
    return checked
