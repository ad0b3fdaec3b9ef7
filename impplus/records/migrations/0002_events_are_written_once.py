from django.db import migrations

FORBID = """
CREATE FUNCTION records_event_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('impplus.removing_demo', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'an event is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_is_written_once BEFORE UPDATE OR DELETE ON records_event
    FOR EACH ROW EXECUTE FUNCTION records_event_is_written_once();
"""
ALLOW = """
DROP TRIGGER event_is_written_once ON records_event;
DROP FUNCTION records_event_is_written_once();
"""


class Migration(migrations.Migration):
    """An event is never changed; only the demonstration's may be deleted, and only when said."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]
