"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import (
    assignments,
    bookings,
    conflicts,
    contact_form,
    enquiries,
    filed,
    home,
    known_people,
    office_hours,
    packages,
    supplies,
    team,
)

urlpatterns = [
    path("", home.page, name="home"),
    path(_("team/"), team.page, name="team"),
    path(_("contact-form/"), contact_form.page, name="contact-form"),
    path(_("team/offers/<int:pk>/withdraw/"), team.withdraw, name="withdraw-offer"),
    path(_("team/<int:pk>/role/"), team.change, name="change-role"),
    path(_("team/<int:pk>/remove/"), team.remove, name="remove-colleague"),
    path(_("clients/<str:number>/colleagues/"), assignments.page, name="assignments"),
    path(_("assignments/<int:pk>/end/"), assignments.end, name="end-assignment"),
    path(_("enquiries/"), enquiries.listed, name="enquiries"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
    path(_("enquiries/<int:pk>/decline/"), enquiries.decline, name="decline-enquiry"),
    path(_("enquiries/<int:pk>/heard-again/"), enquiries.resume, name="resume-enquiry"),
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
    path(_("blank-forms/"), supplies.page, name="supplies"),
    path(_("blank-forms/<int:pk>/drop/"), supplies.drop, name="drop-supply"),
    path(_("packages/<str:number>/"), packages.page, name="package"),
    path(_("packages/<str:number>/make/"), packages.make, name="make-package"),
    path(_("packages/<str:number>/tick/"), packages.tick, name="tick-file"),
    path(_("packages/<str:number>/filed/"), filed.page, name="filed"),
    path(_("packages/<str:number>/not-filed/"), filed.take_back, name="not-filed"),
    path(_("packages/<str:number>/letters/"), filed.letter, name="department-letter"),
    path(_("packages/<str:number>/letters/<int:pk>/"), filed.settle, name="settle-letter"),
    path(_("packages/<str:number>/answers/<str:person>/"), packages.besides, name="besides"),
]
