from django.db import migrations, models


class Migration(migrations.Migration):
    """Each page about a person knows its last save: its version, from which window, by whom and when."""

    dependencies = [
        ('records', '0044_lost_factors_are_removed'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='saves',
            field=models.JSONField(blank=True, db_default={}, default=dict),
        ),
    ]
