"""The addresses that need no account."""

from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from impplus.public import (
    about,
    bookings,
    client_links,
    conditions,
    enquiries,
    fees,
    figures,
    joining,
    log,
    outbox,
    places,
    previews,
    retainers,
    rounds,
    scanning,
    self_check,
    verification,
    waits,
)

register_converter(conditions.SectionInAddress, "section")

urlpatterns = [
    path(_("self-check/"), self_check.page, name="self_check"),
    path(_("places-left/"), places.page, name="places"),
    path(_("rounds/"), rounds.page, name="rounds"),
    path(_("figures/"), figures.page, name="figures"),
    path(_("figures/figures.csv"), figures.as_csv, name="figures-csv"),
    path(_("how-long-it-takes/"), waits.page, name="waits"),
    path(_("fees/"), fees.page, name="fees"),
    path(_("conditions-and-sources/"), conditions.page, name="conditions"),
    path(_("conditions-and-sources/<section:key>/"), conditions.page, name="section"),
    path(_("rules-history/"), conditions.history, name="history"),
    path(_("verify/"), verification.page, name="verify"),
    path(_("verify/scan/"), scanning.page, name="scan"),
    path(_("verify/scan/worker.js"), scanning.worker, name="scan-worker"),
    path(_("verify/by-number/"), verification.by_number, name="verify-number"),
    path(_("verify/<str:code>/"), verification.by_code, name="verify-code"),
    path(_("join-a-firm/<str:link>/"), joining.page, name="join-firm"),
    path(_("law-firms/"), enquiries.firms, name="firms"),
    path(_("law-firms/<slug:slug>/"), enquiries.ask, name="enquiry"),
    path(_("law-firms/<slug:slug>/from-own-site/"), enquiries.from_site, name="enquiry-from-site"),
    path(_("law-firms/<slug:slug>/sent/"), enquiries.sent, name="enquiry-sent"),
    path(_("consultation/<str:link>/"), bookings.page, name="booking"),
    path(_("service-agreement/<str:link>/"), retainers.page, name="service-agreement"),
    path(
        _("service-agreement/<str:link>/<str:language>.pdf"),
        retainers.paper,
        name="signed-agreement",
    ),
    path(_("for-your-file/<str:link>/"), client_links.page, name="client-link"),
    path(_("local-outbox/"), outbox.page, name="outbox"),
    path(_("local-outbox/<str:message_id>/"), outbox.message, name="outbox-message"),
    path(_("previews/"), previews.page, name="previews"),
    path(_("previews/letters/<str:kind>/"), previews.letter, name="preview-letter"),
    path(_("previews/letters/<str:kind>/<str:language>.pdf"), previews.pdf, name="preview-pdf"),
    path(_("previews/e-mails/<str:kind>/"), previews.email, name="preview-email"),
    path(_("help/"), about.help_pages, name="help"),
    path(_("accessibility/"), about.accessibility, name="accessibility"),
    path(_("public-log/"), log.page, name="log"),
    path(_("privacy/"), about.privacy, name="privacy"),
]
