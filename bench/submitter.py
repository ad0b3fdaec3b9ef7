"""Submits drafts through the action, as the review page does."""

import sys

import django

django.setup()

from bench.runner import run  # noqa: E402 (Django must stand first)
from impplus.actions import applications  # noqa: E402
from impplus.records.models import Application  # noqa: E402

if __name__ == "__main__":
    chosen = Application.objects.filter(pk__in=map(int, sys.argv[1:]))
    run(
        list(chosen.select_related("applicant")),
        lambda one: applications.submit(one, signature="Bench Mark", by=one.applicant),
    )
