"""The pages of the form that a law keeps at hand, and what the same answers make of them, worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from impplus.rules.canonical import canonical, digest_of
from impplus.rules.form import Answers, Field, Page, Step, Unanswered, missing, pages
from impplus.rules.remembered import Remembered
from impplus.words import days

_worked_out = Remembered[tuple[int, str], "PagesAsked"](512)


class Steps(tuple[Step, ...]):  # noqa: SLOT001 - it keeps what was chosen of it
    """Pages of the form of a day; those about somebody, or of one part, are the same ones whoever asks for them."""

    def about(self, relation: str) -> "Steps":
        """Those that an application holds about a person of this relation; not the self-check's own."""
        about = "application" if relation == "principal" else "member"
        return self._chosen(about, lambda one: one.about == about and one.part != "self-check")

    def of_part(self, part: str) -> "Steps":
        """Those of one part of the form."""
        return self._chosen(part, lambda one: one.part == part)

    def named(self, *keys: str) -> "Steps":
        """Those of these keys."""
        return self._chosen(keys, lambda one: one.key in keys)

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Every question on them, by key."""
        return {field.key: field for step in self for field in step.fields}

    @cached_property
    def _parts(self) -> dict[str | tuple[str, ...], "Steps"]:
        return {}

    def _chosen(self, which: str | tuple[str, ...], belongs: Callable[[Step], bool]) -> "Steps":
        if which not in self._parts:
            self._parts[which] = Steps(one for one in self if belongs(one))
        return self._parts[which]


@dataclass(frozen=True, eq=False)
class PagesAsked:
    """What answers come to: the pages that they make necessary, what is missing on these, and the `undecided` ones.

    An undecided page is asked or not by an answer that is still missing.
    """

    steps: Steps  # without which their number, a key of the table, could become that of others
    needed: tuple[Page, ...]
    missing: tuple[Unanswered, ...]
    undecided: tuple[Step, ...]


def pages_asked(steps: Steps, answers: Answers) -> PagesAsked:
    """What these answers come to on these pages.

    It holds nothing but pages and questions of the law, and is remembered under the hash of the answers: others have another.
    """
    return _worked_out.of((id(steps), hash_of(answers)), partial(_work_out, steps, answers))


def hash_of(answers: Answers) -> str:
    """The same for the same answers alone; a day is another answer than the text that writes it."""
    return digest_of(canonical(answers, _day))


def _day(value: date) -> list[str]:
    return ["day", days.written(value)]


def _work_out(steps: Steps, answers: Answers) -> PagesAsked:
    needed = tuple(pages(steps, answers))
    undecided = tuple([one for one in steps if one.when and _is_undecided(one, answers)])
    return PagesAsked(steps, needed, tuple(missing(needed, answers)), undecided)


def _is_undecided(step: Step, answers: Answers) -> bool:
    blank = False
    for key, values in step.when.items():
        answer = answers.get(key)
        if answer is None or answer == "":
            blank = True
        elif answer not in values:
            return False
    return blank
