from django.db import migrations, models

# What was asked and answered goes along; an answer that has not left yet is owed by the firm.
_MOVE = """
INSERT INTO practice_enquiry (id, firm, name, email, phone, language, country, has_csq, has_letter, family_size, message,
                              newsletter, status, requested_at, demo)
SELECT id, firm_id, name, email, phone, language, country, has_csq, has_letter, family_size, message, newsletter,
       CASE status WHEN 'answered' THEN 'triaged' ELSE 'new' END, requested_at, demo
  FROM records_consultation;
INSERT INTO practice_reply (id, enquiry_id, text, by, name, written_at)
SELECT one.id, one.id, one.answer, one.answered_by_id, account.name, one.answered_at
  FROM records_consultation one JOIN records_user account ON account.id = one.answered_by_id;
INSERT INTO practice_mail (firm, kind, enquiry_id, reply_id, "to", status, owed_at, due_at, failure, demo)
SELECT one.firm_id, 'reply', one.id, one.id, '', mail.status, mail.owed_at, mail.due_at, mail.failure, one.demo
  FROM records_message mail JOIN records_consultation one ON one.id = mail.consultation_id
 WHERE mail.status <> 'sent' AND one.answered_by_id IS NOT NULL;
DELETE FROM records_message WHERE consultation_id IS NOT NULL;
SELECT setval('practice_enquiry_id_seq', greatest((SELECT max(id) FROM practice_enquiry), 1));
SELECT setval('practice_reply_id_seq', greatest((SELECT max(id) FROM practice_reply), 1));
"""
LIES_APART = (
    "Visitors wrote to firms here, and the tables of firms lie in another database (FIRM_DATABASE_URL): copy "
    "records_consultation there, empty it with the messages about it, and migrate again."
)


def move(_apps, schema_editor):
    """Move what visitors asked to the tables of firms; refuse where these lie elsewhere and something would be lost."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM records_consultation)")
        if cursor.fetchone() == (True,):
            cursor.execute("SELECT to_regclass('practice_enquiry') IS NULL")
            if cursor.fetchone() == (True,):
                raise RuntimeError(LIES_APART)
            cursor.execute(_MOVE)


class Migration(migrations.Migration):
    """What visitors ask firms is none of the programme's: it lies apart, and the old table goes."""

    dependencies = [
        ("records", "0091_counts_look_ups_that_found_nothing"),
        ("practice", "0001_tables_of_firms"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        # What points at other rows is checked before the tables change.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='consultation',
            name='answered_by',
        ),
        migrations.RemoveField(
            model_name='consultation',
            name='firm',
        ),
        migrations.RemoveConstraint(
            model_name='message',
            name='a_message_is_about_one_thing',
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concerns__isnull', True), ('delegation__isnull', True), ('letter__isnull', False), ('mandate__isnull', True)), models.Q(('concerns__isnull', True), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', False), ('notice', '')), models.Q(('concerns__isnull', True), ('delegation__isnull', False), ('letter__isnull', True), ('mandate__isnull', True), ('account__isnull', True)), models.Q(('concerns__isnull', False), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), models.Q(('notice', ''), _negated=True)), models.Q(('concerns__isnull', True), ('delegation__isnull', True), ('letter__isnull', True), ('mandate__isnull', True), models.Q(models.Q(('account__isnull', False), models.Q(('notice', ''), _negated=True)), models.Q(('account__isnull', True), ('notice__in', ('account_already_exists', 'unknown_account'))), _connector='OR')), _connector='OR'), name='a_message_is_about_one_thing'),
        ),
        migrations.RemoveField(
            model_name='message',
            name='consultation',
        ),
        migrations.DeleteModel(
            name='Consultation',
        ),
    ]
