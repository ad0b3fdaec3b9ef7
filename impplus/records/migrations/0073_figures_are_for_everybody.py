import impplus.records.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    """What each month and year had is kept, and what ended in a month is found by an index."""

    dependencies = [
        ("records", "0072_lists_are_looked_through_first"),
    ]

    operations = [
        migrations.CreateModel(
            name='PeriodFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=20)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('received', models.PositiveIntegerField()),
                ('returned', models.PositiveIntegerField()),
                ('approved', models.PositiveIntegerField()),
                ('refused', models.PositiveIntegerField()),
                ('withdrawn', models.PositiveIntegerField()),
                ('median', models.PositiveIntegerField(null=True)),
                ('eighty', models.PositiveIntegerField(null=True)),
                ('counted_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
            options={
                'ordering': ['since', 'until'],
            },
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('noun', 'application'), ('verb__in', ('return', 'approve', 'refuse', 'withdraw'))), fields=['at'], name='files_ended'),
        ),
        migrations.AddConstraint(
            model_name='periodfigures',
            constraint=models.UniqueConstraint(fields=('programme', 'since', 'until'), name='a_period_is_counted_once'),
        ),
    ]
