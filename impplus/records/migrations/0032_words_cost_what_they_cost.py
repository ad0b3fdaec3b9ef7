from django.db import migrations

# The planner takes a function for as cheap as a comparison unless told: where a common name is looked for, it
# would read the table until it has found enough, and work out the words of each row that it meets. No worker
# of the database is started for it either, which takes longer than the few rows that a page shows.
DEAR = "ALTER FUNCTION impplus_searched(VARIADIC text[]) COST 10000 PARALLEL RESTRICTED"
AS_BEFORE = "ALTER FUNCTION impplus_searched(VARIADIC text[]) COST 100 PARALLEL SAFE"


class Migration(migrations.Migration):
    """A common name is looked for by its index."""

    dependencies = [('records', '0031_forecasts_name_their_cap')]

    operations = [migrations.RunSQL(DEAR, AS_BEFORE)]
