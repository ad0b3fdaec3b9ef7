import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A list or a round is gone through a part at a time; rows that were left out are kept with why."""

    dependencies = [
        ('records', '0024_words_are_found_sooner'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('import', 'import'), ('draw', 'draw')], max_length=10)),
                ('asked', models.JSONField()),
                ('status', models.CharField(default='under-way', max_length=20)),
                ('asked_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('changed_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('left_out', models.PositiveIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('round', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='records.round')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RowLeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('reference', models.CharField(blank=True, max_length=30)),
                ('en', models.TextField()),
                ('fr', models.TextField()),
                ('batch', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='rows_left_out', to='records.batch')),
            ],
            options={
                'ordering': ['line'],
            },
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(condition=models.Q(('status', 'done'), _negated=True), fields=['changed_at'], name='batches_to_go_on_with'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'under-way')), fields=('kind', 'asked'), name='the_same_is_asked_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='batch',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('total')), ('left_out__lte', models.F('done'))), name='no_more_is_done_than_there_is'),
        ),
        migrations.AddConstraint(
            model_name='rowleftout',
            constraint=models.UniqueConstraint(fields=('batch', 'line'), name='a_row_is_left_out_once'),
        ),
    ]
