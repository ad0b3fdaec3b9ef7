from django.db import migrations, models


class Migration(migrations.Migration):
    """The highest place that is taken is found by an index, so that free ones need not all be counted."""

    dependencies = [
        ('records', '0032_words_cost_what_they_cost'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='place',
            index=models.Index(condition=models.Q(('application__isnull', False)), fields=['intake', 'number'], name='taken_places'),
        ),
    ]
