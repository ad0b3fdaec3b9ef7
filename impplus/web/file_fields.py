"""A field of a form that takes several files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

TOGETHER = 60  # megabytes of one request; what stands before the site takes 64
PICTURES = "image/*,.heic,.heif"


class FilesInput(forms.FileInput):
    """A control that takes several files; those of a second control of the same name come along."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; what is in them is judged by the action."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files that were sent, of which there is at least one where it is required."""
        sent = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        return [one for one in sent if one]
