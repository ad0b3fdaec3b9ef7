"""A case as it is written: whatever the bytes, a case or everything that is wrong with them."""

import json
from dataclasses import replace

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.case import BadCase, Case, Principal
from impplus.rules.case_json import (
    DEEPEST,
    LISTED,
    MOST_BYTES,
    NotJson,
    TooLong,
    problem,
    read_case,
    write,
)
from impplus.rules.programme import Programme
from tests.rules.cases import ON

OTHER = replace(IMP_PLUS, code="other")
PROGRAMMES = {"imp-plus": IMP_PLUS, "other": OTHER}
SPOKEN = '"on": "2026-03-02", "principal": {}'
DAY = "must be a day that exists, written as YYYY-MM-DD"
TWICE = "stands more than once in the same object"
UNKNOWN = "is not a key of this format"
REQUIRED = "is required"
RECORD = "must be an object"
TOO_DEEP = "is nested more than 32 levels deep"


def read(content: str | bytes) -> tuple[Programme, Case]:
    given_ = content if isinstance(content, bytes) else content.encode()
    return read_case(given_, PROGRAMMES)


def refused(content: str | bytes) -> BadCase:
    with pytest.raises(BadCase) as caught:
        read(content)
    return caught.value


def faults(content: str | bytes) -> list[tuple[str, str]]:
    """Everything that is wrong, in English."""
    return [(pointer, text.en) for pointer, text in refused(content).faults]


def test_a_case_is_read_and_is_of_the_first_programme() -> None:
    assert read("{" + SPOKEN + "}") == (IMP_PLUS, Case(ON, Principal()))


@pytest.mark.parametrize(("code", "programme"), [("imp-plus", IMP_PLUS), ("other", OTHER)])
def test_a_case_may_name_its_programme(code: str, programme: Programme) -> None:
    assert read(f'{{"programme": "{code}", {SPOKEN}}}') == (programme, Case(ON, Principal()))


@pytest.mark.parametrize("code", ['"nothing"', '"IMP-PLUS"', "null", "1", "true", "[]", "{}"])
def test_a_programme_that_is_not_known_is_told_which_are(code: str) -> None:
    assert faults(f'{{"programme": {code}, {SPOKEN}}}') == [
        ("/programme", "must be one of imp-plus, other")
    ]


def test_a_mark_of_byte_order_is_no_part_of_the_case() -> None:
    assert read(b"\xef\xbb\xbf{" + SPOKEN.encode() + b"}\r\n") == (IMP_PLUS, Case(ON, Principal()))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "is empty; a case is one JSON object"),
        (b" \r\n\t", "is empty; a case is one JSON object"),
        (b"\xef\xbb\xbf", "is not JSON at line 1, column 1"),
        (b'{"on": "2026-03-02"', "is not JSON at line 1, column 20"),
        (b'{\n  "on" "2026-03-02"}', "is not JSON at line 2, column 8"),
        (b'{"on": 01}', "is not JSON at line 1, column 9"),
        (b"{'on': 1}", "is not JSON at line 1, column 2"),
        (b'{"on": 1} {"on": 2}', "is not JSON at line 1, column 11"),
        (b'{"on": "\x00"}', "is not JSON at line 1, column 9"),
        (b"{\x00\"\x00}\x00", "is not JSON at line 1, column 2"),
        (b"\x00", "is not JSON at line 1, column 1"),
        (b"nan", "is not JSON at line 1, column 1"),
        (b'{"on": "\xe9"}', "is not text in UTF-8"),
        (b'{"on": "\xed\xa0\x80"}', "is not text in UTF-8"),
        (b"\xff\xfe{\x00}\x00", "is not text in UTF-8"),
        (b"\xfe\xff\x00{\x00}", "is not text in UTF-8"),
        (b"\x1f\x8b\x08\x00", "is not text in UTF-8"),
    ],
)  # fmt: skip
def test_bytes_that_are_not_json_are_told_where(content: bytes, fault: str) -> None:
    bad = refused(content)
    assert (type(bad), faults(content)) == (NotJson, [("", fault)])


@pytest.mark.parametrize("content", ["null", "true", "[]", "[{}]", '"text"', "3", "1e999", "-0.5"])
def test_a_case_is_an_object(content: str) -> None:
    assert faults(content) == [("", RECORD)]


def test_numbers_of_any_length_are_refused_where_they_stand() -> None:
    long = "9" * 10_000
    assert faults(f'{{"on": {long}, "principal": {{"born": -{long}, "x": 1e{long}}}}}') == [
        ("/on", DAY),
        ("/principal/born", DAY),
        ("/principal/x", UNKNOWN),
    ]
    assert faults(long) == [("", RECORD)]


