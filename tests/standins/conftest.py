"""The stand-ins as processes of their own."""

from tests.outside.conftest import provider, site

__all__ = ["provider", "site"]
