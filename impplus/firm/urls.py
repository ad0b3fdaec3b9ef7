"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import enquiries, home

urlpatterns = [
    path("", home.page, name="home"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
]
