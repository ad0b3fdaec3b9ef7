from django.db import migrations, models


class Migration(migrations.Migration):
    """A reminder knows its deadline, so that it is owed once."""

    dependencies = [
        ('records', '0040_more_time_is_asked_for'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='deadline',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(condition=models.Q(('deadline__isnull', False)), fields=('account', 'concerns', 'letter', 'notice', 'deadline'), name='each_reminder_is_owed_once', nulls_distinct=False),
        ),
    ]
