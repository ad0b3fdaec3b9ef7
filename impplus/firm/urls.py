"""The addresses of the firm, in both languages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from impplus.firm import (
    client_links,
    enquiries,
    feeds,
    home,
    matter,
    matter_reminders,
    matter_tasks,
    matters,
)

urlpatterns = [
    path("", home.page, name="home"),
    path(_("enquiries/<int:pk>/"), enquiries.page, name="enquiry"),
    path(_("calendar/"), feeds.page, name="calendar"),
    path(_("calendar/<str:secret>.ics"), feeds.feed, name="feed"),
    path(_("clients/"), matters.page, name="clients"),
    path(_("clients/open/"), matters.open_page, name="open-client"),
    path(_("clients/remind/"), matter_reminders.page, name="remind"),
    path(_("clients/<int:pk>/"), matter.page, name="client"),
    path(_("clients/<int:pk>/change/"), matter.change, name="change-client"),
    path(_("clients/<int:pk>/note/"), matter.note, name="note-client"),
    path(_("clients/<int:pk>/deadlines/"), matter.add_deadline, name="add-deadline"),
    path(
        _("clients/<int:pk>/deadlines/<int:deadline>/"),
        matter.settle_deadline,
        name="settle-deadline",
    ),
    path(_("clients/<int:pk>/close/"), matter.close, name="close-client"),
    path(_("clients/<int:pk>/ask/"), client_links.ask, name="ask-client"),
    path(_("clients/<int:pk>/ask/<int:wanted>/"), client_links.settle, name="settle-wanted"),
    path(_("clients/<int:pk>/tasks/"), matter_tasks.plan, name="plan-tasks"),
    path(_("clients/<int:pk>/tasks/<int:task>/"), matter_tasks.settle, name="settle-task"),
    path(_("clients/<int:pk>/walls/"), matter.wall, name="wall-client"),
]
