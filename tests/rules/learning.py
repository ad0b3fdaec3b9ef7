"""A case of which more becomes known: unknown facts that are filled in without a contradiction."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.rules.cases import SCHEMA, Json, drawn, faults_of, written_cases

# No facts: which programme, what was asked, and who is there at all.
NOT_LEARNED = {"programme", "outcome", "family"}
type Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Learned:
    """A case before and after, and the facts that were learned, each by its path in the format."""

    before: Json
    after: Json
    facts: frozenset[str]


def unknown(schema: Mapping[str, Any], record: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every fact that the format has and the record does not, with its schema."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        schema = SCHEMA["$defs"][name]
    if isinstance(record, list):
        for n, row in enumerate(record):
            yield from unknown(schema["items"], row, (*at, n))
    elif isinstance(record, dict):
        for key, kind in schema["properties"].items():
            if key in record:
                yield from unknown(kind, record[key], (*at, key))
            elif key not in NOT_LEARNED:
                yield (*at, key), kind


def named(path: Path) -> str:
    """“principal.csq.issued”, “family.born”."""
    return ".".join(step for step in path if isinstance(step, str))


def filled(record: Json, path: Path, value: Any) -> Json:
    known = deepcopy(record)
    inner: Any = known
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return known


@st.composite
def learned(draw: st.DrawFn, *, assumed: frozenset[str] = frozenset()) -> Learned:
    """A case, and the same case with up to three more facts, none of those that are assumed.

    What would contradict is not learned.
    """
    before = draw(written_cases)
    after, facts = before, set()
    for _ in range(draw(st.integers(1, 3))):
        open_ = [one for one in unknown(SCHEMA, after) if named(one[0]) not in assumed]
        if not open_:
            break
        path, schema = draw(st.sampled_from(open_))
        richer = filled(after, path, draw(drawn(schema)))
        if not faults_of(richer):
            after = richer
            facts.add(named(path))
    return Learned(before, after, frozenset(facts))
