from django.db import migrations, models


def _only(about: str) -> models.Q:
    names = ("letter", "mandate", "delegation", "consultation", "concerns")
    return models.Q(**{f"{one}__isnull": one != about for one in names})


def _about_one_thing(link: models.Q) -> migrations.AddConstraint:
    """What a message may be about; `link` is what is asked of one about a link besides."""
    condition = (
        _only("letter")
        | (_only("mandate") | _only("consultation")) & models.Q(notice="")
        | _only("delegation") & link
        | _only("concerns") & ~models.Q(notice="")
        | _only("account") & models.Q(account__isnull=False) & ~models.Q(notice="")
    )
    made = models.CheckConstraint(name="a_message_is_about_one_thing", condition=condition)
    return migrations.AddConstraint("message", made)


class Migration(migrations.Migration):
    """Whoever has not used a link to a part of their own is reminded of it, each share of its time once."""

    dependencies = [
        ("records", "0053_other_papers_have_a_title"),
    ]

    operations = [
        migrations.RemoveConstraint("message", "a_message_is_about_one_thing"),
        _about_one_thing(models.Q(account__isnull=True)),
        migrations.RemoveConstraint("message", "each_reminder_is_owed_once"),
        migrations.AddConstraint(
            "message",
            models.UniqueConstraint(
                name="each_reminder_is_owed_once",
                fields=["account", "concerns", "letter", "delegation", "notice", "deadline"],
                condition=models.Q(deadline__isnull=False),
                nulls_distinct=False,
            ),
        ),
    ]
