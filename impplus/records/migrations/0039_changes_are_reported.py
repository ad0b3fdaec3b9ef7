import django.db.models.deletion
import impplus.records.clock
from django.conf import settings
from django.db import migrations, models


# Of a report only that it was noted changes.
FORBID = """
CREATE FUNCTION records_report_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a report stays as it was made' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER report_stays BEFORE UPDATE ON records_report
    FOR EACH ROW WHEN (
        (NEW.application_id, NEW.kind, NEW.person_id, NEW.correction_id, NEW.day, NEW.name, NEW.reason,
         NEW.by_id, NEW.at, NEW.digest)
        IS DISTINCT FROM (OLD.application_id, OLD.kind, OLD.person_id, OLD.correction_id, OLD.day, OLD.name,
         OLD.reason, OLD.by_id, OLD.at, OLD.digest))
    EXECUTE FUNCTION records_report_stays();
"""
ALLOW = """
DROP TRIGGER report_stays ON records_report;
DROP FUNCTION records_report_stays();
"""


class Migration(migrations.Migration):
    """Changes after submission are reported, each with a receipt, and noted by an officer."""


    dependencies = [
        ('records', '0038_the_office_can_be_written_to'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('day', models.DateField(blank=True, null=True)),
                ('name', models.CharField(blank=True, max_length=250)),
                ('reason', models.TextField(max_length=5000)),
                ('at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('digest', models.CharField(max_length=71)),
                ('status', models.CharField(default='declared', max_length=20)),
                ('noted_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='records.application')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('correction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='report', to='records.correction')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='reports', to='records.person')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(condition=models.Q(('status', 'declared')), fields=['at', 'id'], name='reports_to_note')],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
