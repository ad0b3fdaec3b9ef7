from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when a candidate is off the ministry's list."""

    dependencies = [
        ('records', '0077_candidates_are_drawn_by_program'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
