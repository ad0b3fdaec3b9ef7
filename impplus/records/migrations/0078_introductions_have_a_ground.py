from django.db import migrations, models


class Migration(migrations.Migration):
    """Why entry was refused, or a letter of introduction cancelled, is a ground of the law."""

    dependencies = [("records", "0077_candidates_are_drawn_by_program")]
    operations = [
        migrations.AddField("introduction", "ground", models.CharField(max_length=20, blank=True, default=""), preserve_default=False)
    ]
