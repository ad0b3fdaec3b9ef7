from django.db import migrations, models


class Migration(migrations.Migration):
    """Each page about a person knows its last save: its version, from which window, by whom and when."""

    dependencies = [
        ('records', '0042_decisions_are_read_by_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='saves',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
