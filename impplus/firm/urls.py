"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import bookings, conflicts, enquiries, home, known_people, office_hours

urlpatterns = [
    path("", home.page, name="home"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
    path(_("enquiries/<int:pk>/conflicts/"), conflicts.page, name="conflicts"),
    path(_("enquiries/<int:pk>/offer/"), bookings.offer, name="offer"),
    path(_("consultations/"), bookings.page, name="bookings"),
    path(_("consultations/hours/"), office_hours.page, name="hours"),
    path(_("consultations/closures/"), office_hours.closures, name="closures"),
    path(_("consultations/closures/<int:pk>/reopen/"), office_hours.reopen, name="reopen"),
    path(_("consultations/<int:pk>/"), bookings.change, name="change-booking"),
    path(
        _("consultations/<int:pk>/agreement/<str:language>.pdf"),
        bookings.agreement,
        name="agreement",
    ),
    path(_("known-people/"), known_people.page, name="known"),
    path(_("conflicts/<int:pk>/consent/"), conflicts.consent, name="consent"),
]
