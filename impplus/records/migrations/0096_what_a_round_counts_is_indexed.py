from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters not used and candidates who can be drawn are counted by indexes that hold them alone."""

    dependencies = [("records", "0095_ends_by_order_are_counted")]

    operations = [
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                condition=models.Q(("set_aside_at", None), ("status", "issued")),
                fields=["round"],
                name="letters_not_used",
            ),
        ),
        migrations.RemoveIndex(model_name="candidate", name="candidates_not_invited"),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("invited", False), ("withdrawn_at", None)),
                fields=["csq_programme", "csq_expires"],
                name="candidates_not_invited",
            ),
        ),
    ]
