import django.db.models.deletion
import impplus.records.clock
from django.db import migrations, models


# Of one person no two booked consultations overlap. A range of whole numbers holds both who and when, in minutes since
# 1970, since this PostgreSQL has no index over an equal key and a range (btree_gist).
EXCLUDE = """
ALTER TABLE practice_booking ADD CONSTRAINT nobody_is_booked_twice_at_once EXCLUDE USING gist (
    int8range(
        account * 1000000000 + (extract(epoch FROM (starts_at - '1970-01-01 00:00:00+00'::timestamptz)) / 60)::bigint,
        account * 1000000000 + (extract(epoch FROM (starts_at - '1970-01-01 00:00:00+00'::timestamptz)) / 60)::bigint + minutes
    ) WITH &&
) WHERE (status = 'booked');
"""
ALLOW = "ALTER TABLE practice_booking DROP CONSTRAINT nobody_is_booked_twice_at_once;"


class Migration(migrations.Migration):
    """First consultations: office hours, days without any, and bookings of which no two of one person overlap."""

    dependencies = [
        ("practice", "0006_conflicts_are_searched"),
    ]

    operations = [
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField()),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("zone", models.CharField(blank=True, max_length=60)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("fr", "Français")], max_length=2),
                ),
                ("version", models.PositiveSmallIntegerField(default=0)),
                ("agreed", models.JSONField(blank=True, null=True)),
                ("file_en", models.BinaryField(blank=True, null=True)),
                ("file_fr", models.BinaryField(blank=True, null=True)),
                ("papers_due", models.BooleanField(default=False)),
                ("offered_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("status", models.CharField(default="offered", max_length=20)),
                ("demo", models.BooleanField(default=False)),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookings",
                        to="practice.enquiry",
                    ),
                ),
            ],
            options={
                "ordering": ["offered_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="mail",
            name="booking",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mails",
                to="practice.booking",
            ),
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField(blank=True, null=True)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("note", models.CharField(blank=True, max_length=250)),
                ("status", models.CharField(default="declared", max_length=20)),
                ("declared_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["first", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="a_closure_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.BigIntegerField()),
                ("account", models.BigIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=250)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(max_length=500)),
                ("phone", models.CharField(max_length=40)),
                ("email", models.EmailField(max_length=254)),
                ("zone", models.CharField(max_length=60)),
                ("week", models.JSONField(default=list)),
                ("length", models.PositiveSmallIntegerField()),
                ("pause", models.PositiveSmallIntegerField()),
                ("notice", models.PositiveSmallIntegerField()),
                ("horizon", models.PositiveSmallIntegerField()),
                ("fee_cents", models.PositiveIntegerField(default=0)),
                ("video", models.CharField(blank=True, max_length=500)),
                ("own_en", models.TextField(blank=True, max_length=10000)),
                ("own_fr", models.TextField(blank=True, max_length=10000)),
                ("saved_by", models.BigIntegerField()),
                ("saved_at", models.DateTimeField(db_default=impplus.records.clock.Now())),
                ("demo", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["firm", "account", "-id"], name="hours_of_an_account")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "consultant"),
                            models.Q(
                                models.Q(("own_en", ""), _negated=True),
                                models.Q(("own_fr", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_lawyer_has_the_firms_own_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length__gte", 5)), name="a_consultation_takes_time"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="booking",
            name="hours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bookings",
                to="practice.officehours",
            ),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["account", "starts_at"], name="bookings_of_an_account"),
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(
                condition=models.Q(("papers_due", True)), fields=["id"], name="papers_to_make"
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("offered", "booked"))),
                fields=("enquiry",),
                name="one_open_booking_of_an_enquiry",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["booked", "missed"]), _negated=True),
                    models.Q(("agreed__isnull", False), ("starts_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_booked_time_is_agreed_in_writing",
            ),
        ),
        migrations.RunSQL(EXCLUDE, ALLOW),
    ]
