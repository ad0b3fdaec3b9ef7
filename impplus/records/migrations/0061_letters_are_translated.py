import django.db.models.deletion
from django.db import migrations, models

_BEFORE = ("question", "correspondence", "decision")
_AFTER = (*_BEFORE, "letter")


def _one_of(nouns):
    """That exactly one of these is named."""
    found = models.Q()
    for noun in nouns:
        found |= models.Q(**{f"{other}__isnull": other != noun for other in nouns})
    return found


def _stays(nouns):
    kept = ("application_id", *(f"{noun}_id" for noun in nouns), "language", "asked_by_id", "asked_at")
    new, old = (", ".join(f"{row}.{one}" for one in kept) for row in ("NEW", "OLD"))
    return f"""
DROP TRIGGER translation_stays ON records_translation;
CREATE TRIGGER translation_stays BEFORE UPDATE ON records_translation
    FOR EACH ROW WHEN (OLD.status = 'added' OR ({new}) IS DISTINCT FROM ({old}))
    EXECUTE FUNCTION records_translation_stays();
"""


class Migration(migrations.Migration):
    """The reasons in a letter, for a return or about a permit, are translated after it was sent."""

    dependencies = [("records", "0060_lost_files_are_noted")]

    operations = [
        migrations.AddField(
            "translation",
            "letter",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="translations",
                to="records.letter",
            ),
        ),
        migrations.RemoveConstraint("translation", "a_translation_is_of_one_text"),
        migrations.AddConstraint(
            "translation",
            models.CheckConstraint(
                condition=_one_of(_AFTER), name="a_translation_is_of_one_text"
            ),
        ),
        migrations.RemoveConstraint("translation", "one_request_for_each_text"),
        migrations.AddConstraint(
            "translation",
            models.UniqueConstraint(
                condition=models.Q(status="asked"),
                fields=_AFTER,
                name="one_request_for_each_text",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(_stays(_AFTER), _stays(_BEFORE)),
    ]
