from django.db import migrations, models

FORBID = """
CREATE FUNCTION records_wording_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a wording is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wording_is_written_once BEFORE UPDATE OR DELETE ON records_wording
    FOR EACH ROW EXECUTE FUNCTION records_wording_is_written_once();
"""
ALLOW = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM records_wording) THEN
        RAISE EXCEPTION 'receipts and assessments are read with these wordings: there is no way back';
    END IF;
END $$;
DROP TRIGGER wording_is_written_once ON records_wording;
DROP FUNCTION records_wording_is_written_once();
"""


class Migration(migrations.Migration):
    """The words of the law are kept once; what was stored with its words stays as it is."""

    dependencies = [('records', '0022_attempts_are_counted_together')]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pairs', models.JSONField()),
                ('digest', models.CharField(max_length=71, unique=True)),
            ],
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
