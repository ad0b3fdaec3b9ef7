from django.db import migrations, models

WINDOW = models.CharField(blank=True, db_default="", default="", max_length=40)
TURN = models.PositiveIntegerField(db_default=0, default=0)


class Migration(migrations.Migration):
    """What was sent to somebody remembers the page that sent it, so that the same press is known again."""

    dependencies = [
        ("records", "0061_letters_are_translated"),
    ]

    operations = [
        migrations.AddField(model_name="correspondence", name="window", field=WINDOW),
        migrations.AddField(model_name="correspondence", name="turn", field=TURN),
        migrations.AddField(model_name="report", name="window", field=WINDOW),
        migrations.AddField(model_name="report", name="turn", field=TURN),
        migrations.AddField(model_name="translation", name="window", field=WINDOW),
    ]
