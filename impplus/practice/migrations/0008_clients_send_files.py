"""Clients send documents by their link, and read why they are asked again."""

import django.db.models.deletion
from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0007_consultations_are_booked"),
    ]

    operations = [
        migrations.AddField(
            model_name="wanted",
            name="why",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.CreateModel(
            name="ClientFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=40)),
                ("content", models.BinaryField()),
                ("pages", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("status", models.CharField(default="kept", max_length=20)),
                ("sent_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="practice.matter",
                    ),
                ),
                (
                    "wanted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="practice.wanted",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("wanted", "sha256"), name="a_clients_file_is_kept_once"
                    )
                ],
            },
        ),
    ]
