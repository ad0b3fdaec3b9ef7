import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import impplus.records.clock

OFFICER = {
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}


def field(name: str, kept: models.Field) -> migrations.AddField:
    return migrations.AddField(model_name="round", name=name, field=kept)


class Migration(migrations.Migration):
    """A round is announced, drawn and released; those that were held before are released."""

    dependencies = [("records", "0081_letters_are_opened")]

    operations = [
        field(
            "status", models.CharField(db_default="released", default="released", max_length=20)
        ),
        field("criteria", models.JSONField(db_default={}, default=dict)),
        field(
            "secret", models.CharField(blank=True, db_default="", default="", max_length=64)
        ),
        field(
            "sealed", models.CharField(blank=True, db_default="", default="", max_length=64)
        ),
        field("drawn", models.PositiveIntegerField(blank=True, null=True)),
        field(
            "drawn_digest", models.CharField(blank=True, db_default="", default="", max_length=71)
        ),
        field("announced_by", models.ForeignKey(**OFFICER)),
        field("released_at", models.DateTimeField(blank=True, null=True)),
        field("released_by", models.ForeignKey(**OFFICER)),
        field("announced_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            model_name="round",
            name="announced_at",
            field=models.DateTimeField(db_default=impplus.records.clock.Now(), null=True),
        ),
        migrations.AlterField(
            model_name="round",
            name="drawn_at",
            field=models.DateTimeField(
                blank=True, db_default=impplus.records.clock.Now(), null=True
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="drawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="round",
            name="seed",
            field=models.CharField(blank=True, default="", max_length=140),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["announced", "drawn"])),
                fields=("programme",),
                name="one_round_at_a_time",
            ),
        ),
    ]
