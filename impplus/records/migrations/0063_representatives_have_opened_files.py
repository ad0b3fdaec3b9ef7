from django.db import migrations, models


class Migration(migrations.Migration):
    """When a representative last opened a file, so that what came since is marked as new."""

    dependencies = [
        ("records", "0062_texts_know_their_window"),
    ]

    operations = [
        migrations.AddField(
            model_name="mandate",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
