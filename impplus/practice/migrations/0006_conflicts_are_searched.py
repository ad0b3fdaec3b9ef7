import django.db.models.deletion
import impplus.records.clock
import impplus.records.searched
from django.db import migrations, models


FORBID = """
CREATE FUNCTION practice_conflict_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'consent-needed' OR NEW.status <> 'consented'
       OR to_jsonb(NEW) - ARRAY['status', 'consent', 'consent_of', 'consent_on']
          <> to_jsonb(OLD) - ARRAY['status', 'consent', 'consent_of', 'consent_on'] THEN
        RAISE EXCEPTION 'what was found about a conflict of interest stands' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER conflict_stands BEFORE UPDATE ON practice_conflict
    FOR EACH ROW EXECUTE FUNCTION practice_conflict_stands();
CREATE FUNCTION practice_enquiry_was_searched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM practice_conflict WHERE enquiry_id = NEW.id AND status IN ('clear', 'consented')) THEN
        RAISE EXCEPTION 'nobody is taken on before a search for conflicts of interest' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER enquiry_was_searched BEFORE UPDATE OF status ON practice_enquiry
    FOR EACH ROW WHEN (NEW.status IN ('conflict-checked', 'booked', 'engaged') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION practice_enquiry_was_searched();
"""
ALLOW = """
DROP TRIGGER enquiry_was_searched ON practice_enquiry;
DROP FUNCTION practice_enquiry_was_searched();
DROP TRIGGER conflict_stands ON practice_conflict;
DROP FUNCTION practice_conflict_stands();
"""


class Migration(migrations.Migration):
    """Whom a firm knows, what it found when it searched for conflicts of interest, and that nobody is taken on before."""

    dependencies = [
        ("practice", "0005_packages"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("about", models.CharField(blank=True, max_length=20)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("name", models.CharField(max_length=510)),
                ("born", models.DateField(blank=True, null=True)),
                ("passport", models.CharField(blank=True, max_length=20)),
                ("csq", models.CharField(blank=True, max_length=30)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("keys", models.JSONField(default=list)),
                ("as_of", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    impplus.records.searched.WordIndex(fields=["keys"], name="known_by_key"),
                    models.Index(fields=["firm", "as_of"], name="known_as_of"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=("firm", "kind", "about"),
                        name="known_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("searched", models.JSONField()),
                ("people", models.PositiveIntegerField()),
                ("found", models.JSONField()),
                ("reason", models.CharField(max_length=1000)),
                ("by", models.BigIntegerField()),
                ("name", models.CharField(max_length=250)),
                ("found_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("status", models.CharField(max_length=20)),
                ("consent", models.TextField(blank=True, max_length=5000)),
                ("consent_of", models.CharField(blank=True, max_length=250)),
                ("consent_on", models.DateField(blank=True, null=True)),
                ("demo", models.BooleanField(default=False)),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="practice.enquiry",
                    ),
                ),
            ],
            options={
                "ordering": ["found_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "consented"), _negated=True),
                            models.Q(
                                models.Q(("consent", ""), _negated=True),
                                models.Q(("consent_of", ""), _negated=True),
                                ("consent_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_written_consent_is_kept",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="a_finding_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
