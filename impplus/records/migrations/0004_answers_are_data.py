import django.db.models.deletion
import impplus.records.clock
from django.db import migrations, models

# What moves into the JSON of a person, with the value that its column held while there was no answer.
OF_PERSON = {
    "other_names": "", "sex": "", "birth_city": "", "birth_country": "", "passport_country": "",
    "passport_issued": None, "in_canada": None, "in_canada_status": "", "in_canada_until": None,
    "status_lost_on": None, "biometrics_before": None, "biometrics_given": None,
    "biometrics_for": "", "biometrics_pending": None, "applies_for": "", "studies": "",
    "other_parent_consents": None, "dependent_for_health": None, "married": None,
}
OF_APPLICATION = {
    "lives_country": "", "lives_province": "", "intends_quebec": None, "csq_programme": "",
    "csq_issued": None, "csq_expires": None, "mifi_file": "", "pr_applied": None,
    "pr_applied_on": None, "pr_decision": "", "relationship": "", "health_or_child_care": None,
    "medical_exam": None, "address": "", "city": "", "region": "", "postal_code": "", "phone": "",
    "occupation": "", "education": "", "refused_before": None, "offence": None,
    "unauthorized_work": None, "background_details": "",
}
FORBID = """
CREATE FUNCTION records_correction_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('impplus.removing_demo', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a correction is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER correction_is_written_once BEFORE UPDATE OR DELETE ON records_correction
    FOR EACH ROW EXECUTE FUNCTION records_correction_is_written_once();
"""
ALLOW = """
DROP TRIGGER correction_is_written_once ON records_correction;
DROP FUNCTION records_correction_is_written_once();
"""


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def into_json(apps, schema_editor):
    people = apps.get_model("records", "Person").objects.select_related("application")
    for person in people.iterator():
        held = {key: getattr(person, key) for key in OF_PERSON}
        if person.relation == "principal":
            application = person.application
            held |= {key: getattr(application, key) for key in OF_APPLICATION}
            person.csq_number = application.csq_number
        person.answers = {
            key: plain(value) for key, value in held.items() if value not in ("", None)
        }
        person.save(update_fields=["answers", "csq_number"])


def into_columns(apps, schema_editor):
    people = apps.get_model("records", "Person").objects.select_related("application")
    for person in people.iterator():
        for key, empty in OF_PERSON.items():
            setattr(person, key, person.answers.get(key, empty))
        person.save(update_fields=list(OF_PERSON))
        if person.relation == "principal":
            application = person.application
            application.csq_number = person.csq_number
            for key, empty in OF_APPLICATION.items():
                setattr(application, key, person.answers.get(key, empty))
            application.save(update_fields=["csq_number", *OF_APPLICATION])


class Migration(migrations.Migration):
    """The answers of a person become one JSON value with a version; what is searched stays a column."""

    dependencies = [("records", "0003_one_clock")]
    operations = [
        migrations.AddField("person", "answers", models.JSONField(blank=True, default=dict)),
        migrations.AddField("person", "answers_version", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "person", "csq_number", models.CharField(blank=True, max_length=30, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(into_json, into_columns),
        *(migrations.RemoveField("person", key) for key in OF_PERSON),
        *(migrations.RemoveField("application", key) for key in (*OF_APPLICATION, "csq_number")),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.user")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="records.person")),
            ],
            options={
                "ordering": ["version"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "version"), name="one_correction_per_version")
                ],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
