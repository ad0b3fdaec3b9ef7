import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    """What somebody types for the office is kept for that account alone until it is sent."""

    dependencies = [
        ("records", "0057_failures_are_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnsentText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=100)),
                ("text", models.TextField(max_length=5000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("window", models.CharField(blank=True, max_length=40)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsent_texts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsent_texts",
                        to="records.application",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["saved_at"], name="unsent_texts_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "account", "place"), name="one_unsent_text_per_place"
                    )
                ],
            },
        ),
    ]