@pytest.mark.parametrize("name", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_know_is_named_wherever_it_stands(name: str) -> None:
    fault = f"is {name}, which JSON does not know"
    assert faults(name) == [("", fault)]
    assert faults(f"[1, {name}]") == [("/1", fault), ("", RECORD)]
    assert faults(f'{{"on": {name}, "principal": {{"x": [{{"y/": {name}}}]}}}}') == [
        ("/on", fault),
        ("/principal/x/0/y~1", fault),
        ("/principal/x", UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (f'{{{SPOKEN}, "on": "2026-03-02"}}', [("/on", TWICE)]),
        (f'{{{SPOKEN}, "represented": true, "represented": true, "represented": true}}', [("/represented", TWICE)]),
        ('{"on": "2026-03-02", "principal": {"csq": {"issued": "2025-01-01", "issued": "2025-01-01"}}}',
         [("/principal/csq/issued", TWICE)]),
        (f'{{{SPOKEN}, "family": [{{"relation": "child"}}, {{"relation": "child", "relation": "spouse"}}]}}',
         [("/family/1/relation", TWICE)]),
        (f'{{"programme": "other", {SPOKEN}, "programme": "imp-plus"}}', [("/programme", TWICE)]),
        (f'{{{SPOKEN}, "~/": [{{"a": 1, "b": 2, "a": 3, "b": 4}}]}}',
         [("/~0~1/0/a", TWICE), ("/~0~1/0/b", TWICE), ("/~0~1", UNKNOWN)]),
        ('[{"a": 1, "a": 2}]', [("/0/a", TWICE), ("", RECORD)]),
    ],
)  # fmt: skip
def test_a_key_that_stands_twice_is_named(content: str, named: list[tuple[str, str]]) -> None:
    assert faults(content) == named


def test_both_values_of_a_key_are_read() -> None:
    assert faults('{"on": "x", "principal": {"born": 1, "z": NaN}, "principal": {"y": 1}, "on": "y"}') == [
        ("/on", TWICE),
        ("/principal", TWICE),
        ("/principal/z", "is NaN, which JSON does not know"),
        ("/on", DAY),
        ("/principal/born", DAY),
        ("/principal/z", UNKNOWN),
        ("/principal/y", UNKNOWN),
    ]  # fmt: skip


def test_every_fault_of_every_kind_is_named_at_once() -> None:
    bad = """{
        "programme": "none", "on": "2026-03-02", "decided_on": "2026-03-01", "outcome": "lost",
        "principal": {"born": "1990-02-30", "nationality": "mar", "medical_exam": 1, "shoe": NaN,
                      "csq": {"issued": "2026-01-02", "expires": "2026-01-01", "issued": "2026-01-02"}},
        "family": [{"relation": "child", "born": "2026-03-03", "together": "yes"}, {}]
    }"""
    assert sorted(pointer for pointer, _ in faults(bad)) == [
        "/decided_on",
        "/family/0/born",
        "/family/0/together",
        "/family/1/relation",
        "/outcome",
        "/principal/born",
        "/principal/csq/expires",
        "/principal/csq/issued",
        "/principal/medical_exam",
        "/principal/nationality",
        "/principal/shoe",
        "/principal/shoe",
        "/programme",
    ]


@pytest.mark.parametrize(
    ("fact", "named"),
    [
        ('"family": [{}, {"relation": "cousin"}, {"relation": "spouse"}]',
         [("/family/0/relation", REQUIRED), ("/family/1/relation", "must be one of spouse, common-law, child")]),
        ('"principal": {"lives_in": {"province": "QC"}}', [("/principal/lives_in/country", REQUIRED)]),
        ('"principal": {"permanent_residence": {"decision": "refused"}}',
         [("/principal/permanent_residence/applied", REQUIRED)]),
        ('"principal": [], "family": [{"relation": "child", "born": "2000-01-01"}]', [("/principal", RECORD)]),
    ],
)  # fmt: skip
def test_a_fault_breeds_no_other(fact: str, named: list[tuple[str, str]]) -> None:
    rest = "" if "principal" in fact else ', "principal": {}'
    assert faults(f'{{"on": "2026-03-02", {fact}{rest}}}') == named


def nested(levels: int, opening: str, closing: str) -> str:
    return opening * levels + closing * levels


def test_a_deep_nest_is_refused_at_the_limit() -> None:
    inside = nested(DEEPEST - 1, '{"a":', "}").replace(":}", ":1}", 1)
    assert faults('{"on": "2026-03-02", "principal": ' + inside + "}") == [
        ("/principal/a", UNKNOWN)
    ]
    assert faults('{"on": "2026-03-02", "principal": {"a":' + inside + "}}") == [
        ("/principal" + "/a" * (DEEPEST - 1), TOO_DEEP),
        ("/principal/a", UNKNOWN),
    ]
    assert faults(nested(DEEPEST, "[", "]")) == [("", RECORD)]
    assert faults(nested(DEEPEST + 1, "[", "]")) == [("/0" * DEEPEST, TOO_DEEP), ("", RECORD)]


@pytest.mark.parametrize("opening", ["[", '{"principal":', '{"family":[', '[{"a":'])
@pytest.mark.parametrize("levels", [10_000, MOST_BYTES // 20])
def test_a_nest_without_end_is_refused_without_a_stack(opening: str, levels: int) -> None:
    assert faults(opening * levels) == [("", TOO_DEEP)]


def test_a_case_has_a_limit_in_bytes() -> None:
    written = "{" + SPOKEN + "}"
    assert read(written.ljust(MOST_BYTES)) == (IMP_PLUS, Case(ON, Principal()))
    bad = refused(written.ljust(MOST_BYTES + 1))
    assert (type(bad), [text for _, text in bad.faults]) == (TooLong, [bad.faults[0][1]])
    assert bad.faults[0][1].en == "is longer than the 250 kB that a case may take"
    assert bad.faults[0][1].fr == "dépasse les 250\u00a0ko qu’un cas peut occuper"


def many(count: int) -> str:
    return "{" + SPOKEN + "".join(f', "{n}": 1' for n in range(count)) + "}"


@pytest.mark.thorough
def test_of_many_faults_the_first_are_listed_and_the_rest_counted() -> None:
    listed = [(f"/{n}", UNKNOWN) for n in range(LISTED)]
    assert faults(many(LISTED)) == listed
    assert faults(many(LISTED + 1)) == [*listed, ("", "has more faults; not listed here: 1")]
    assert refused(many(9_000)).faults[-1][1].fr == (
        "contient d’autres erreurs; non indiquées ici\u00a0: 8\u00a0000"
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "last"),
    [
        ("[" + "NaN," * 5_000 + "1]", 4_001),
        ('{"a":' * 31 + "[" + "NaN," * 5_000 + "1]" + "}" * 31, 4_003),
        ("[" + '{"a":1,"a":2},' * 2_500 + "1]", 1_501),
    ],
)  # fmt: skip
def test_faults_beyond_the_list_are_only_counted(content: str, last: int) -> None:
    named = faults(content)
    assert len(named) == LISTED + 1
    assert named[-1] == ("", f"has more faults; not listed here: {last:,}")


@pytest.mark.thorough
def test_wide_and_long_things_are_read_in_one_pass() -> None:
    assert faults("[" + "[]," * 80_000 + "[]]") == [("", RECORD)]
    assert faults("{" + SPOKEN + ', "' + "k" * 200_000 + '": 1}') == [
        ("/" + "k" * 60 + "…", UNKNOWN)
    ]
    assert faults('"' + "\\ud800" * 40_000 + '"') == [("", RECORD)]


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    bad = refused(f'{{{SPOKEN}, "\\ud800/é": "\\udfff", "\\u0000": 1}}')
    line = write(problem(bad, "\udcff.json", "fr"))
    assert b'"/\\ud800~1\xc3\xa9"' in line
    assert json.loads(line.decode()) == {
        "type": "about:blank",
        "title": "Ce cas ne peut pas être évalué.",
        "status": 422,
        "instance": "\udcff.json",
        "errors": [
            {"pointer": "/\ud800~1é", "detail": "n’est pas une clé de ce format"},
            {"pointer": "/\0", "detail": "n’est pas une clé de ce format"},
        ],
    }


def test_a_surrogate_pair_is_one_sign() -> None:
    assert faults(f'{{{SPOKEN}, "\\ud83c\\udf38": 1}}') == [("/🌸", UNKNOWN)]


@pytest.mark.parametrize(
    ("content", "status"),
    [("{}", 422), ("NaN", 422), ("[" * 10_000, 422), ("{", 400), (" " * (MOST_BYTES + 1), 413)],
)
def test_a_problem_has_the_status_of_its_kind(content: str, status: int) -> None:
    assert problem(refused(content), "a.json", "en")["status"] == status


def test_json_is_written_on_one_line_or_for_people() -> None:
    value = {"b": ["é", "\n"], "a": None}
    assert write(value) == '{"b": ["é", "\\n"], "a": null}'.encode()
    assert write(value, pretty=True).decode().splitlines()[:2] == ["{", '  "b": [']
    assert json.loads(write(value, pretty=True)) == value
