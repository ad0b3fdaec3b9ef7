from django.db import migrations, models


class Migration(migrations.Migration):
    """Who may be drawn is looked up by the program of the certificate first."""

    dependencies = [("records", "0076_findings_have_a_second_signature")]

    operations = [
        migrations.RemoveIndex(model_name="candidate", name="candidates_not_invited"),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(
                condition=models.Q(("invited", False)),
                fields=["csq_programme", "csq_expires"],
                name="candidates_not_invited",
            ),
        ),
    ]
