"""Where staff read what became of a record that somebody else moved on before them."""

from django.db.models import Model

from impplus.records.models import Application, Batch, Invitation, Round
from impplus.rules.lifecycle import Role
from impplus.web.addresses import address


def page_of(record: Model | None, role: str) -> str:
    """The address of a record's page, or of the file to which it belongs; empty where a role has none."""
    if role == Role.QUEBEC:
        match record:
            case Round():
                return address("desk:round", record.year, record.number)
            case Invitation():
                return address("desk:invitation", record.number)
            case Batch():
                return address("desk:batch", record.pk)
        return ""
    file = record if isinstance(record, Application) else getattr(record, "application", None)
    if role == Role.FEDERAL and isinstance(file, Application):
        return address("desk:file", file.number)
    return ""
