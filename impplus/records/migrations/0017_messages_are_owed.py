import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import impplus.records.clock

# A letter that is owed is due at once. A notice that had not left becomes a message to each reader.
CARRY = """
UPDATE records_letter SET due_at = owed_at WHERE status = 'owed';

INSERT INTO records_message (letter_id, account_id, status, owed_at, due_at, failure)
SELECT letter.id, reader.id, 'owed', letter.sent_at, impplus_now(), ''
  FROM records_letter letter
  LEFT JOIN LATERAL (
        SELECT application.applicant_id AS id FROM records_application application
         WHERE application.id = letter.application_id
         UNION ALL
        SELECT mandate.lawyer_id FROM records_mandate mandate
         WHERE mandate.application_id = letter.application_id AND mandate.status = 'active'
       ) reader ON TRUE
 WHERE letter.notice_due_at IS NOT NULL;
"""
CARRY_BACK = """
UPDATE records_letter SET notice_due_at = impplus_now()
 WHERE id IN (SELECT letter_id FROM records_message WHERE status = 'owed');
"""


class Migration(migrations.Migration):
    """An e-mail is a row, one for each reader; what could not be done has its reason and its next try."""

    dependencies = [
        ('records', '0016_the_log'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(default='owed', max_length=20)),
                ('owed_at', models.DateTimeField(db_default=impplus.records.clock.Now())),
                ('due_at', models.DateTimeField(blank=True, db_default=impplus.records.clock.Now(), null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=20)),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
                ('consultation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='records.consultation')),
                ('letter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='records.letter')),
                ('mandate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='records.mandate')),
            ],
            options={
                'ordering': ['owed_at', 'id'],
                'indexes': [
                    models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='messages_due'),
                    models.Index(condition=models.Q(('failure', ''), _negated=True), fields=['owed_at', 'id'], name='messages_failing'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('consultation', None), ('letter__isnull', False), ('mandate', None)), models.Q(('consultation', None), ('letter', None), ('mandate__isnull', False)), models.Q(('consultation__isnull', False), ('letter', None), ('mandate', None)), _connector='OR'), name='a_message_is_about_one_thing'),
                    models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('status', 'owed')), models.Q(models.Q(('status', 'owed'), _negated=True), ('due_at__isnull', True)), _connector='OR'), name='a_message_is_due_while_it_is_owed'),
                    models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='a_sent_message_has_its_instant'),
                ],
            },
        ),
        # Without a default yet: a letter that was sent is not due.
        migrations.AddField(
            model_name='letter',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='letter',
            name='failure',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.RunSQL(CARRY, CARRY_BACK),
        migrations.RemoveIndex(
            model_name='letter',
            name='letters_owed',
        ),
        migrations.RemoveIndex(
            model_name='letter',
            name='notices_due',
        ),
        migrations.RemoveField(
            model_name='letter',
            name='notice_due_at',
        ),
        migrations.AlterField(
            model_name='letter',
            name='due_at',
            field=models.DateTimeField(blank=True, db_default=impplus.records.clock.Now(), null=True),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='letters_due'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('failure', ''), _negated=True), fields=['owed_at', 'id'], name='letters_failing'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('status', 'owed')), models.Q(models.Q(('status', 'owed'), _negated=True), ('due_at__isnull', True)), _connector='OR'), name='a_letter_is_due_while_it_is_owed'),
        ),
    ]
