"""The clean copy of a file that an applicant sent, opened by an officer; the original is opened by nobody."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from impplus.actions import renditions
from impplus.desk.file import about_a_file, officer_in
from impplus.records import access
from impplus.records.models import Application
from impplus.web.files import as_file

SHOWN = ("application/pdf", "image/jpeg")


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> FileResponse:
    """The pages of the file as they were made again, which act on nothing and tell of no device."""
    seen = access.documents(officer_in(request)).filter(application=application)
    document = get_object_or_404(seen, pk=pk)
    shown = renditions.rendition(document)
    kind = document.rendition_type
    return as_file(
        shown, kind if kind in SHOWN else "application/octet-stream", document.shown_name
    )
