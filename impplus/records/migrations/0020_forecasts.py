import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Each day, what is foretold of when the places are all taken."""

    dependencies = [
        ('records', '0019_a_taken_place_stays'),
    ]

    operations = [
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('early', models.DateField(null=True)),
                ('late', models.DateField(null=True)),
                ('letters', models.PositiveIntegerField()),
                ('risks', models.JSONField()),
                ('held', models.PositiveIntegerField()),
                ('settled', models.PositiveIntegerField()),
                ('intake', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='records.intake')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('intake', 'day'), name='one_forecast_a_day')],
            },
        ),
    ]
