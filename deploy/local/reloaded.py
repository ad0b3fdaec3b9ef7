"""The site of `make dev`: where what was saved cannot be loaded, a page says why until it is mended."""

try:
    from impplus.wsgi import application
except Exception as fault:
    # gunicorn makes a page of a SyntaxError, and waits for the next save; at any other fault it ends.
    raise SyntaxError(f"{type(fault).__name__}: {fault}") from fault

__all__ = ["application"]
