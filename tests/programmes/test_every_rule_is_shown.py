"""Every rule stands in worked examples: where it holds, where it does not, and where it is not known."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.programmes.examples import Example, examples
from tests.programmes.required import required
from tests.programmes.shown import shown

pytestmark = pytest.mark.thorough

# What no case can come to: `"rule: kind" = "why"`.
IMPOSSIBLE = tomllib.loads((Path(__file__).parent / "impossible.toml").read_text(encoding="utf-8"))


def missing(told: Iterable[Example]) -> set[str]:
    """What these examples do not show of the rules, as "rule: kind"."""
    pairs = {pair for example in told for pair in shown(example)}
    return {f"{rule}: {kind}" for rule, kind in set(required()) - pairs}


def test_every_rule_is_shown_in_each_kind_of_case_that_it_knows() -> None:
    assert missing(examples()) == IMPOSSIBLE.keys()


def test_whatever_is_impossible_says_why() -> None:
    assert [pair for pair, why in IMPOSSIBLE.items() if not why.endswith(".")] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (
            "A letter that has served for an application is not good",
            "condition invitation since 2022-05-24: not met: used",
        ),
        (
            "Over the cap after an amount that is not known: what goes back is not known either",
            "refund over-cap since 2022-05-24: not known",
        ),
        (
            "A child who lost status and studies explains how",
            "document restoration-explanation since 2022-05-24 of child: asked",
        ),
        (
            "A child's study permit ends with the passport",
            "permit study-permit since 2022-05-24: passport",
        ),
        (
            "Given for permanent residence that is no longer pending, they do not",
            "reason biometrics since 2018-07-31: not pending",
        ),
        (
            "By a switch, children may not work",
            "condition family-work-permit since 2022-05-24: not met: child",
        ),
    ],
)
def test_an_example_that_is_taken_away_is_missed(name: str, kind: str) -> None:
    left = [example for example in examples() if example.row["name"] != name]
    assert len(left) == len(examples()) - 1
    assert kind in missing(left) - IMPOSSIBLE.keys()
