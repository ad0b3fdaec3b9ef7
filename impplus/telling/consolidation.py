"""The law of a programme in words: what is in force on a day, and every version that ever was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from impplus.rules import fees
from impplus.rules.answer import fingerprint
from impplus.rules.dated import DAY, Dated, newest_rows, turns
from impplus.rules.programme import Programme
from impplus.telling.rows import Describer, Description, cap_row
from impplus.telling.sections import SECTIONS
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text

State = Literal["past", "in-force", "future"]
NO_AMOUNT = Text(en="Not known; no amount is guessed.", fr="Inconnu; aucun montant n’est supposé.")
ALWAYS = Text(en="on any day", fr="en tout temps")


@dataclass(frozen=True, slots=True)
class Change:
    """What a version says anew under a label, and what it no longer says."""

    label: Text
    before: tuple[Text, ...]
    after: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it stood from a day to a day (both included; None: without a known end).

    `state` is how it stands to the day asked about; None where none was. `changes` are those
    against the version before it.
    """

    since: date
    until: date | None
    description: Description
    state: State | None
    changes: tuple[Change, ...]

    @property
    def days(self) -> Text:
        """The days of the version in words."""
        return period(self.since, self.until)


@dataclass(frozen=True, slots=True)
class Provision:
    """One rule with all its versions, the oldest first.

    `missing` says what is not known after the last of them, or on a day before the first;
    `warning` that the last ends soon, or has ended, on the day asked about.
    """

    key: str
    versions: tuple[Version, ...]
    missing: Text | None = None
    warning: Text | None = None

    @property
    def title(self) -> Text:
        """What the rule is called in its newest version."""
        return self.versions[-1].description.title

    @property
    def missing_days(self) -> Text | None:
        """From when on nothing is known, in words; None where nothing was known yet."""
        last = self.versions[-1]
        over = None if last.state == "future" else last.until
        return period(over + DAY, None) if over and self.missing else None

    @property
    def current(self) -> Version | None:
        """The version in force on the day asked about."""
        return next((one for one in self.versions if one.state == "in-force"), None)

    @property
    def coming(self) -> Version | None:
        """The next version, where one is known on the day asked about."""
        return next((one for one in self.versions if one.state == "future"), None)


