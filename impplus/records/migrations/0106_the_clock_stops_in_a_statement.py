from importlib import import_module

from django.db import migrations

BEFORE = import_module("impplus.records.migrations.0090_the_clock_stops").FUNCTION
# As in 0090, but a table of one row, which the planner writes out in the statement that asks for it.
AFTER = BEFORE.replace("impplus_stopped_days", "impplus_days_stopped").replace(
    "RETURNS integer LANGUAGE sql STABLE", "RETURNS TABLE (days integer) LANGUAGE sql STABLE ROWS 1"
)


class Migration(migrations.Migration):
    """The days on which its people were waited for are found for many files without a call for each."""

    dependencies = [("records", "0105_translations_of_what_is_reopened")]

    operations = [
        migrations.RunSQL(AFTER, "DROP FUNCTION impplus_days_stopped(bigint, date, text, integer)"),
        migrations.RunSQL("DROP FUNCTION impplus_stopped_days(bigint, date, text, integer)", BEFORE),
    ]
