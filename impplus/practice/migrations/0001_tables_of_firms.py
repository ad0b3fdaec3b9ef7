from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import impplus.records.clock

_MADE_BY = ("0003_one_clock", "0014_searched_by_words", "0024_words_are_found_sooner")


def make_functions(_apps, schema_editor):
    """Where firms' tables lie in a database of their own, it lacks the programme's functions: the clock, and words as they are found."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('impplus_searched(text[])') IS NULL")
        if cursor.fetchone() == (True,):
            for name in _MADE_BY:
                cursor.execute(import_module(f"impplus.records.migrations.{name}").MAKE)


FORBID = """
CREATE FUNCTION practice_firmevent_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('impplus.removing_demo', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'an event of a firm is written once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER firmevent_is_written_once BEFORE UPDATE OR DELETE ON practice_firmevent
    FOR EACH ROW EXECUTE FUNCTION practice_firmevent_is_written_once();
"""
ALLOW = """
DROP TRIGGER firmevent_is_written_once ON practice_firmevent;
DROP FUNCTION practice_firmevent_is_written_once();
"""


class Migration(migrations.Migration):
    """What firms keep lies apart: enquiries and answers, e-mails, who works there, and what was done."""

    initial = True
    dependencies = []

    operations = [
        migrations.RunPython(make_functions, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Colleague",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("lawyer", "lawyer"),
                            ("paralegal", "paralegal"),
                            ("intake", "intake"),
                            ("bookkeeper", "bookkeeper"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("status", models.CharField(default="active", max_length=20)),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "active")),
                        fields=("account",),
                        name="one_role_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "active"), ("until__isnull", True)),
                            models.Q(("status", "left"), ("until__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_colleague_leaves_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("name", models.CharField(max_length=250)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français")], max_length=2),
                ),
                ("country", models.CharField(max_length=3)),
                ("has_csq", models.BooleanField()),
                ("has_letter", models.BooleanField()),
                ("family_size", models.PositiveSmallIntegerField(default=0)),
                ("message", models.TextField(max_length=5000)),
                ("newsletter", models.BooleanField(default=False)),
                ("status", models.CharField(default="new", max_length=20)),
                ("requested_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["requested_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["firm", "-requested_at", "-id"], name="enquiries_of_a_firm"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("noun", models.CharField(max_length=20)),
                ("about", models.CharField(max_length=20)),
                ("verb", models.CharField(max_length=20)),
                ("role", models.CharField(max_length=20)),
                ("by", models.BigIntegerField(blank=True, null=True)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [models.Index(fields=["noun", "about"], name="acts_about_a_row")],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=5000)),
                ("by", models.BigIntegerField()),
                ("name", models.CharField(max_length=250)),
                ("written_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="practice.enquiry",
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("account", models.BigIntegerField(blank=True, null=True)),
                ("to", models.EmailField(blank=True, max_length=254)),
                ("status", models.CharField(default="owed", max_length=20)),
                ("owed_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True, db_default=impplus.records.clock.Now(), null=True
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=20)),
                ("demo", models.BooleanField(default=False)),
                (
                    "enquiry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="practice.enquiry",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to="practice.reply",
                    ),
                ),
            ],
            options={
                "ordering": ["owed_at", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_at__isnull", False)),
                        fields=["due_at"],
                        name="mails_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", False), ("status", "owed")),
                            models.Q(
                                models.Q(("status", "owed"), _negated=True),
                                ("due_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_mail_is_due_while_it_is_owed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("status", "sent")),
                            models.Q(
                                models.Q(("status", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_sent_mail_has_its_instant",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
