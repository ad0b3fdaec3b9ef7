from django.db import migrations, models

from impplus.rules.kept import unfolded, with_texts

FORBID = """
CREATE FUNCTION records_wording_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a wording is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER wording_is_written_once BEFORE UPDATE OR DELETE ON records_wording
    FOR EACH ROW EXECUTE FUNCTION records_wording_is_written_once();
"""
ALLOW = """
DROP TRIGGER wording_is_written_once ON records_wording;
DROP FUNCTION records_wording_is_written_once();
"""


def put_back(apps, schema_editor):
    """Store what was said with its words again, as an older version reads it."""
    pairs = dict(apps.get_model("records", "Wording").objects.values_list("pk", "pairs"))
    for model, column in (("Receipt", "content"), ("Assessment", "answer")):
        rows = apps.get_model("records", model).objects
        for pk, held in rows.values_list("pk", column).iterator():
            match held:
                case {"words": wording, "value": value, **others} if not others:
                    rows.filter(pk=pk).update(**{column: with_texts(value, pairs[wording])})
                case {"words": wording, "answers": both, **others} if not others:
                    rows.filter(pk=pk).update(**{column: unfolded(both, pairs[wording])})


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
        migrations.RunPython(migrations.RunPython.noop, put_back),
    ]
