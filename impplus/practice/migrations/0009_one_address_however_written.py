"""Enquiries are counted by one address, however it is written."""

from typing import Any

from django.db import migrations, models


def count_them(apps: Any, schema_editor: Any) -> None:
    """Of each enquiry, the address as limits count it now; written out here, since a migration keeps what it meant."""
    enquiries = apps.get_model("practice", "Enquiry").objects.using(schema_editor.connection.alias)
    for one in enquiries.only("email").iterator():
        name, _at, domain = one.email.strip().lower().rpartition("@")
        known = f"{name.partition('+')[0].replace('.', '')}@{domain}"
        enquiries.filter(pk=one.pk).update(counted_as=known)


class Migration(migrations.Migration):
    dependencies = [
        ("practice", "0008_clients_send_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="counted_as",
            field=models.CharField(db_default="", default="", max_length=254),
        ),
        migrations.RunPython(count_them, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex(model_name="enquiry", name="enquiries_by_address"),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["counted_as", "requested_at"], name="enquiries_by_address"),
        ),
    ]
