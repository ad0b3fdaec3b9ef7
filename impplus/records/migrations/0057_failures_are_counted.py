from django.db import migrations, models


class Migration(migrations.Migration):
    """Failed attempts are counted in a table of their own, and files are found by their content."""

    dependencies = [("records", "0056_translations_are_added_later")]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.FloatField()),
                ("failed_at", models.DateTimeField()),
                ("free_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="attempts_to_forget")]
            },
        ),
        migrations.AddIndex(
            "document", models.Index(fields=["content"], name="files_by_content")
        ),
    ]
