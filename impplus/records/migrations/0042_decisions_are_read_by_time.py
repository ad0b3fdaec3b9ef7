from django.db import migrations, models


class Migration(migrations.Migration):
    """The last decisions are found by an index, to say how long they took."""

    dependencies = [
        ('records', '0041_deadlines_are_reminded_of'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['decided_at', 'id'], name='decisions_by_time'),
        ),
    ]
