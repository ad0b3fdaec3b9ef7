from django.db import migrations, models


class Migration(migrations.Migration):
    """What happened lately at a firm is found by its instant: its webhooks ask each minute, its reports by year."""

    dependencies = [
        ("practice", "0012_webhooks_of_firms"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="firmevent",
            index=models.Index(fields=["firm", "at"], name="acts_of_a_firm"),
        ),
    ]
