from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    """Keys with which a firm's software calls, and that a client was asked to sign."""

    dependencies = [
        ("practice", "0010_agreements_and_closings"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField()),
                ("repeat", models.CharField(max_length=200)),
                ("number", models.CharField(max_length=20)),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("status", models.CharField(default="asked", max_length=20)),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "repeat"), name="one_answer_per_repeated_call"
                    ),
                    models.UniqueConstraint(
                        fields=("firm", "number", "asked_on"), name="a_client_is_asked_once_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scopes", models.JSONField(default=list)),
                ("status", models.CharField(default="active", max_length=20)),
                ("given_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["firm", "id"], name="keys_of_a_firm")],
            },
        ),
    ]
