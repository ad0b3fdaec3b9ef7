from django.db import migrations, models

# What a letter of a destroyed draft said goes with the draft; that it was sent, and when, stays.
ALLOW_FORGETTING = """
CREATE OR REPLACE FUNCTION records_letter_stays_as_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.facts = '{}'::jsonb
       AND (NEW.kind, NEW.status, NEW.owed_at, NEW.sent_at, NEW.invented, NEW.application_id,
            NEW.invitation_id, NEW.permit_id, NEW.file_en, NEW.file_fr)
           IS NOT DISTINCT FROM
           (OLD.kind, OLD.status, OLD.owed_at, OLD.sent_at, OLD.invented, OLD.application_id,
            OLD.invitation_id, OLD.permit_id, OLD.file_en, OLD.file_fr)
       AND EXISTS (SELECT FROM records_application one
                    WHERE one.id = OLD.application_id AND one.status = 'destroyed') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a letter that was sent stays as it was sent' USING ERRCODE = 'restrict_violation';
END $$;
"""
FORBID = """
CREATE OR REPLACE FUNCTION records_letter_stays_as_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a letter that was sent stays as it was sent' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    """A draft is destroyed with its account; its letter of invitation can be used again."""

    dependencies = [("records", "0042_decisions_are_read_by_time")]
    operations = [
        migrations.RemoveConstraint("application", "one_application_per_letter"),
        migrations.RemoveConstraint("application", "what_is_no_draft_was_received"),
        migrations.AddConstraint(
            "application",
            models.UniqueConstraint(
                name="one_application_per_letter",
                fields=["invitation"],
                condition=~models.Q(status__in=["returned", "destroyed"]),
            ),
        ),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                name="what_is_no_draft_was_received",
                condition=models.Q(status__in=["draft", "destroyed"])
                | models.Q(received_at__isnull=False),
            ),
        ),
        migrations.RunSQL(ALLOW_FORGETTING, FORBID),
    ]
