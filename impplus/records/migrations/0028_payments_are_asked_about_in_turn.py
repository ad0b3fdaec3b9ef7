import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    """The worker asks the card provider about some payments at a time, and next time about others."""

    dependencies = [
        ('records', '0027_log_says_why_it_stopped'),
    ]

    operations = [
        migrations.AddField(
            model_name='payment',
            name='asked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(models.F('status'), django.db.models.functions.comparison.Coalesce('asked_at', 'started_at'), condition=models.Q(('status__in', ['open', 'refund-owed'])), name='payments_to_ask_about'),
        ),
    ]
