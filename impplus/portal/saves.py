"""What a page of the form sends, and how it is saved: whole at a press, whatever is well-formed for later."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from impplus.actions import answers
from impplus.actions.machine import seconds
from impplus.portal.answers import page_of
from impplus.portal.application import person_in
from impplus.queries import earlier
from impplus.queries.answers import Sheet
from impplus.queries.file import File
from impplus.queries.known import from_letter
from impplus.queries.passports import offered
from impplus.queries.refusals import NotUnderstood, Refusal, Stale
from impplus.queries.saves import Save, Window, last_save
from impplus.records.models import Person
from impplus.rules.form import Answer, Step, is_empty
from impplus.rules.mrz import either_way
from impplus.web import ended
from impplus.web.forms import AUTO, PageForm, bind, form_for, refusals_in, sent
from impplus.web.language import lang
from impplus.web.session_end import seconds_left
from impplus.web.windows import number, window_of

LATER = "_later"  # the button that saves whatever is well-formed
VERSION = "_version"  # what stands in a page unseen: the version that it was made from
# Where two versions were shown: that of the other one, and the prefix of the choice of each question.
BOTH, CHOICE, ALL = "_both", "_choice-", "_all"
_FROM_LETTER = _("From the letter of invitation.")
_READ = _("Read on the picture of the passport: compare it.")
_EARLIER = _("From the earlier application: check it.")
_ZERO = _("Zero (0) or letter O? Look at characters %(places)s.")


@dataclass(frozen=True)
class PageSent:
    """One page of the form as it is opened or sent; `added` names the page on which a member is added."""

    request: HttpRequest
    file: File
    sheet: Sheet
    step: Step
    added: str = ""

    @property
    def adds(self) -> bool:
        """Whether it is about somebody who is declared by it."""
        return self.sheet.person._state.adding

    @cached_property
    def form(self) -> PageForm:
        """As it stands: fresh, as typed, or judged; for later everything may be left empty."""
        judged = ended.JUDGED in sent(self.request)  # with its mistakes, as they were sent
        said = sent(self.request) if judged else self.request.POST
        initial = dict(self.sheet.answers)
        strict = {LATER, AUTO}.isdisjoint(said)
        made = form_for(self.step, self.sheet.answers, lang(), required=strict, on=self.file.on)
        for key in self.from_letter & made.base_fields.keys():
            hint = made.base_fields[key].help_text
            made.base_fields[key].help_text = f"{hint} {_FROM_LETTER}".strip()
        for key in self.earlier if self._is_mixed else ():
            hint = made.base_fields[key].help_text
            made.base_fields[key].help_text = f"{hint} {_EARLIER}".strip()
        for key, value in self.read.items():
            _mark_as_read(made.base_fields[key], key, value)
        initial |= self.earlier | self.read
        if judged or BOTH in said:
            return made(said, initial=initial)
        return bind(made, self.request, initial)

    @cached_property
    def from_letter(self) -> frozenset[str]:
        """The questions whose answers stand as the letter of invitation says them."""
        return from_letter(self.sheet, self.step)

    @cached_property
    def read(self) -> dict[str, Answer]:
        """What was read on the picture of the passport, in the questions that have no answer."""
        return offered(self.file, self.sheet, self.step)

    @cached_property
    def earlier(self) -> dict[str, Answer]:
        """What an earlier application says, in the other questions that have no answer."""
        found = earlier.offered(self.file, self.sheet, self.step)
        return {key: value for key, value in found.items() if key not in self.read}

    @property
    def _is_mixed(self) -> bool:
        """Whether other answers stand beside those of an earlier application, so that each of these is marked."""
        others = {one.key for one in self.sheet.fields(self.step)} - self.earlier.keys()
        said = dict(self.sheet.answers) | self.read
        return any(not is_empty(said.get(key)) for key in others)

    @property
    def version(self) -> int:
        """The version of the answers that the page was made from; 0 where the page does not say it."""
        read = sent(self.request).get(VERSION, "")
        if self.request.method != "POST" and (not read or self._was_last):
            return self.sheet.person.answers_version
        return number(read)

    @property
    def last(self) -> Window | None:
        """The window that saved the page last, and with which of its saves."""
        return self.saved.window if self.saved else None

    @property
    def saved(self) -> Save | None:
        """The last save of this very page."""
        return last_save(self.sheet.person, self.step.key)

    @property
    def _was_last(self) -> bool:
        """Whether what was typed before, and is shown again, comes from the window that saved the page last."""
        return self.last is not None and self.last.name == window_of(sent(self.request)).name

    @cached_property
    def window(self) -> Window:
        """The page in its browser: a new one where it is opened."""
        return window_of(self.request.POST)

    @property
    def unseen(self) -> list[str]:
        """The questions that stand as they were read or said earlier, where the page saves by itself: nobody has said so yet."""
        said = self.form.cleaned_data if AUTO in self.request.POST else {}
        offered = self.earlier | self.read
        return [key for key, value in offered.items() if said.get(key) == value]

    @property
    def chosen(self) -> int | None:
        """The version of the other answers between which and the typed ones was chosen; None without a choice."""
        read = self.request.POST.get(BOTH)
        return None if read is None else number(read)

    def takes_other(self, key: str) -> bool:
        """Whether, of two versions, the one that was saved elsewhere is to stay."""
        one = self.request.POST.get(ALL) or self.request.POST.get(f"{CHOICE}{key}")
        return self.chosen is not None and one == "other"

    def judge(self) -> bool:
        """Whether every answer of the page can be kept; what stays as saved elsewhere is not judged."""
        form = self.form
        form.full_clean()
        for key in [key for key in form.fields if self.takes_other(key)]:
            form.errors.pop(key, None)
            form.cleaned_data[key] = self.sheet.answers.get(key)
        return not form.errors

    def keep(self) -> Person | None:
        """Save what is well-formed; the person about whom it is, None where nobody was added.

        What an action does not understand is an error of the form. Raises Stale.
        """
        sheet, person = self.sheet, self.sheet.person
        before = {field.key: sheet.answers.get(field.key) for field in sheet.fields(self.step)}
        facts: dict[str, Any] = {
            "step": self.step,
            "answers": {**before, **self.form.cleaned_data, **dict.fromkeys(self.unseen)},
            "version": self.version if self.chosen is None else self.chosen,
            "by": person_in(self.request),
            "window": self.window,
        }
        with refusals_in(self.form, NotUnderstood):
            if self.adds:
                return answers.add(sheet, name=self.added, **facts)
            person.answers_version = answers.save(sheet, **facts)
        return person


def _mark_as_read(field: forms.Field, key: str, value: Answer) -> None:
    """Say of a question that what stands in it was read on a picture, and where 0 and O look alike."""
    field.read = True  # type: ignore[attr-defined]
    said = [field.help_text, _READ]
    if key == "passport_number" and (places := either_way(str(value))):
        said.append(_ZERO % {"places": ", ".join(map(str, places))})
    field.help_text = " ".join(str(one) for one in said if one)


def by_itself(page: PageSent) -> JsonResponse:
    """The answer to the page's script, which saves while somebody types: the version and the instant, or why not.

    Kept is what is well-formed; `left` names the questions whose answer is not, or not yet.
    """
    page.judge()
    left = [str(page.form.fields[key].label) for key in page.form.errors if key in page.form.fields]
    if left:
        ended.stays(page.request)
    try:
        person = page.keep()
    except Stale:
        return JsonResponse({"elsewhere": True}, status=409)
    except Refusal as refusal:
        return JsonResponse({"why": refusal.text.say(lang())}, status=refusal.status)
    if refused := page.form.non_field_errors():
        return JsonResponse({"why": " ".join(map(str, refused))}, status=422)
    version = person.answers_version if person else page.version
    said: dict[str, Any] = {"version": version, "seconds": seconds_left(page.request)}
    if person is not None:
        here = page_of(person, page.step) if page.adds else ""
        said |= {"at": seconds(), "left": left, "page": here}
    return JsonResponse(said)


def after(page: PageSent, person: Person) -> Sheet:
    """The sheet once the page is saved."""
    known = replace(page.sheet, person=person)
    return known.with_answers(page.form.cleaned_data)
