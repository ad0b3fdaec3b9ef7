"""The store in a bucket of S3, or of what speaks it."""

from typing import ClassVar

from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):  # type: ignore[misc]  # it has no types
    """What django-storages offers, with the errors of a bucket that does not answer, or refuses."""

    failures: ClassVar = (BotoCoreError, ClientError)
