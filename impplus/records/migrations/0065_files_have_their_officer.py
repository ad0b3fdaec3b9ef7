import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files change hands, officers are away, and a file is passed over for a day."""

    dependencies = [
        ('records', '0064_officers_work_on_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('status', models.CharField(default='declared', max_length=20)),
            ],
            options={
                'ordering': ['first', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('take-over', 'take-over'), ('hand-over', 'hand-over'), ('release', 'release'), ('assign', 'assign')], max_length=10)),
                ('note', models.TextField(blank=True, max_length=5000)),
                ('at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('before_read_at', models.DateTimeField(blank=True, null=True)),
                ('after_read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Skip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=5000)),
                ('on', models.DateField()),
                ('at', models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('officer__isnull', True), ('status__in', ('submitted', 'in-review', 'processing'))), fields=['received_at', 'id'], name='open_files_of_nobody'),
        ),
        migrations.AddField(
            model_name='absence',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='absence',
            name='substitute',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='after',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='records.application'),
        ),
        migrations.AddField(
            model_name='handover',
            name='before',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='handover',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='skip',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skips', to='records.application'),
        ),
        migrations.AddField(
            model_name='skip',
            name='officer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='an_absence_has_its_days'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('officer', models.F('substitute')), _negated=True), name='nobody_is_their_own_substitute'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('before__isnull', False), ('before_read_at__isnull', True)), fields=['before', 'at'], name='handovers_lost_unread'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('after__isnull', False), ('after_read_at__isnull', True)), fields=['after', 'at'], name='handovers_got_unread'),
        ),
        migrations.AddIndex(
            model_name='skip',
            index=models.Index(fields=['at', 'id'], name='skips_by_time'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=models.UniqueConstraint(fields=('officer', 'on', 'application'), name='a_file_is_skipped_once_a_day'),
        ),
    ]
