"""Where machines are answered: `/api/v1/`, described by `/api/v1/openapi.json`."""

from django.urls import re_path

from impplus.api.problems import in_words, nowhere
from impplus.api.v1 import v1

pages, *_ = v1.urls
for page in pages:
    page.callback = in_words(page.callback)  # type: ignore[arg-type]  # ninja gives each its view

urlpatterns = [*pages, re_path(r"^.*$", nowhere)]
