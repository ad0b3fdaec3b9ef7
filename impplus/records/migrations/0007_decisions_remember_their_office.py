from django.db import migrations, models


def name_the_office(apps, schema_editor):
    """Decisions made so far are those of IMP+, whose offices they name from now on."""
    decisions = apps.get_model("records", "Decision").objects
    decisions.filter(in_canada=False).update(office="ircc-abroad")


def say_the_place(apps, schema_editor):
    apps.get_model("records", "Decision").objects.filter(office="ircc-abroad").update(in_canada=False)


class Migration(migrations.Migration):
    """A decision remembers the office that made it, instead of whether that was in Canada."""

    dependencies = [
        ('records', '0006_lists_have_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='office',
            field=models.CharField(default='ircc', max_length=20),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_office, say_the_place),
        migrations.RemoveField(
            model_name='decision',
            name='in_canada',
        ),
        migrations.AlterField(
            model_name='user',
            name='role',
            field=models.CharField(choices=[('applicant', 'the applicant'), ('representative', 'the representative'), ('federal-officer', 'a federal officer'), ('quebec-officer', 'Quebec’s immigration ministry'), ('public', 'a visitor'), ('system', 'the system')], default='applicant', max_length=20),
        ),
    ]
