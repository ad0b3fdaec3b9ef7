"""The form in words: of every field and cell, why it is asked, who uses it and how long it is kept."""

from collections.abc import Iterable, Iterator
from datetime import date

from impplus.rules.form import Field, Step
from impplus.rules.programme import Programme
from impplus.rules.purposes import Purpose, names_of_cells
from impplus.rules.rows import Cell
from impplus.telling.consolidation import period
from impplus.telling.markdown import KEY, NOT_SETTLED, escaped, read, table
from impplus.words.labels import WHY
from impplus.words.text import Text

USES = Text(en="Who uses the answers", fr="Qui se sert des réponses")
EVERYONE = Text(
    en="Besides whom a row names, the applicant reads every answer, and so does a representative for as long as one is appointed.",
    fr="Outre les personnes nommées dans une ligne, la demanderesse ou le demandeur lit chaque réponse, de même qu’une représentante ou un représentant tant que sa désignation est en vigueur.",
)
RETENTIONS = Text(en="How long they are kept", fr="Durée de conservation")
SETTINGS = Text(
    en="What no official text settles is a setting of this service, and says so.",
    fr="Ce qu’aucun texte officiel ne règle est un paramètre de ce service, et c’est précisé.",
)
ABOUT = {
    "application": Text(en="Asked of the principal applicant", fr="Demandé à la demanderesse principale ou au demandeur principal"),
    "member": Text(en="Asked of each family member", fr="Demandé à chaque membre de la famille"),
}  # fmt: skip
CELLS = Text(en="What rows ask", fr="Ce que demandent les lignes")
CELLS_ABOUT = Text(
    en="A question that is answered row by row asks this in each of its rows.",
    fr="Une question à laquelle on répond ligne par ligne demande ceci dans chacune de ses lignes.",
)
USE, FOR_WHAT = Text(en="Who", fr="Qui"), Text(en="For what", fr="Pour quoi")
QUESTION, ASKED = Text(en="Question", fr="Question"), Text(en="Asked", fr="Demandé")
CELL = Text(en="Cell", fr="Case")
USED_BY, KEPT = Text(en="Who uses it", fr="Qui s’en sert"), Text(en="Kept", fr="Conservation")
HOW_LONG, SETTLED = Text(en="How long", fr="Durée"), Text(en="Settled by", fr="Réglé par")


def fields(programme: Programme, lang: str) -> Iterator[str]:
    """The lines of a page of Markdown about every field and cell of the form, on any day."""
    yield from _uses(programme, lang)
    yield from _retentions(programme, lang)
    for about, title in ABOUT.items():
        yield from (f"## {escaped(title.say(lang))}", "")
        for step in programme.form:
            if step.about == about:
                yield from _step(programme, step, lang)
    yield from _cells(programme, lang)


def _uses(programme: Programme, lang: str) -> Iterator[str]:
    yield from (f"## {escaped(USES.say(lang))}", "", escaped(EVERYONE.say(lang)), "")
    rows = [
        [escaped(one.title.say(lang)), escaped(one.text.say(lang))]
        for one in programme.purposes.uses
    ]
    yield from (*table(_said((USE, FOR_WHAT), lang), rows), "")


def _retentions(programme: Programme, lang: str) -> Iterator[str]:
    yield from (f"## {escaped(RETENTIONS.say(lang))}", "", escaped(SETTINGS.say(lang)), "")
    rows = []
    for one in programme.purposes.retentions:
        unsettled = (
            f"*{escaped(NOT_SETTLED.say(lang))}.* {escaped(one.note.say(lang))}" if one.note else ""
        )
        settled = " ".join(filter(None, (read(one.source, lang) if one.source else "", unsettled)))
        rows.append([escaped(one.title.say(lang)), escaped(one.text.say(lang)), settled])
    yield from (*table(_said((KEPT, HOW_LONG, SETTLED), lang), rows), "")


def _step(programme: Programme, step: Step, lang: str) -> Iterator[str]:
    title = step.title.filled(_numbers(programme, step.until))
    yield from (f"### {escaped(title.say(lang))} (`{step.key}`)", "")
    rows = [
        [
            escaped(field.filled(_numbers(programme, field.until)).label.say(lang)),
            f"`{field.key}`",
            escaped(period(field.since, field.until).say(lang)),
            *_purpose(programme, programme.purposes.of(step, field), [step], lang),
        ]
        for field in step.fields
    ]
    yield from (*table(_said((QUESTION, KEY, ASKED, WHY, USED_BY, KEPT), lang), rows), "")


def _cells(programme: Programme, lang: str) -> Iterator[str]:
    yield from (f"## {escaped(CELLS.say(lang))}", "", escaped(CELLS_ABOUT.say(lang)), "")
    asked: dict[str, list[tuple[Step, Field]]] = {}
    for step in programme.form:
        for field in step.fields:
            if field.cells:
                asked.setdefault(field.cells_from or field.key, []).append((step, field))
    for name, askers in asked.items():
        _, first = askers[0]
        labels = dict.fromkeys(escaped(field.label.say(lang)) for _, field in askers)
        yield from (f"### {', '.join(labels)} (`{name}`)", "")
        steps = [step for step, _ in askers]
        rows = [
            _cell(programme, cell, named, steps, lang)
            for cell, named in zip(first.cells, names_of_cells(first), strict=True)
        ]
        yield from (*table(_said((CELL, KEY, WHY, USED_BY, KEPT), lang), rows), "")


def _cell(programme: Programme, cell: Cell, named: str, steps: list[Step], lang: str) -> list[str]:
    label = cell.filled(_numbers(programme, None)).label
    found = programme.purposes.of_cell(named)
    return [escaped(label.say(lang)), f"`{named}`", *_purpose(programme, found, steps, lang)]


def _purpose(
    programme: Programme, found: Iterable[Purpose], steps: list[Step], lang: str
) -> tuple[str, str, str]:
    """Why, by whom and how long, of a field or cell that these steps ask; empty where nothing says it."""
    purpose = next(iter(found), None)
    if purpose is None:
        return "", "", ""
    own = [
        step.why.filled(_numbers(programme, step.until)) for step in steps if step.why is not None
    ]
    whys = dict.fromkeys(one.say(lang) for one in ([purpose.why] if purpose.why else own))
    users = [one.title.say(lang) for one in programme.purposes.used_by(purpose)]
    kept = programme.purposes.kept(purpose).title.say(lang)
    return escaped(" ".join(whys)), escaped("; ".join(users)), escaped(kept)


def _numbers(programme: Programme, until: date | None) -> dict[str, str]:
    """The numbers of the last day on which something is asked."""
    return dict(programme.numbers(until or date.max))


def _said(headings: Iterable[Text], lang: str) -> list[str]:
    return [escaped(one.say(lang)) for one in headings]
