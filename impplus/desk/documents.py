"""A file that an applicant sent, opened by an officer."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from impplus.actions import documents
from impplus.desk.file import about_a_file, officer_in
from impplus.records import access
from impplus.records.models import Application
from impplus.web.files import as_file

SHOWN = ("application/pdf", "image/jpeg", "image/png")


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> FileResponse:
    """The file as it was sent, under the media type that its content was found to have."""
    seen = access.documents(officer_in(request)).filter(application=application)
    document = get_object_or_404(seen, pk=pk)
    kind = document.media_type if document.media_type in SHOWN else "application/octet-stream"
    return as_file(documents.content(document), kind, document.name)
