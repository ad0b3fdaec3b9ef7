"""One e-mail address, however it is written: what limits count, so that nobody is written to more often by another spelling."""


def counted_as(email: str) -> str:
    """An address in lower case without what follows a plus sign, and without the dots before the @, which many mail systems do not read."""
    name, _at, domain = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{domain}"
