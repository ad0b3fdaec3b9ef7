import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A permit is suspended, cancelled or replaced, and a decision remembers where it was made."""

    dependencies = [
        ('records', '0004_answers_are_data'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='in_canada',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='permit',
            name='ground',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='permit',
            name='replaces',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='records.permit'),
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(max_length=20)),
                ('reasons', models.TextField(blank=True, max_length=5000)),
                ('until', models.DateField(blank=True, null=True)),
                ('suspended_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('permit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suspensions', to='records.permit')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('permit',), name='one_open_suspension_per_permit')],
            },
        ),
    ]
