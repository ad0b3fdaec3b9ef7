"""What is typed after KIND= and NAME= reaches its command as it is, and the shell runs none of it."""

import subprocess

import pytest

from deploy.local.spare import PROJECT

HARM = PROJECT / "var" / "harm"
ODD = ["two words", "it's", 'a "quote"', "$HOME", "*", "--empty", "$(unclosed", "é\\n"]
ODD += [odd % f"touch {HARM}" for odd in ("a; %s", "$(%s)", "`%s`", "$(shell %s)")]
# Instead of Python: each argument on a line of its own.
SPELLED = ("INSTALL=true", "PYTHON=printf '%s\\n'")


def reached(goal: str, *named: str) -> list[str]:
    """The arguments of the command of a goal."""
    done = subprocess.run(
        ["make", "--no-print-directory", goal, *SPELLED, *named],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("odd", ODD)
def test_what_is_typed_is_one_argument_and_does_no_harm(odd: str) -> None:
    assert reached("letter", f"KIND={odd}")[2:] == [odd]
    assert reached("migration", f"NAME={odd}")[-1] == f"--name={odd}"
    assert not HARM.exists()


def test_without_a_name_the_framework_names_the_migration() -> None:
    assert reached("migration")[-2:] == ["makemigrations", "records"]
