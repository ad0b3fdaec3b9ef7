from django.db import migrations

# The days up to a day on which the office waited for the people of an application, each counted once: from a question, or from the
# request for biometrics, to the answer, but no further than its last day; and the days of a suspension by an order.
FUNCTION = """
    CREATE FUNCTION impplus_stopped_days(file bigint, today date, zone text, days_to_give integer)
    RETURNS integer LANGUAGE sql STABLE AS $$
        SELECT coalesce(sum(upper(part) - lower(part)), 0)::integer FROM unnest((
            SELECT range_agg(daterange(since, greatest(since, until))) FROM (
                SELECT (asked_at AT TIME ZONE zone)::date,
                       least(coalesce((answered_at AT TIME ZONE zone)::date, today), due_on, today)
                  FROM records_question WHERE application_id = file AND status IN ('open', 'answered')
                UNION ALL
                SELECT (biometrics_asked_at AT TIME ZONE zone)::date,
                       least(coalesce(biometrics_taken_on, today), today,
                             (biometrics_asked_at AT TIME ZONE zone)::date + days_to_give + biometrics_stopped_days)
                  FROM records_person WHERE application_id = file AND biometrics_asked_at IS NOT NULL
                UNION ALL
                SELECT (begun_at AT TIME ZONE zone)::date, least(coalesce((ended_at AT TIME ZONE zone)::date, today), today)
                  FROM records_halt WHERE application_id = file
            ) AS spans (since, until))) AS part
    $$
"""


class Migration(migrations.Migration):
    """The age of a file against the service standard leaves out the days on which its people were waited for."""

    dependencies = [("records", "0089_people_are_exempted")]

    operations = [
        migrations.RunSQL(
            FUNCTION, "DROP FUNCTION impplus_stopped_days(bigint, date, text, integer)"
        )
    ]
