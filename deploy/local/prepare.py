"""Makes an installation ready to serve: tables up to date, messages compiled, static files collected."""

import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from deploy.local.catalogues import compile_stale


def main() -> None:
    compile_stale()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    if settings.STATIC_ROOT:
        # Collected under names that hold their content, which browsers may then keep for good.
        settings.STORAGES["staticfiles"]["BACKEND"] = (
            "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        )
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
