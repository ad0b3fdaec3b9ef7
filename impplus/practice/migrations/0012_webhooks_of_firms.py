import django.db.models.deletion
import impplus.records.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    """Webhooks of firms, and each call of one."""

    dependencies = [
        ('practice', '0011_keys_of_firms_software'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('account', models.BigIntegerField()),
                ('url', models.CharField(max_length=500)),
                ('nonce', models.CharField(max_length=64)),
                ('status', models.CharField(default='active', max_length=20)),
                ('given_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('read_until', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=20)),
                ('demo', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WebhookCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('event', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('body', models.TextField()),
                ('status', models.CharField(default='owed', max_length=20)),
                ('owed_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('due_at', models.DateTimeField(blank=True, db_default=impplus.records.clock.Now(), null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=20)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='practice.webhook')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='webhook_calls_due')],
                'constraints': [models.UniqueConstraint(fields=('webhook', 'event'), name='one_call_per_event')],
            },
        ),
    ]
