from django.db import migrations, models


class Migration(migrations.Migration):
    """The announcement of a round names the public draw, and its day."""

    dependencies = [("records", "0084_more_time_remembers_its_page")]

    operations = [
        migrations.AddField(
            model_name="round",
            name="public_draw",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="round",
            name="draws_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
