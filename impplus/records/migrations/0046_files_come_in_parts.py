from django.db import migrations, models

import impplus.records.clock


class Migration(migrations.Migration):
    """A file may come in parts, and wait to be scanned; documents know whether a scanner had them. Those of before were not scanned."""

    dependencies = [
        ('records', '0045_pages_know_their_last_save'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='scanned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='found',
            field=models.CharField(blank=True, db_default='', default='', max_length=100),
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=32, unique=True)),
                ('key', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=255)),
                ('size', models.PositiveIntegerField()),
                ('received', models.PositiveIntegerField(db_default=0, default=0)),
                ('parts', models.JSONField(blank=True, default=list)),
                ('begun_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('expires_at', models.DateTimeField()),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('refused', models.CharField(blank=True, db_default='', default='', max_length=20)),
                ('application', models.ForeignKey(on_delete=models.CASCADE, related_name='uploads', to='records.application')),
                ('begun_by', models.ForeignKey(on_delete=models.CASCADE, to='records.user')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name='uploads', to='records.document')),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=models.SET_NULL, related_name='+', to='records.document')),
                ('person', models.ForeignKey(on_delete=models.CASCADE, related_name='uploads', to='records.person')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=models.CASCADE, related_name='uploads', to='records.question')),
            ],
            options={
                'ordering': ['begun_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('document', None), ('refused', '')), fields=['received_at'], name='uploads_under_way')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received__lte', models.F('size'))), name='no_more_is_received_than_was_announced')],
            },
        ),
    ]
