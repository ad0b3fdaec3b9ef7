from django.db import migrations

INDEXES = ("candidates_by_word", "people_by_word")
AT_ONCE = "".join(
    f"ALTER INDEX {name} SET (fastupdate = off); SELECT gin_clean_pending_list('{name}');" for name in INDEXES
)
LATER = "".join(f"ALTER INDEX {name} RESET (fastupdate);" for name in INDEXES)


class Migration(migrations.Migration):
    """A search no longer reads the rows that wait to be put into the index of words, up to 4 MB of them."""

    dependencies = [('records', '0028_payments_are_asked_about_in_turn')]

    operations = [migrations.RunSQL(AT_ONCE, LATER)]
