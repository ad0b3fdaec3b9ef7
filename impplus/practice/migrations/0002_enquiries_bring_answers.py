import django.db.models.deletion
import impplus.records.clock
import impplus.records.searched
from django.db import migrations, models


# What was a bare yes becomes a dated row; whoever wrote may be answered for six months.
CONSENTS = """
INSERT INTO practice_consent (enquiry_id, kind, since, until)
SELECT id, 'implied', requested_at::date, (requested_at + interval '6 months')::date FROM practice_enquiry;
INSERT INTO practice_consent (enquiry_id, kind, since)
SELECT id, 'newsletter', requested_at::date FROM practice_enquiry WHERE newsletter;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """An enquiry brings the answers of the self-check and who would come; consent is dated; a firm shows itself."""

    dependencies = [
        ("practice", "0001_tables_of_firms"),
        ("records", "0092_enquiries_lie_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['since', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Presentation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('firm', models.BigIntegerField()),
                ('since', models.DateField()),
                ('intro_en', models.TextField(blank=True, max_length=2000)),
                ('intro_fr', models.TextField(blank=True, max_length=2000)),
                ('hours_en', models.CharField(blank=True, max_length=200)),
                ('hours_fr', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('colour', models.CharField(blank=True, max_length=7)),
                ('logo', models.BinaryField(blank=True, default=b'', max_length=65536)),
                ('logo_type', models.CharField(blank=True, max_length=20)),
                ('by', models.BigIntegerField(blank=True, null=True)),
                ('saved_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
            ],
            options={
                'ordering': ['since', 'id'],
            },
        ),
        migrations.AddField(
            model_name='enquiry',
            name='answers',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='channel',
            field=models.CharField(db_default='here', default='here', max_length=20),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='checked_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='children',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='digest',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='partner',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['email', 'requested_at'], name='enquiries_by_address'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=impplus.records.searched.WordIndex(impplus.records.searched.Searched('name', 'email', 'phone', 'message'), name='enquiries_by_word'),
        ),
        migrations.AddConstraint(
            model_name='enquiry',
            constraint=models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('firm', 'digest'), name='an_enquiry_is_sent_once'),
        ),
        migrations.AddField(
            model_name='consent',
            name='enquiry',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='practice.enquiry'),
        ),
        migrations.RunSQL(CONSENTS, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='enquiry',
            name='newsletter',
        ),
        migrations.AddIndex(
            model_name='presentation',
            index=models.Index(fields=['firm', 'since'], name='presentations_of_a_firm'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'newsletter'), models.Q(('kind', 'implied'), ('until__isnull', False)), _connector='OR'), name='implied_consent_has_an_end'),
        ),
    ]
