"""What is wrong in a form, in sentences: above it with the question that each is about, beside the question without."""

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from impplus.web.rows import BoundRows

# How a message names at its end the question that it is about.
ABOUT = _(": “%(label)s”")
LONGEST = (
    60  # letters of a question by which it is known above the form; of a longer one its beginning
)
ENDS = (".", "?", "!")


def first_control(field: BoundField) -> str:
    """The id of the control that a fault is about: the faulty part of a day, else the first one."""
    faults = field.errors.as_data()
    part = (faults[0].params or {}).get("part") if faults else None
    if part:
        return f"{field.auto_id}_{('year', 'month', 'day').index(part)}"
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


def faults(field: BoundField) -> list[tuple[str, str]]:
    """Each fault of a field as it is said above the form, with the id of the control that it is about."""
    found = list[tuple[str, str]]()
    for fault in field.errors.as_data():
        params = fault.params or {}
        about = field
        if isinstance(field, BoundRows):
            about = field.rows[params.get("place", 0)][params.get("cell") or field.first_cell]
        found.append((first_control(about), sentence(_filled(fault, str(fault.message)))))
    return found


def said_beside(field: BoundField) -> list[str]:
    """Each fault of a field as it is said beside it, where its label can be read; of rows, those of all together."""
    found = [one for one in field.errors.as_data() if "cell" not in (one.params or {})]
    return [sentence(_filled(one, str(one.message).replace(str(ABOUT), ""))) for one in found]


def sentence(said: object) -> str:
    """A sentence with its full stop."""
    text = str(said)
    return text if text.endswith(ENDS) else f"{text}."


def _filled(fault: ValidationError, message: str) -> str:
    if not fault.params:
        return message
    return message % {**fault.params, "label": _short(str(fault.params.get("label", "")))}


def _short(label: str) -> str:
    if len(label) <= LONGEST:
        return label
    return label[: LONGEST + 1].rsplit(maxsplit=1)[0].rstrip(",;:") + "…"
