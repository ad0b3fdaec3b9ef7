import json
import secrets

from django.db import migrations, models

from impplus.rules.seal import CHANGE, INVENTED, RECEIPT, SALT, sealed

# What the demonstration's removal takes along, as queries/seals.py says it of a new event.
EVENTS = """
SELECT e.id, e.at, e.about, e.application_id, e.by_id, e.detail, e.noun, e.role, e.verb,
       CASE WHEN e.application_id IS NOT NULL THEN applicant.demo
            ELSE coalesce(candidate.demo, written.demo, round.demo, consultation.demo,
                          CASE WHEN e.about = '' THEN author.demo END, false) END
  FROM records_event e
  LEFT JOIN records_application application ON application.id = e.application_id
  LEFT JOIN records_user applicant ON applicant.id = application.applicant_id
  LEFT JOIN records_user author ON author.id = e.by_id
  LEFT JOIN records_invitation invitation
    ON invitation.id = CASE WHEN e.noun = 'invitation' THEN e.about::bigint END
  LEFT JOIN records_candidate candidate ON candidate.id = invitation.candidate_id
  LEFT JOIN records_letter letter
    ON letter.id = CASE WHEN e.noun = 'letter' THEN e.about::bigint END
  LEFT JOIN records_invitation invited ON invited.id = letter.invitation_id
  LEFT JOIN records_candidate written ON written.id = invited.candidate_id
  LEFT JOIN records_round round
    ON round.id = CASE WHEN e.noun = 'round' THEN e.about::bigint END
  LEFT JOIN records_consultation consultation
    ON consultation.id = CASE WHEN e.noun = 'consultation' THEN e.about::bigint END
 WHERE e.id > %s ORDER BY e.id LIMIT 2000
"""
NAMES = ("about", "application", "by", "detail", "noun", "role", "verb")


def seal(apps, schema_editor):
    """Give each event a salt and the leaf of what it says."""
    last = 0
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_event DISABLE TRIGGER event_is_written_once")
        while True:
            cursor.execute(EVENTS, [last])
            rows = cursor.fetchall()
            if not rows:
                break
            cursor.executemany(
                "UPDATE records_event SET salt = %s, leaf = %s WHERE id = %s", map(_sealed, rows)
            )
            last = rows[-1][0]
        cursor.execute("ALTER TABLE records_event ENABLE TRIGGER event_is_written_once")


def _sealed(row):
    key, at, *values, invented = row
    record = dict(zip(NAMES, values, strict=True)) | {"at": at.isoformat()}
    if isinstance(record["detail"], str):
        record["detail"] = json.loads(record["detail"])
    salt = secrets.token_bytes(SALT)
    kind = RECEIPT if (record["noun"], record["verb"]) == ("application", "submit") else CHANGE
    kind |= INVENTED if invented else 0
    return salt, bytes(sealed(record, salt, at=at, kind=kind)), key


class Migration(migrations.Migration):
    """Every event has a leaf in the public log; those of an older version are given theirs here."""

    dependencies = [("records", "0010_notices_are_owed")]
    operations = [
        migrations.AlterField("event", "at", models.DateTimeField()),
        migrations.AddField("event", "salt", models.BinaryField(max_length=16, null=True)),
        migrations.AddField("event", "leaf", models.BinaryField(max_length=42, null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField("event", "salt", models.BinaryField(max_length=16)),
        migrations.AlterField("event", "leaf", models.BinaryField(max_length=42)),
    ]
