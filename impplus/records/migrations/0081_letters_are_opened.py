from django.db import migrations, models


class Migration(migrations.Migration):
    """When a letter of invitation was first looked at with its code, or used."""

    dependencies = [("records", "0080_letters_are_set_aside_and_replaced")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
