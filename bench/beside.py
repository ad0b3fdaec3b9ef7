"""Settings of our site with the bare view beside its pages, behind our own middleware."""

from impplus.settings import *  # noqa: F403

MIDDLEWARE = ["bench.bare_site.beside", *MIDDLEWARE]  # noqa: F405
