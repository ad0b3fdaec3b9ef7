from django.db import migrations, models


def put_back(apps, schema_editor):
    """Store the texts of findings with them again, as an older version reads them."""
    pairs = dict(apps.get_model("records", "Wording").objects.values_list("pk", "pairs"))
    findings = apps.get_model("records", "Finding").objects
    worded = findings.filter(place__isnull=False).order_by().values_list("wording", "place").distinct()
    for wording, place in list(worded):
        en, fr = pairs[wording][place]
        findings.filter(wording=wording, place=place).update(text_en=en, text_fr=fr)


class Migration(migrations.Migration):
    """A finding names the place of its text among the words of the law; older ones keep theirs as it is."""

    dependencies = [("records", "0025_long_work_in_batches")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="wording",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="finding",
            name="place",
            field=models.SmallIntegerField(null=True),
        ),
        migrations.AlterField(model_name="finding", name="text_en", field=models.TextField(blank=True)),
        migrations.AlterField(model_name="finding", name="text_fr", field=models.TextField(blank=True)),
        migrations.RunPython(migrations.RunPython.noop, put_back),
    ]
