"""What an officer looks for on a document, and which answers declare a condition: where to look, which judges nothing."""

from dataclasses import dataclass

from impplus.rules.columns import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedFor:
    """On the document of this key: answers by the keys of the form, and the conditions that it can prove."""

    of: Key
    fields: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredBy:
    """The answers, by the keys of the form, in which somebody declares what a condition asks; without one the service knows it by itself."""

    condition: Key
    fields: tuple[str, ...]
