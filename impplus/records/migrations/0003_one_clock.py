import impplus.records.clock
from django.db import migrations, models

MAKE = """
CREATE OR REPLACE FUNCTION impplus_clock_shift() RETURNS interval LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(current_setting('impplus.clock_shift', true), ''), '0')::interval
$$;
CREATE OR REPLACE FUNCTION impplus_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT statement_timestamp() + impplus_clock_shift()
$$;
"""
TAKE_AWAY = """
DROP FUNCTION impplus_now();
DROP FUNCTION impplus_clock_shift();
"""


class Migration(migrations.Migration):
    """Columns that date themselves read the one clock, so that they follow when it is moved."""

    dependencies = [("records", "0002_events_are_written_once")]
    operations = [
        migrations.RunSQL(MAKE, TAKE_AWAY),
        migrations.AlterField(
            model_name='application',
            name='changed_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='application',
            name='started_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='candidate',
            name='imported_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='cardnotice',
            name='received_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='consultation',
            name='requested_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='decision',
            name='decided_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='document',
            name='sent_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='event',
            name='at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='intake',
            name='opened_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='letter',
            name='owed_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='mandate',
            name='given_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='payment',
            name='started_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='permit',
            name='issued_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='question',
            name='asked_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='round',
            name='drawn_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
        migrations.AlterField(
            model_name='user',
            name='joined_at',
            field=models.DateTimeField(db_default=impplus.records.clock.Now()),
        ),
    ]
