import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    """An intake has instants of its own, and two officers change its cap."""

    dependencies = [
        ('records', '0012_sent_letters_stay'),
    ]

    operations = [
        migrations.RemoveField(model_name='intake', name='opened_at'),
        migrations.AddField(
            model_name='intake',
            name='opens_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='intake',
            name='closes_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('closes_at'))), name='an_intake_opens_before_it_closes'),
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveIntegerField()),
                ('reason', models.TextField()),
                ('status', models.CharField(default='proposed', max_length=20)),
                ('proposed_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('settled_at', models.DateTimeField(null=True)),
                ('intake', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='records.intake')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-proposed_at', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('intake',), name='one_open_proposal'),
                    models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), models.Q(('settled_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='a_cap_is_changed_by_two_officers'),
                ],
            },
        ),
    ]
