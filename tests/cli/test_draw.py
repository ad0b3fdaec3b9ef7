"""`impplus draw`: whoever holds the list and the seed of a round finds the same people."""

from datetime import date
from pathlib import Path

import pytest

from impplus.actions import candidates, rounds
from impplus.cli.main import main
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import User
from tests.people import as_csv, row


def test_the_same_people_are_drawn_from_the_list_and_the_seed_of_a_round(
    mathieu: User, this_day: date, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    candidates.import_csv(as_csv(*(row(n, this_day) for n in range(1, 31))), by=mathieu)
    made = held_rounds.draw(IMP_PLUS, size=7, seed="3 11 19", by=mathieu)
    saved = tmp_path / "list.txt"
    with rounds.list_of(made) as file:
        saved.write_bytes(file.read())
    assert main(["draw", str(saved), "--size", "7", "--seed", made.seed]) == 0
    said = capsys.readouterr()
    letters = made.invitations.order_by("pk").values_list("candidate__reference", flat=True)
    assert said.out.split() == list(letters)
    assert said.err.splitlines() == [
        f"Digest of the list: {made.digest}",
        f"Digest of the secret: {made.sealed}",
        f"Digest of those drawn: {made.drawn_digest}",
    ]


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_is_no_list_is_said_so(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "list.txt"
    if content:
        saved.write_bytes(content)
    asked = ["draw", str(saved), "--size", "1", "--seed", "x", "--lang", "fr"]
    assert main(asked) == 2
    said = capsys.readouterr().err
    assert said.startswith("Ceci n’est pas une liste de références")
