"""What each invented applicant does on the day: when, and in which of the ways that go wrong."""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

# Of a hundred people, how many do this; a person may do several.
OF_A_HUNDRED = {
    "early": 2,  # presses before the opening, too
    "retries": 20,  # presses again after an answer
    "drops": 5,  # the line is cut once the press has left
    "doubles": 2,  # presses in two tabs at once
    "drips": 10,  # on a slow line: a few bytes at a time
    "looks": 20,  # looks at the public counter first
    "pays-late": 3,  # pays on the card page shortly before, and the notice comes late and twice
}
AT_ONCE = 0.5  # of all people, who come in the first tenth of the time


@dataclass(frozen=True)
class Applicant:
    """One person: the application, the session in which the person is signed in, and the addresses.

    `arrives` is in seconds from the opening. `card_page` is where a payment is still open, or "".
    """

    number: str
    email: str
    session: str
    arrives: float
    habits: tuple[str, ...]
    sign: str
    receipt: str
    status: str
    counter: str
    card_page: str = ""


@dataclass(frozen=True)
class Plan:
    """A rehearsal as its clients know it; `opens_at` is in seconds since 1970."""

    site: int
    opens_at: float
    seconds: float
    applicants: tuple[Applicant, ...]

    def write(self, path: Path) -> None:
        """Keep it in a file."""
        path.write_text(json.dumps(asdict(self)))


def read(path: Path) -> Plan:
    """The plan that a file keeps."""
    said: dict[str, Any] = json.loads(path.read_text())
    people = tuple(
        Applicant(**one | {"habits": tuple(one["habits"])}) for one in said["applicants"]
    )
    return Plan(**said | {"applicants": people})


def arrivals(count: int, seconds: float, chance: random.Random) -> list[float]:
    """When each of so many people comes, whoever is served: half of them in the first tenth of the time."""
    return [
        chance.uniform(0, seconds / 10 if chance.random() < AT_ONCE else seconds)
        for _ in range(count)
    ]


def habits(chance: random.Random) -> Iterator[str]:
    """What one person does that goes wrong."""
    return (name for name, share in OF_A_HUNDRED.items() if chance.random() * 100 < share)
