"""The countries that a case may name, those that are no more, and which of them each question offers, in both languages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from impplus.words.text import Text

Offer = Literal["places", "births", "nationalities", "issuers"]


def _read(name: str) -> Mapping[str, Text]:
    rows = tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return {code: Text(**named) for code, named in rows.items()}


NAMES: Mapping[str, Text] = _read("countries.toml")
FORMER: Mapping[str, Text] = _read("former_countries.toml")
# A code of ICAO 9303 for documents made to be shown: read where it is given, offered to nobody.
SPECIMEN = "UTO"
# Codes of passports that are no country to live in or to be born in: of people without one, and of who issues a passport.
STATELESS, UNITED_NATIONS = ("XXA", "XXB", "XXC"), ("UNO", "UNA")
_ELSEWHERE = (SPECIMEN, *STATELESS, *UNITED_NATIONS)
_PLACES = {code: said for code, said in NAMES.items() if code not in _ELSEWHERE}
OFFERED: Mapping[str, Mapping[str, Text]] = {
    "places": _PLACES,
    "births": {**_PLACES, **FORMER},
    "nationalities": {**_PLACES, **{code: NAMES[code] for code in STATELESS}},
    "issuers": {**_PLACES, **{code: NAMES[code] for code in UNITED_NATIONS}},
}


def name(code: str) -> Text:
    """The name of a country, or its code twice where the lists do not hold it."""
    return NAMES.get(code) or FORMER.get(code) or Text(en=code, fr=code)


def fits(code: object, offer: str) -> bool:
    """Whether a question that offers these takes a code; that of specimens is taken by all."""
    return code in OFFERED[offer] or code == SPECIMEN
