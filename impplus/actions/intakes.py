"""Opening a year's intake: one row a place, as many as the cap allows."""

from django.db import connection, transaction

from impplus.actions import moves
from impplus.queries.refusals import Refusal
from impplus.records.models import Intake
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words.text import Text


class NoCap(Refusal):
    """The program sets no cap for this year."""

    text = Text(
        en="The program sets no cap for this year; add it to caps.toml first.",
        fr="Le programme ne fixe aucun plafond pour cette année; ajoutez-le d’abord à caps.toml.",
    )


def open_year(programme: Programme, year: int) -> Intake:
    """Open the intake of a year with its places; the one already open where it is."""
    cap = programme.cap(year)
    if cap is None:
        raise NoCap
    with transaction.atomic():
        intake, new = Intake.objects.get_or_create(
            programme=programme, year=year, defaults={"size": cap.size}
        )
        if new:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO records_place (intake_id, number)"
                    " SELECT %s, generate_series(1, %s)",
                    [intake.pk, cap.size],
                )
            detail = {"year": year, "size": cap.size}
            moves.log("intake", intake, "open", role=Role.SYSTEM, by=None, detail=detail)
    return intake
