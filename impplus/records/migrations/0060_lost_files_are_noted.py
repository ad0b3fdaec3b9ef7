from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    """A file that the store has lost is noted until it can be read again."""

    dependencies = [
        ("records", "0059_answers_to_addresses_are_owed"),
    ]

    operations = [
        migrations.CreateModel(
            name="LostFile",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("noticed_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
        ),
    ]
