"""The one Django app that owns all of the programme's tables."""

from django.apps import AppConfig


class Records(AppConfig):
    """Named `records` in every table and migration."""

    name = "impplus.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
