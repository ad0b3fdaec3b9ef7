from django.db import migrations, models

import impplus.records.searched


def _only(about: str) -> models.Q:
    names = ("letter", "mandate", "delegation", "consultation", "concerns")
    return models.Q(**{f"{one}__isnull": one != about for one in names})


_STRANGERS = ("account_already_exists", "unknown_account")
_TO_SOMEBODY = models.Q(account__isnull=False) & ~models.Q(notice="") | models.Q(
    account__isnull=True, notice__in=_STRANGERS
)
_ABOUT = (
    _only("letter")
    | (_only("mandate") | _only("consultation")) & models.Q(notice="")
    | _only("delegation") & models.Q(account__isnull=True)
    | _only("concerns") & ~models.Q(notice="")
    | _only("account") & _TO_SOMEBODY
)


class Migration(migrations.Migration):
    """What somebody asks for at an address is owed like every e-mail; who is declared after submission is found by name."""

    dependencies = [
        ("records", "0058_texts_are_kept_until_sent"),
    ]

    operations = [
        migrations.RemoveConstraint("message", "a_message_is_about_one_thing"),
        migrations.AddConstraint(
            "message",
            models.CheckConstraint(name="a_message_is_about_one_thing", condition=_ABOUT),
        ),
        migrations.AddIndex(
            "report",
            impplus.records.searched.WordIndex(
                impplus.records.searched.Searched("name"), name="reports_by_word"
            ),
        ),
    ]
