"""What the law says: one folder per programme."""

from collections.abc import Mapping
from pathlib import Path

from impplus.rules.folder import forget
from impplus.rules.programme import Programme, in_use, load

IMP_PLUS: Programme = load(Path(__file__).parent / "imp_plus")

forget()

ALL: Mapping[str, Programme] = in_use(IMP_PLUS)

# The programme that the doors open; rules, records and actions serve any of `ALL`.
SERVED: Programme = IMP_PLUS
