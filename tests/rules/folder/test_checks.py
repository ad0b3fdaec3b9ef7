"""What a programme's folder must hold is what code outside it asks for."""

import re
from pathlib import Path
from typing import get_args

from impplus.rules.folder import checks
from impplus.rules.law import BiometricsReason, MedicalReason

CODE = Path(checks.__file__).parents[2]


def test_the_reasons_that_a_row_must_give_are_those_that_the_rules_name() -> None:
    assert named_in("biometrics") - {"permanent", "refused"} == set(get_args(BiometricsReason))
    assert named_in("medical") - {"principal"} == set(get_args(MedicalReason))


def named_in(module: str) -> set[str]:
    text = (CODE / "rules" / f"{module}.py").read_text(encoding="utf-8")
    return set(re.findall(r'(?<!")"([a-z-]+)"(?!")', text))


def test_a_programme_must_have_every_setting_that_code_outside_its_folder_asks_for() -> None:
    asked = re.compile(r'settings\.(?:number|word|yes|row)\(\s*"([a-z-]+)"')
    code = [
        path.read_text(encoding="utf-8")
        for path in CODE.rglob("*.py")
        if "programmes" not in path.parts
    ]
    assert {key for text in code for key in asked.findall(text)} == set(checks.ASKED_FOR)
