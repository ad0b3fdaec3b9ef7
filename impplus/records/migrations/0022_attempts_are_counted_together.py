from django.db import migrations

# As Django's cache in the database wants it; what is counted is worth nothing after a power cut.
TABLE = """
    CREATE UNLOGGED TABLE attempts (
        cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
    );
    CREATE INDEX attempts_expires ON attempts (expires);
"""


class Migration(migrations.Migration):
    """All processes count attempts in one place."""

    dependencies = [("records", "0021_candidates_know_their_letters")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE attempts")]
