"""What must be true of purposes.toml beside the form: every field and cell has one row, and a reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from impplus.rules.form import Step
from impplus.rules.purposes import Purpose, Purposes, names_of_cells
from impplus.rules.reader import Fault
from impplus.words.text import Text


def unexplained(steps: Iterable[Step], purposes: Purposes) -> Iterator[Fault]:
    """Every field and cell without its one row, every row without a reason or about nothing asked."""
    steps, found = tuple(steps), dict[str, tuple[Step, tuple[Purpose, ...]]]()
    for step in steps:
        for field in step.fields:
            rows = tuple(purposes.of(step, field))
            found[f"[[steps]] ({step.key}), [[fields]] ({field.key})"] = step, rows
            for name in names_of_cells(field):
                found[f"[[steps]] ({step.key}), [[cells]] ({name})"] = (
                    step,
                    tuple(purposes.of_cell(name)),
                )
    for place, (step, named_by) in found.items():
        yield from (((place,), fault) for fault in _faults(step, named_by))
    yield from _needless(steps, purposes.rows)


def _faults(step: Step, rows: tuple[Purpose, ...]) -> Iterator[Text]:
    if not rows:
        yield NO_PURPOSE
    elif len(rows) > 1:
        yield _twice(rows[1])
    elif not (rows[0].why or step.why):
        yield _no_reason(rows[0])


def _needless(steps: tuple[Step, ...], rows: Iterable[Purpose]) -> Iterator[Fault]:
    """Names that nothing on the form has, or that one row holds twice."""
    asked: Mapping[str, set[str]] = {
        about: {field.key for step in steps if step.about == about for field in step.fields}
        for about in ("application", "member")
    }
    cells = {name for step in steps for field in step.fields for name in names_of_cells(field)}
    for row in rows:
        known = asked[row.about] if row.about else asked["application"] | asked["member"]
        for names, held in ((row.fields, known), (row.cells, cells)):
            for name, times in Counter(names).items():
                if name not in held:
                    yield (f"[[purposes]] ({row.key})", name), NOT_ON_FORM
                elif times > 1:
                    yield (f"[[purposes]] ({row.key})", name), _twice(row)


def _twice(row: Purpose) -> Text:
    return Text(
        en=f"stands already in another row, and again in [[purposes]] ({row.key})",
        fr=f"figure déjà dans une autre ligne, et de nouveau dans [[purposes]] ({row.key})",
    )


def _no_reason(row: Purpose) -> Text:
    return Text(
        en=f"is given no reason: neither the step nor [[purposes]] ({row.key}) says why",
        fr=f"n’a pas de raison\u00a0: ni l’étape ni [[purposes]] ({row.key}) ne disent pourquoi (why)",
    )


NO_PURPOSE = Text(
    en="has no purpose; a row of [[purposes]] must say why it is asked, who uses it and how long it is kept",
    fr="n’a pas de fin; une ligne de [[purposes]] doit dire pourquoi cet élément est demandé, qui s’en sert et "
    "combien de temps il est conservé",
)
NOT_ON_FORM = Text(en="is not asked by the form", fr="n’est pas demandé par le formulaire")
