"""The site of `make dev`: where what was saved cannot be loaded, a page says why until it is mended."""

from django.core.exceptions import ImproperlyConfigured

# What a wrong row, a misspelt name or a wrong setting raises while the site is loaded.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)

try:
    from impplus.wsgi import application
except FAULTS as fault:
    # gunicorn makes a page of a SyntaxError, and waits for the next save; at any other fault it ends.
    raise SyntaxError(f"{type(fault).__name__}: {fault}") from fault

__all__ = ["application"]
