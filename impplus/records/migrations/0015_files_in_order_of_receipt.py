from django.db import migrations, models

FILL = """
UPDATE records_application AS one SET received_at = receipt.received_at
  FROM records_receipt AS receipt WHERE receipt.application_id = one.id
"""


class Migration(migrations.Migration):
    """Every list of files is read from an index in the order of receipt, whatever is stored."""

    dependencies = [('records', '0014_searched_by_words')]

    operations = [
        migrations.RemoveIndex(
            model_name='application',
            name='applications_by_status',
        ),
        migrations.RemoveIndex(
            model_name='payment',
            name='payments_under_way',
        ),
        migrations.RemoveIndex(
            model_name='receipt',
            name='receipts_by_time',
        ),
        migrations.AddField(
            model_name='application',
            name='received_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['status', 'received_at', 'id'], name='files_by_status'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('received_at__isnull', False)), fields=['received_at', 'id'], name='files_by_time'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('status__in', ('submitted', 'in-review', 'processing'))), fields=['received_at', 'id'], name='open_files'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('status__in', ('submitted', 'in-review', 'processing'))), fields=['officer', 'received_at', 'id'], name='open_files_of_an_officer'),
        ),
        migrations.AddIndex(
            model_name='payment',
            index=models.Index(condition=models.Q(('status__in', ['open', 'refund-owed', 'failed'])), fields=['status', 'started_at'], name='payments_under_way'),
        ),
        migrations.AddIndex(
            model_name='suspension',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['until'], name='suspensions_by_end'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('received_at__isnull', False), _connector='OR'), name='what_is_no_draft_was_received'),
        ),
    ]
