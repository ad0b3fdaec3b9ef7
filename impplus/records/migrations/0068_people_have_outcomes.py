import django.db.models.deletion
from django.db import migrations, models


# Of what was decided before, it is known of the principal applicant and of those who got a permit.
BEFORE = """
    INSERT INTO records_personoutcome (decision_id, person_id, outcome, falls)
    SELECT made.id, person.id, made.outcome, false
    FROM records_decision made JOIN records_person person USING (application_id)
    WHERE person.relation = 'principal' OR EXISTS (
        SELECT FROM records_permit permit WHERE permit.person_id = person.id AND permit.replaces_id IS NULL
    )
"""


class Migration(migrations.Migration):
    """A decision is one for each person who applies."""

    dependencies = [
        ('records', '0067_codes_are_signed'),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('approved', 'approved'), ('refused', 'refused')], max_length=10)),
                ('falls', models.BooleanField(default=False)),
                ('decision', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='records.decision')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='outcomes', to='records.person')),
            ],
            options={
                'ordering': ['person__position'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'person'), name='one_outcome_per_person'), models.CheckConstraint(condition=models.Q(('falls', False), ('outcome', 'refused'), _connector='OR'), name='who_falls_is_refused')],
            },
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
