from django.db import migrations

FUNCTION = """
    CREATE FUNCTION impplus_a_taken_place_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'a place that is taken is neither deleted nor given to another application'
            USING ERRCODE = 'check_violation';
    END $$;
    CREATE TRIGGER a_taken_place_is_not_deleted BEFORE DELETE ON records_place
        FOR EACH ROW WHEN (OLD.application_id IS NOT NULL)
        EXECUTE FUNCTION impplus_a_taken_place_stays();
    CREATE TRIGGER a_taken_place_is_not_given_away BEFORE UPDATE OF application_id ON records_place
        FOR EACH ROW WHEN (OLD.application_id <> NEW.application_id)
        EXECUTE FUNCTION impplus_a_taken_place_stays();
"""


class Migration(migrations.Migration):
    """Free places may be taken away when a cap is lowered; one that is taken is refused by the database."""

    dependencies = [
        ('records', '0018_people_are_found_by_their_papers'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION impplus_a_taken_place_stays() CASCADE"),
    ]
