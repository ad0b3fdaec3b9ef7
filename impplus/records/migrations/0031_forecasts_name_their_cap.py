from django.db import migrations, models


class Migration(migrations.Migration):
    """Another cap is another forecast, also on the same day; the caps of earlier ones were not kept."""

    dependencies = [
        ('records', '0030_lists_are_removed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='forecast',
            name='one_forecast_a_day',
        ),
        migrations.AddField(
            model_name='forecast',
            name='size',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='forecast',
            constraint=models.UniqueConstraint(fields=('intake', 'day', 'size'), name='one_forecast_a_day'),
        ),
    ]
