import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever joins the family after submission is declared by a report, which can be corrected and taken back."""

    dependencies = [
        ("records", "0054_links_are_reminded_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="later_ones",
                to="records.report",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="member",
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
