from django.db import migrations, models


class Migration(migrations.Migration):
    """A question remembers until when more time was asked for, and what became of it."""

    dependencies = [
        ('records', '0039_changes_are_reported'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='more',
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name='question',
            name='more_reason',
            field=models.TextField(blank=True, max_length=5000),
        ),
        migrations.AddField(
            model_name='question',
            name='more_until',
            field=models.DateField(blank=True, null=True),
        ),
    ]
