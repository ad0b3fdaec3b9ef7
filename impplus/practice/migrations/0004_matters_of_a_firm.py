import django.db.models.deletion
import impplus.records.clock
import impplus.records.searched
from django.db import migrations, models


class Migration(migrations.Migration):
    """Matters with their deadlines, notes, tasks and walls; calendar feeds; and what clients are asked by a link."""

    dependencies = [
        ("practice", "0003_places_are_offered"),
    ]

    operations = [
        migrations.AddField(
            model_name='mail',
            name='said',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('account', models.BigIntegerField()),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('language', models.CharField(max_length=2)),
                ('status', models.CharField(default='active', max_length=20)),
                ('given_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('account',), name='one_feed_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=250)),
                ('family', models.TextField(blank=True, max_length=2500)),
                ('people', models.PositiveSmallIntegerField(default=1)),
                ('nationality', models.CharField(blank=True, max_length=3)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('language', models.CharField(choices=[('en', 'English'), ('fr', 'Français')], max_length=2)),
                ('application', models.BigIntegerField(blank=True, null=True)),
                ('application_number', models.CharField(blank=True, max_length=20)),
                ('government_number', models.CharField(blank=True, max_length=40)),
                ('lawyer', models.BigIntegerField()),
                ('paralegal', models.BigIntegerField(blank=True, null=True)),
                ('stage', models.CharField(max_length=20)),
                ('acts', models.CharField(max_length=10)),
                ('missing', models.CharField(blank=True, max_length=500)),
                ('searched', models.CharField(max_length=1000)),
                ('searched_by', models.CharField(max_length=250)),
                ('contacted_at', models.DateTimeField(blank=True, null=True)),
                ('contacted_by', models.CharField(blank=True, max_length=10)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('status', models.CharField(default='open', max_length=20)),
                ('opened_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('followed_at', models.DateTimeField(blank=True, null=True)),
                ('demo', models.BooleanField(default=False)),
                ('enquiry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='practice.enquiry')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('kind', models.CharField(max_length=24)),
                ('what', models.CharField(blank=True, max_length=120)),
                ('since', models.DateField()),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('due_on', models.DateField()),
                ('origin', models.CharField(blank=True, max_length=40)),
                ('status', models.CharField(default='counted', max_length=20)),
                ('signed_by', models.BigIntegerField(blank=True, null=True)),
                ('signed_name', models.CharField(blank=True, max_length=250)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='practice.matter')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ClientLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('status', models.CharField(default='active', max_length=20)),
                ('given_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='practice.matter')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='mail',
            name='matter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to='practice.matter'),
        ),
        migrations.CreateModel(
            name='MatterNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=5000)),
                ('contact', models.CharField(blank=True, max_length=10)),
                ('by', models.BigIntegerField()),
                ('name', models.CharField(max_length=250)),
                ('written_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='practice.matter')),
            ],
            options={
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('template', models.CharField(blank=True, max_length=24)),
                ('text', models.CharField(max_length=250)),
                ('due_on', models.DateField()),
                ('account', models.BigIntegerField(blank=True, null=True)),
                ('status', models.CharField(default='planned', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='practice.matter')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Wall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('account', models.BigIntegerField()),
                ('status', models.CharField(default='up', max_length=20)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='walls', to='practice.matter')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Wanted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('kind', models.CharField(max_length=10)),
                ('text', models.CharField(max_length=500)),
                ('answer', models.TextField(blank=True, max_length=5000)),
                ('status', models.CharField(default='asked', max_length=20)),
                ('asked_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('demo', models.BooleanField(default=False)),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wanted', to='practice.matter')),
            ],
            options={
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['firm', 'status', 'id'], name='matters_of_a_firm'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=impplus.records.searched.WordIndex(impplus.records.searched.Searched('name', 'family', 'number', 'government_number', 'phone', 'email'), name='matters_by_word'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('firm', 'digest'), name='a_matter_is_opened_once'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(fields=('firm', 'number'), name='one_matter_per_number'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(condition=models.Q(('application__isnull', False), ('status', 'open')), fields=('firm', 'application'), name='one_open_matter_per_application'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('searched', ''), _negated=True), models.Q(('searched_by', ''), _negated=True)), name='no_matter_without_a_conflict_search'),
        ),
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('status__in', ('counted', 'signed'))), fields=['matter', 'due_on', 'id'], name='deadlines_that_run'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('counted', 'signed')), models.Q(('origin', ''), _negated=True)), fields=('matter', 'origin'), name='one_deadline_per_origin'),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('signed', 'met')), _negated=True), models.Q(('signed_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='a_signed_deadline_has_its_lawyer'),
        ),
        migrations.AddConstraint(
            model_name='clientlink',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'active')), fields=('matter',), name='one_link_for_a_client'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'planned'), models.Q(('template', ''), _negated=True)), fields=('matter', 'template'), name='one_task_of_a_template_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='wall',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'up')), fields=('matter', 'account'), name='one_wall_for_a_colleague'),
        ),
        migrations.AddIndex(
            model_name='wanted',
            index=models.Index(condition=models.Q(('status', 'asked')), fields=['matter'], name='wanted_still'),
        ),
    ]
