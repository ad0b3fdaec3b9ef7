from django.db import migrations, models


def _title(model: str) -> migrations.AddField:
    field = models.CharField(max_length=100, blank=True, db_default="", default="")
    return migrations.AddField(model_name=model, name="title", field=field)


class Migration(migrations.Migration):
    """What nothing asks for is sent under a short title of its sender's."""

    dependencies = [
        ("records", "0052_texts_keep_their_language"),
    ]

    operations = [_title("document"), _title("upload")]
