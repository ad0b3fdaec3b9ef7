"""The report of a rehearsal, one page in each language, with its plots."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from impplus.programmes import SERVED
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text
from rehearsal import words
from rehearsal.crowd import CROWDS, HOSTILE
from rehearsal.figures import Outcome, by_time, share, steps
from rehearsal.notes import DEFINITE, FULL, RECEIVED
from rehearsal.plots import Line, plot

SHOWN = 5  # of what broke an invariant


def write(outcome: Outcome, folder: Path) -> list[Path]:
    """Write both pages and their plots into a folder; the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = []
    for language in LANGUAGES:
        for name, drawn in _plots(outcome, language):
            (folder / f"rehearsal-{name}.{language}.svg").write_text(drawn, "utf-8")
        page = folder / ("rehearsal.md" if language == "en" else f"rehearsal.{language}.md")
        page.write_text("\n".join(_page(outcome, language)) + "\n", "utf-8")
        pages.append(page)
    return pages


def in_short(outcome: Outcome, language: str) -> str:
    """The verdicts for a terminal."""
    lines = [words.HELD.say(language) if outcome.held else words.BROKEN.say(language)]
    for verdict in outcome.verdicts:
        lines.append(f"{'✓' if not verdict.broken else '✗'} {verdict.invariant.text.say(language)}")
        lines += [f"    {one}" for one in verdict.broken[:SHOWN]]
        if len(verdict.broken) > SHOWN:
            lines.append(f"    … {formats.count(len(verdict.broken), language)}")
    return "\n".join(lines)


def _page(outcome: Outcome, language: str) -> Iterator[str]:
    opened = datetime.fromtimestamp(outcome.plan.opens_at, UTC)
    applicants = formats.count(len(outcome.plan.applicants), language)
    facts = {
        "applicants": applicants,
        "cap": formats.count(outcome.evidence.remembered.cap, language),
        "seconds": f"{outcome.plan.seconds:.0f}",
        "kills": formats.count(len(outcome.faults), language),
        "day": formats.day(SERVED.day_of(opened), language),
        "held": str(sum(not one.broken for one in outcome.verdicts)),
        "all": str(len(outcome.verdicts)),
    }
    other = "rehearsal.fr.md" if language == "en" else "rehearsal.md"
    yield f"# {words.TITLE.say(language)}"
    yield ""
    yield f"[{words.OTHER.say(language)}]({other})"
    yield ""
    yield words.SUMMARY.filled(facts).say(language)
    yield ""
    yield (words.HELD if outcome.held else words.BROKEN).say(language)
    yield ""
    yield from _tried(outcome, language)
    yield from _held(outcome, language)
    yield from _figures(outcome, language)
    yield f"## {words.OVER_TIME.say(language)}"
    yield ""
    for name, title in (("arrivals", words.ARRIVALS), ("waits", words.WAITS)):
        yield f"![{title.say(language)}](rehearsal-{name}.{language}.svg)"
        yield ""
    yield f"## {words.HOW.say(language)}"
    yield ""
    yield words.PREPARED.say(language)
    yield ""
    yield f"{words.AGAIN.say(language)} `{outcome.command}`"
    yield ""
    yield outcome.machine


def _tried(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"## {words.TRIED.say(language)}"
    yield ""
    first, last = outcome.mail
    counted = [
        *((text, outcome.habits[habit]) for habit, text in words.HABITS.items()),
        *((text, outcome.kinds[kind]) for kind, text in words.KILLS.items()),
        (words.HOSTILE, HOSTILE * CROWDS),
        (words.MAIL, round(last - first)),
        (words.NOTICES, outcome.repeated),
    ]
    yield "| | |"
    yield "|---|---|"
    for text, number in counted:
        yield f"| {text.say(language)} | {formats.count(number, language)} |"
    yield ""


def _held(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"## {words.WHAT_HELD.say(language)}"
    yield ""
    yield f"| | {words.MUST.say(language)} | {words.VERDICT.say(language)} |"
    yield "|---|---|---|"
    for one in outcome.verdicts:
        said = (words.NO if one.broken else words.YES).say(language)
        yield f"| {one.invariant.key} | {one.invariant.text.say(language)} | {said} |"
    yield ""
    for one in outcome.verdicts:
        yield from (f"- {one.invariant.key}: `{line}`" for line in one.broken[:SHOWN])
    yield ""


def _figures(outcome: Outcome, language: str) -> Iterator[str]:
    yield f"## {words.FIGURES.say(language)}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    for text, value in _rows(outcome, language):
        yield f"| {text.say(language)} | {value} |"
    yield ""


def _rows(outcome: Outcome, language: str) -> Iterator[tuple[Text, str]]:
    def number(value: int) -> str:
        return formats.count(value, language)

    def seconds(value: float) -> str:
        said = f"{value:,.1f}"
        return f"{said if language == 'en' else said.replace(',', formats.NBSP).replace('.', ',')}{formats.NBSP}s"

    yield words.RECEIVED, number(len(outcome.evidence.accepted))
    yield words.TURNED_AWAY, number(outcome.turned_away)
    yield words.PRESSES, number(sum(outcome.told.values()))
    for key, text in words.TOLD.items():
        if outcome.told[key]:
            yield text, number(outcome.told[key])
    yield words.LAST_PLACE, seconds(outcome.last_place)
    yield words.LAST_ANSWER, seconds(outcome.last_answer)
    for text, told in ((words.WAIT_RECEIVED, (RECEIVED,)), (words.WAIT_ANY, DEFINITE)):
        waits = outcome.waits(*told)
        yield text, " / ".join(seconds(share(waits, percent)) for percent in (50, 95, 99))
    yield words.REFUNDED, formats.money(Decimal(outcome.refunded) / 100, language)
    yield words.MAILS, number(len(outcome.evidence.remembered.mails))
    yield words.SETTLED, seconds(outcome.settled)
    yield words.WHOLE, seconds(outcome.whole)


def _plots(outcome: Outcome, language: str) -> Iterator[tuple[str, str]]:
    killed = [one.at - outcome.plan.opens_at for one in outcome.faults]
    across, marked = words.SECONDS.say(language), words.KILL.say(language)
    counted = [
        Line(words.CAME.say(language), steps(outcome.arrivals)),
        Line(words.WERE_RECEIVED.say(language), steps(outcome.answered(RECEIVED))),
        Line(words.WERE_TURNED.say(language), steps(outcome.answered(FULL))),
    ]
    yield "arrivals", plot(words.ARRIVALS.say(language), across, counted, killed, marked)
    took = [
        Line(text.say(language), by_time(outcome, percent))
        for text, percent in ((words.HALF, 50), (words.MOST, 95))
    ]
    yield "waits", plot(words.WAITS.say(language), across, took, killed, marked)
