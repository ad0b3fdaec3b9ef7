import django.db.models.deletion
from django.db import migrations, models

_KEPT = "application_id", "by_id", "at", "text", "due_on"
_STAYS = """
DROP TRIGGER correspondence_stays ON records_correspondence;
CREATE TRIGGER correspondence_stays BEFORE UPDATE ON records_correspondence
    FOR EACH ROW WHEN (({new}) IS DISTINCT FROM ({old}))
    EXECUTE FUNCTION records_correspondence_stays();
"""


def _stays(*columns: str) -> str:
    """Let the trigger refuse every change of these columns."""
    new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("NEW", "OLD"))
    return _STAYS.format(new=new, old=old)


class Migration(migrations.Migration):
    """A question, and a message to or from the office, may concern one member of the family."""

    dependencies = [
        ("records", "0049_letters_to_members"),
    ]

    operations = [
        migrations.AddField(
            model_name="correspondence",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="correspondence",
                to="records.person",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="questions",
                to="records.person",
            ),
        ),
        migrations.RunSQL(_stays(*_KEPT, "person_id"), _stays(*_KEPT)),
    ]
