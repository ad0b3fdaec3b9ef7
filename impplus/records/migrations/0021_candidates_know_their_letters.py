import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILL = """
UPDATE records_candidate AS one SET invited = true
 WHERE EXISTS (SELECT FROM records_invitation AS letter
                WHERE letter.candidate_id = one.id AND letter.status IN ('issued', 'used'))
"""


class Migration(migrations.Migration):
    """A candidate knows whether a letter is in force, and a round finds its letters by an index."""

    dependencies = [
        ('records', '0020_forecasts'),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='invited',
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='invitation',
            name='round',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='records.round'),
        ),
        migrations.AlterField(
            model_name='application',
            name='officer',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='candidate',
            index=models.Index(condition=models.Q(('invited', False)), fields=['csq_expires'], name='candidates_not_invited'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['round', 'id'], name='letters_of_a_round'),
        ),
        migrations.AddIndex(
            model_name='invitation',
            index=models.Index(fields=['status', 'round'], name='invitations_by_status'),
        ),
    ]

