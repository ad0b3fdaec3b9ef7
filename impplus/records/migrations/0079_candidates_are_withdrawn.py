from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when a candidate is off the ministry's list."""

    dependencies = [
        ("records", "0078_introductions_have_a_ground"),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
