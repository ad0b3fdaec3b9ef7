"""Makes an installation ready to serve: keys, tables, roles, compiled messages, collected static files.

It is the owner of the database who makes its tables, and says what the site may do with them.
"""

import os
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from deploy.local import keys
from deploy.local.catalogues import compile_stale


def main() -> None:
    compile_stale()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    os.environ["DATABASE_ROLE"] = "owner"
    django.setup()
    if not settings.PRODUCTION:
        keys.make_missing(Path(settings.KEYS_FOLDER))
    call_command("migrate", interactive=False, verbosity=0)
    if settings.FIRM_DATABASE_APART:
        call_command("migrate", database="firm", interactive=False, verbosity=0)
    import_module("impplus.actions.roles").grant()
    if settings.STATIC_ROOT:
        # Collected under names that hold their content, which browsers may then keep for good.
        settings.STORAGES["staticfiles"]["BACKEND"] = (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
