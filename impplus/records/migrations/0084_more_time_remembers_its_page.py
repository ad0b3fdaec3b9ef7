from django.db import migrations, models


class Migration(migrations.Migration):
    """A request for more time remembers the page from which it was sent, so that the same press is one request."""

    dependencies = [
        ("records", "0083_applications_come_by_another_means"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="more_window",
            field=models.CharField(max_length=40, blank=True, db_default="", default=""),
        ),
    ]
