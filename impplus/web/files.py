"""A file shown in the browser: a paper of ours, or what an applicant sent."""

from typing import IO

from django.http import FileResponse

# A PDF is shown by the browser's own viewer, which a stricter policy would keep from starting.
POLICY = {"application/pdf": "frame-ancestors 'none'"}
CLOSED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def as_file(content: IO[bytes], media_type: str, name: str, language: str = "") -> FileResponse:
    """An answer that shows a file of ours or of an applicant's, and lets it do nothing else."""
    named = {"Content-Language": language} if language else {}
    return FileResponse(
        content,
        filename=name,
        content_type=media_type,
        headers=named
        | {
            "Content-Security-Policy": POLICY.get(media_type, CLOSED),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
