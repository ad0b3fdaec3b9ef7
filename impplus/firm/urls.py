"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import conflicts, enquiries, home, known_people

urlpatterns = [
    path("", home.page, name="home"),
    path(_("enquiries/"), enquiries.listed, name="enquiries"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
    path(_("enquiries/<int:pk>/decline/"), enquiries.decline, name="decline-enquiry"),
    path(_("enquiries/<int:pk>/heard-again/"), enquiries.resume, name="resume-enquiry"),
    path(_("enquiries/<int:pk>/conflicts/"), conflicts.page, name="conflicts"),
    path(_("known-people/"), known_people.page, name="known"),
    path(_("conflicts/<int:pk>/consent/"), conflicts.consent, name="consent"),
]
