import django.db.models.deletion
from django.db import migrations, models

FORBID = """
CREATE FUNCTION records_letter_stays_as_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a letter that was sent stays as it was sent' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER letter_stays_as_sent BEFORE UPDATE ON records_letter
    FOR EACH ROW WHEN (OLD.status = 'sent' AND (
        (NEW.kind, NEW.facts, NEW.status, NEW.owed_at, NEW.sent_at, NEW.invented,
         NEW.application_id, NEW.invitation_id, NEW.permit_id)
        IS DISTINCT FROM (OLD.kind, OLD.facts, OLD.status, OLD.owed_at, OLD.sent_at, OLD.invented,
         OLD.application_id, OLD.invitation_id, OLD.permit_id)
        OR (NEW.file_en <> OLD.file_en AND NOT (OLD.invented AND OLD.file_en = ''))
        OR (NEW.file_fr <> OLD.file_fr AND NOT (OLD.invented AND OLD.file_fr = ''))))
    EXECUTE FUNCTION records_letter_stays_as_sent();
"""
ALLOW = """
DROP TRIGGER letter_stays_as_sent ON records_letter;
DROP FUNCTION records_letter_stays_as_sent();
"""


class Migration(migrations.Migration):
    """A letter changes until it is sent; what an invented one lacks is made when it is first opened.

    A person about whom a permit or a correction was written is no longer deleted.
    """

    dependencies = [("records", "0011_events_are_sealed")]
    operations = [
        migrations.RunSQL(FORBID, ALLOW),
        migrations.AlterField(
            "correction",
            "person",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="corrections",
                to="records.person",
            ),
        ),
        migrations.AlterField(
            "permit",
            "person",
            models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="permits",
                to="records.person",
            ),
        ),
    ]
