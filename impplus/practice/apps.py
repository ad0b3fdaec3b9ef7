"""The Django app that owns all tables of firms, and none of the programme's."""

from django.apps import AppConfig


class Practice(AppConfig):
    """Named `practice` in every table and migration."""

    name = "impplus.practice"
    label = "practice"
    default_auto_field = "django.db.models.BigAutoField"
