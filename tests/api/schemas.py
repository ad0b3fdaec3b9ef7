"""JSON Schema, as far as the project's own documents use it: what a value lacks, and what a schema means."""

import re
from collections.abc import Iterator
from typing import Any

type Schema = dict[str, Any]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
SAID = {"title", "description", "examples", "example", "default", "$schema", "$id", "$defs"}
MEANT = {
    "$ref", "enum", "const", "anyOf", "oneOf", "type", "properties", "required", "additionalProperties", "items",
    "maxItems", "pattern", "format",
}  # fmt: skip


def wrong(value: object, schema: Schema, root: Schema, at: str = "") -> list[str]:
    """Where a value is not as the schema says; a key that the schema does not name is wrong too."""
    unknown = set(schema) - SAID - MEANT
    assert unknown == set(), f"a keyword that this reader does not know: {unknown}"
    if "$ref" in schema:
        return wrong(value, named(schema["$ref"], root), root, at)
    for choices in (schema[key] for key in ("anyOf", "oneOf") if key in schema):
        return [] if any(not wrong(value, one, root) for one in choices) else [f"{at} fits none"]
    if any(
        (
            "enum" in schema and (value, type(value)) not in [(v, type(v)) for v in schema["enum"]],
            "const" in schema and value != schema["const"],
            "type" in schema and type(value) is not TYPES[schema["type"]],
        )
    ):
        return [f"{at} is {value!r}"]
    return [*_inside(value, schema, root, at)]


def _inside(value: object, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (
            f"{at}/{key} is missing" for key in schema.get("required", ()) if key not in value
        )
        others = schema.get("additionalProperties", False)
        for key, below in value.items():
            known = schema.get("properties", {}).get(key, others)
            yield from wrong(below, known, root, f"{at}/{key}") if known else [f"{at}/{key} is new"]
    elif isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield f"{at} is too long"
        for n, below in enumerate(value):
            yield from wrong(below, schema["items"], root, f"{at}/{n}")
    elif isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value):
            yield f"{at} is {value!r}"
        if schema.get("format") == "date" and not DAY.fullmatch(value):
            yield f"{at} is {value!r}"


def named(ref: str, root: Schema) -> Schema:
    """What a reference inside a document points to."""
    found = root
    for step in ref.removeprefix("#/").split("/"):
        found = found[step]
    return found


def meaning(schema: Any, root: Schema) -> Any:
    """A schema without its words: two that mean the same are equal."""
    if isinstance(schema, list):
        return [meaning(one, root) for one in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return meaning(named(schema["$ref"], root), root)
    meant = {key: schema[key] for key in schema if key not in SAID}
    for key, same in (("const", "enum"), ("oneOf", "anyOf")):
        if key in meant:
            meant[same] = [meant.pop(key)] if key == "const" else meant.pop(key)
    if "properties" in meant:
        below = {name: meaning(one, root) for name, one in meant["properties"].items()}
        return meant | {"properties": below, "required": sorted(meant.get("required", []))}
    return {key: meaning(one, root) for key, one in meant.items()}
