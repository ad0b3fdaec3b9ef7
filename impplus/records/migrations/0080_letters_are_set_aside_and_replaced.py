import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A letter that leads nowhere may be set aside, and one that was lost is replaced by another."""

    dependencies = [("records", "0079_candidates_are_withdrawn")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="set_aside_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replacement",
                to="records.invitation",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="invitation", name="one_living_invitation_per_candidate"
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("set_aside_at", None), ("status__in", ["issued", "used"])),
                fields=("candidate",),
                name="one_living_invitation_per_candidate",
            ),
        ),
    ]
