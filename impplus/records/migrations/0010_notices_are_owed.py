from django.db import migrations, models


class Migration(migrations.Migration):
    """The e-mail about a letter is owed until it has left; that of each letter sent so far has."""

    dependencies = [
        ('records', '0009_programmes_are_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='notice_due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('notice_due_at__isnull', False)), fields=['notice_due_at'], name='notices_due'),
        ),
    ]
