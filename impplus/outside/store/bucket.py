"""The store in a bucket of S3, or of what speaks it."""

from typing import Any, ClassVar

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# Seconds for a connection and between two bytes, and tries in all: botocore's own, a minute five times
# over, would hold a thread of the site for as long as a bucket says nothing.
PATIENCE = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2})


class Bucket(S3Storage):  # type: ignore[misc]  # it has no types
    """What django-storages offers, with the errors of a bucket that does not answer in time, or refuses."""

    failures: ClassVar = (BotoCoreError, ClientError)
    client_config: Any

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config = PATIENCE.merge(self.client_config)
