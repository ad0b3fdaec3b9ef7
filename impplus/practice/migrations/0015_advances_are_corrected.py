import django.db.models.deletion
from django.db import migrations, models

# An advance that was struck has from now on the row that corrects it: nothing was paid.
CORRECTED = """
INSERT INTO practice_advance
    (firm, agreement_id, paid_on, cents, receipt, noted_by, noted_at, status, demo, corrects_id, reason)
SELECT firm, agreement_id, paid_on, 0, receipt, noted_by, now(), 'noted', demo, id, 'struck'
FROM practice_advance WHERE status = 'struck';
UPDATE practice_advance SET status = 'corrected' WHERE status = 'struck';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """A payment in advance is corrected by a second row."""

    dependencies = [
        ("practice", "0014_firms_correct_columns"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="advance", name="one_advance_of_a_receipt"),
        migrations.RemoveConstraint(model_name="advance", name="an_advance_is_some_money"),
        migrations.AddField(
            model_name="advance",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="correction",
                to="practice.advance",
            ),
        ),
        migrations.AddField(
            model_name="advance",
            name="reason",
            field=models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),
        migrations.RunSQL(CORRECTED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.UniqueConstraint(
                condition=models.Q(status="noted", cents__gt=0),
                fields=("firm", "receipt"),
                name="one_advance_of_a_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(cents__gt=0) | models.Q(corrects__isnull=False),
                name="an_advance_is_some_money_or_a_correction",
            ),
        ),
        migrations.AddConstraint(
            model_name="advance",
            constraint=models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(reason=""),
                name="a_correction_has_its_reason",
            ),
        ),
    ]
