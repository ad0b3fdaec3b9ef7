"""What an officer looks for on a document: where to look, which judges nothing."""

from dataclasses import dataclass

from impplus.rules.columns import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedFor:
    """On the document of this key: answers by the keys of the form, and the conditions that it can prove."""

    of: Key
    fields: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
