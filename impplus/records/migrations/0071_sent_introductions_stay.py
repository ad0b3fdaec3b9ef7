from django.db import migrations

COLUMNS = ("kind", "facts", "status", "owed_at", "sent_at", "invented", "application_id", "invitation_id", "permit_id")


def trigger(*columns: str) -> str:
    """The trigger that holds these columns of a letter that was sent."""
    new, old = (", ".join(f"{row}.{one}" for one in columns) for row in ("NEW", "OLD"))
    return f"""
        DROP TRIGGER letter_stays_as_sent ON records_letter;
        CREATE TRIGGER letter_stays_as_sent BEFORE UPDATE ON records_letter
            FOR EACH ROW WHEN (OLD.status = 'sent' AND (
                ({new}) IS DISTINCT FROM ({old})
                OR (NEW.file_en <> OLD.file_en AND NOT (OLD.invented AND OLD.file_en = ''))
                OR (NEW.file_fr <> OLD.file_fr AND NOT (OLD.invented AND OLD.file_fr = ''))))
            EXECUTE FUNCTION records_letter_stays_as_sent();
    """


class Migration(migrations.Migration):
    """A letter that was sent stays the letter of its letter of introduction."""

    dependencies = [("records", "0070_people_abroad_get_an_introduction")]
    operations = [migrations.RunSQL(trigger(*COLUMNS, "introduction_id"), trigger(*COLUMNS))]
