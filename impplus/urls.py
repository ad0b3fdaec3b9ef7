"""Every address, in both languages: /en/… and /fr/…, each under readable words."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.translation import gettext_lazy as _

from impplus.public import log, scanning, start
from impplus.web import pages

handler400 = "impplus.web.pages.not_read"
handler404 = "impplus.web.pages.not_found"
handler500 = "impplus.web.pages.failed"
handler429 = "impplus.web.pages.too_many"


class Later(URLResolver):
    """What is imported when somebody asks for one of its addresses: the libraries of the API are 15 MB."""

    def _populate(self) -> None:
        """Nothing beforehand: its namespace is named here, and whoever reverses within it reads its patterns."""


urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.languages, name="languages"),
    Later(RoutePattern("api/v1/"), "impplus.api.urls", app_name="api", namespace="api"),
    path("log/<path:path>", log.file, name="log-file"),
    path("signed-lists/<slug:which>", scanning.signed_list, name="signed-list"),
    *i18n_patterns(
        path("", start.page, name="start"),
        path(_("my-file/"), pages.home, name="home"),
        path(_("account/"), include("impplus.accounts.urls")),
        path(_("application/"), include(("impplus.portal.urls", "portal"))),
        path(_("desk/"), include(("impplus.desk.urls", "desk"))),
        path(_("firm/"), include(("impplus.firm.urls", "firm"))),
        path("", include(("impplus.public.urls", "public"))),
    ),
]
