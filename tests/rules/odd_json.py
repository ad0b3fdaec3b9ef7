"""JSON as nobody should write it: values, keys and whole texts drawn at random, NaN and doubled keys among them."""

import json

from hypothesis import strategies as st

from impplus.rules import case
from impplus.rules.case_json import to_json, write
from tests.rules.cases import cases

RECORDS = (
    case.Case,
    case.Principal,
    case.Member,
    case.Residence,
    case.Csq,
    case.PermanentResidence,
    case.InvitationFacts,
    case.InCanada,
    case.Biometrics,
)
KEYS = sorted({name.rstrip("_") for make in RECORDS for name in make.__dataclass_fields__})
SENSIBLE = (
    "2026-03-02", "1990-04-02", "2033-05-01", "9999-12-31", "2026-02-30", "MAR", "CAN", "mar", "QC", "PRTQ",
    "issued", "worker", "temporary", "child", "spouse", "work-permit", "study-permit", "approved", "imp-plus",
)  # fmt: skip
NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "-0", "0.0", "3", "9" * 5000)

texts = st.sampled_from(SENSIBLE) | st.text(st.characters(), max_size=8)  # lone surrogates too
leaves = (
    st.sampled_from(("null", "true", "false", *NUMBERS))
    | texts.map(json.dumps)
    | texts.map(lambda text: json.dumps(text, ensure_ascii=False))
)


def _object(pairs: list[tuple[str, str]]) -> str:
    return "{" + ",".join(f"{json.dumps(key)}:{value}" for key, value in pairs) + "}"


def _holders(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keys = st.sampled_from([*KEYS, "programme"]) | texts
    lists = st.lists(inner, max_size=4).map(lambda values: "[" + ",".join(values) + "]")
    return lists | st.lists(st.tuples(keys, inner), max_size=6).map(_object)


values = st.recursive(leaves, _holders, max_leaves=25)
odd_cases = st.builds(
    lambda on, principal, rest: _object([("on", on), ("principal", principal), *rest]),
    st.just('"2026-03-02"') | leaves,
    values,
    st.lists(st.tuples(st.sampled_from(KEYS), values), max_size=3),
)
odd = (values | odd_cases).map(lambda text: text.encode(errors="surrogatepass"))
well_written = cases.map(lambda one: write(to_json(one)))
contents = odd | well_written | st.binary(max_size=40)