@dataclass(frozen=True, slots=True)
class Section:
    """Rules of one kind; `tabular` where each says only a few words."""

    key: str
    title: Text
    about: Text
    tabular: bool
    provisions: tuple[Provision, ...]

    @property
    def shown(self) -> tuple[Provision, ...]:
        """The rules of which something is to be said on the day asked about."""
        return tuple(one for one in self.provisions if one.current or one.missing)

    @property
    def changing(self) -> tuple[Provision, ...]:
        """The rules that end, begin or change after the day asked about."""
        return tuple(
            one
            for one in self.provisions
            if one.coming or (one.current and one.current.until is not None)
        )


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The law under one code, on a day or (None) as it ever was."""

    code: str
    name: Text
    on: date | None
    fingerprint: str
    warnings: tuple[Text, ...]
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """The section of that key; KeyError where there is none."""
        return {section.key: section for section in self.sections}[key]


def consolidate(programme: Programme, on: date | None = None) -> Consolidation:
    """The law of a day, with its history; without a day everything, and no word on today."""
    warnings = fees.warnings(programme, on=on) if on else ()
    sections = tuple(_sections(programme, Describer(programme), on))
    return Consolidation(
        programme.code, programme.name, on, fingerprint(programme), warnings, sections
    )


def _sections(programme: Programme, describer: Describer, on: date | None) -> Iterator[Section]:
    settings = programme.settings
    renewed = turns(settings.rows)

    def section[Row: Dated](
        key: str,
        rows: Iterable[Row],
        describe: Callable[[Row, date], Description],
        *,
        tabular: bool = False,
    ) -> Section:
        rules = tuple(provisions(tuple(rows), describe, on, renewed))
        return Section(key, *SECTIONS[key], tabular, rules)

    def plainly[Row](describe: Callable[[Row], Description]) -> Callable[[Row, date], Description]:
        return lambda row, _day: describe(row)

    asked, permit = programme.requirements, programme.permit
    yield section("conditions", programme.conditions, describer.condition)
    yield section("family", programme.family, describer.condition)
    for judged in ("at-submission", "at-decision"):
        rows = [row for row in asked if row.judged == judged]
        yield section(judged, rows, plainly(describer.requirement))
    dues = section("fees", programme.fees, plainly(describer.fee), tabular=True)
    yield _with_unknown(dues, programme, on)
    yield section("refunds", programme.refunds, plainly(describer.refund))
    yield section("documents", programme.documents, describer.document)
    yield section("biometrics", programme.biometrics, plainly(describer.biometrics))
    yield section("medical", programme.medical, plainly(describer.medical))
    yield section("permits", permit.kinds, plainly(describer.kind))
    yield section("printed", permit.conditions, plainly(describer.printed))
    yield section("grounds", permit.grounds, plainly(describer.ground))
    yield section("offices", programme.offices, plainly(describer.office))
    yield section("orders", programme.orders, plainly(describer.order))
    yield section("caps", map(cap_row, programme.caps), plainly(describer.cap), tabular=True)
    for key, open_ in (("numbers", False), ("open-points", True)):
        held = [row for row in settings.rows if bool(row.note) is open_]
        yield section(key, held, plainly(describer.setting), tabular=not open_)


def provisions[Row: Dated](
    rows: Sequence[Row],
    describe: Callable[[Row, date], Description],
    on: date | None = None,
    renewed: Iterable[date] = (),
) -> Iterator[Provision]:
    """Each rule once, with its versions described and dated.

    `renewed` are days on which numbers change that a row may name in its texts.
    """
    for key in dict.fromkeys(row.key for row in rows):
        versions: list[Version] = []
        same = [row for row in rows if row.key == key]
        for since, until, description in periods(same, describe, renewed):
            changed = tuple(changes(versions[-1].description, description)) if versions else ()
            versions.append(Version(since, until, description, state(since, until, on), changed))
        yield Provision(key, tuple(versions))


def periods[Row: Dated](
    rows: Sequence[Row], describe: Callable[[Row, date], Description], renewed: Iterable[date] = ()
) -> Iterator[tuple[date, date | None, Description]]:
    """The stretches of days on which one row of a key is in force and says the same, in order."""
    begun: tuple[date, Row, Description] | None = None
    for start in sorted({*turns(rows), *renewed}):
        held = next(iter(newest_rows(rows, start)), None)
        description = describe(held, start) if held else None
        if begun and (held, description) == begun[1:]:
            continue
        if begun:
            yield begun[0], start - DAY, begun[2]
        begun = (start, held, description) if held and description else None
    if begun:
        yield begun[0], begun[1].until, begun[2]


def state(since: date, until: date | None, on: date | None) -> State | None:
    """How the days of a version stand to a day."""
    if on is None:
        return None
    if on < since:
        return "future"
    return "past" if until and until < on else "in-force"


def changes(before: Description, after: Description) -> Iterator[Change]:
    """What one version says otherwise than the one before it, label by label."""
    was, now = tuple(before.parts()), tuple(after.parts())
    for label in dict.fromkeys(label for label, _ in (*was, *now)):
        old = [words for one, words in was if one == label]
        new = [words for one, words in now if one == label]
        gone = tuple(words for words in old if words not in new)
        come = tuple(words for words in new if words not in old)
        if gone or come:
            yield Change(label, gone, come)


def period(since: date, until: date | None) -> Text:
    """The days from one to another in words; the first of all days is not named."""
    if since == date.min and until is None:
        return ALWAYS
    return Text(**{lang: _days(since, until, lang) for lang in LANGUAGES})


def _days(since: date, until: date | None, lang: str) -> str:
    first = formats.day(since, lang)
    if until is None:
        return f"from {first}" if lang == "en" else f"à compter du {first}"
    last = formats.day(until, lang)
    if since == date.min:
        return f"until {last}" if lang == "en" else f"jusqu’au {last}"
    return f"from {first} to {last}" if lang == "en" else f"du {first} au {last}"


def _with_unknown(section: Section, programme: Programme, on: date | None) -> Section:
    """The fees, with what is to be said of those whose amount ends, or is not known."""
    unknown = {one.key for one in section.provisions if one.versions[-1].until}
    if on:
        unknown |= {fee.key for fee, known in programme.in_force(on).fees if not known}
    warned = dict(fees.warned(programme, on)) if on else {}
    provisions = tuple(
        replace(one, missing=NO_AMOUNT if one.key in unknown else None, warning=warned.get(one.key))
        for one in section.provisions
    )
    return replace(section, provisions=provisions)
