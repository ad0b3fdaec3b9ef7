"""The signature of a paper, made by outside/signer.py, which is loaded at the first.

pyHanko takes 15 MB of a process, and one that serves pages of an installation never signs.
"""

import struct
import zlib
from importlib import import_module

# What hostile bytes, or a paper without its words, make parsers and layouts raise.
BROKEN = (
    *(ValueError, TypeError, LookupError, AttributeError, ArithmeticError),
    *(AssertionError, RecursionError, NotImplementedError, zlib.error, struct.error, OSError),
)


class NoKeys(Exception):
    """The keys folder holds no key to sign with."""


class NotSigned(Exception):
    """The paper cannot be signed as it is."""


def sign(pdf: bytes, reason: str) -> bytes:
    """The same document with an invisible signature of now; raises NoKeys, NotSigned."""
    signer = import_module("impplus.outside.signer")
    try:
        signed: bytes = signer.sign(pdf, reason)
    except signer.PdfError as fault:
        raise NotSigned(type(fault).__name__) from fault
    return signed
