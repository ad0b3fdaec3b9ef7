"""Where machines are answered: `/api/v1/`, described by `/api/v1/openapi.json`."""

from django.urls import path, re_path

from impplus.api.problems import nowhere
from impplus.api.v1 import v1

urlpatterns = [path("", v1.urls), re_path(r"^.*$", nowhere)]
