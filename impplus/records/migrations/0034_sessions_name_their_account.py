from django.db import migrations, models
from django.db.models import deletion

# Who is signed in stays so: an account that a session does not name is read by itself.
MOVED = """
    DO $$ BEGIN
        IF to_regclass('django_session') IS NOT NULL THEN
            INSERT INTO records_session (session_key, session_data, expire_date)
                 SELECT session_key, session_data, expire_date FROM django_session;
            DROP TABLE django_session;
        END IF;
    END $$
"""
BACK = """
    CREATE TABLE django_session (
        session_key varchar(40) PRIMARY KEY, session_data text NOT NULL, expire_date timestamptz NOT NULL);
    CREATE INDEX ON django_session (expire_date);
    INSERT INTO django_session SELECT session_key, session_data, expire_date FROM records_session;
"""


class Migration(migrations.Migration):
    """Sessions have a table of ours, so that a session and its account are read at once."""

    dependencies = [
        ('records', '0033_the_highest_taken_place_is_found'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('account', models.ForeignKey(db_constraint=False, null=True, on_delete=deletion.CASCADE, related_name='sessions', to='records.user')),
            ],
        ),
        migrations.RunSQL(MOVED, BACK),
    ]
