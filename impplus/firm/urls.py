"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import enquiries, filed, home, packages, supplies

urlpatterns = [
    path("", home.page, name="home"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
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
