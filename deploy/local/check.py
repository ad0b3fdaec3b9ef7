"""Everything that `make check` holds the project to, at once; what fails is shown at the end."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from deploy.local.spare import PROJECT, spare_place
from deploy.local.words import Stopped, ending_in_words

BIN = Path(sys.executable).parent
CHECKS = {
    "types": ("mypy", "--no-error-summary"),
    "house rules": ("python", "-m", "pytest", "-q", "--tb=short", "tests/house"),
    "import rules": ("lint-imports",),
    "messages": ("python", "-m", "deploy.local.messages", "--check"),
    "generated pages": ("python", "-m", "deploy.local.pages", "--check"),
    "migrations": ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    "settings": ("python", "manage.py", "check", "--fail-level", "WARNING"),
    "linter": ("ruff", "check", "--output-format=concise", "."),
    "format": ("ruff", "format", "--check", "."),
}


@dataclass(frozen=True)
class Outcome:
    """How one check ended."""

    name: str
    passed: bool
    output: str
    seconds: float


def run(name: str, environment: dict[str, str]) -> Outcome:
    program, *arguments = CHECKS[name]
    began = time.monotonic()
    done = subprocess.run(
        [BIN / program, *arguments],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(name, done.returncode == 0, done.stdout, time.monotonic() - began)


def main() -> None:
    with spare_place() as place:
        environment = {
            **os.environ,
            "DATABASE_URL": place.database(),
            "IMPPLUS_VAR": str(place.files),
        }
        outcomes = []
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for future in as_completed([pool.submit(run, name, environment) for name in CHECKS]):
                outcome = future.result()
                outcomes.append(outcome)
                verdict = "passed" if outcome.passed else "FAILED"
                print(f"  {verdict}  {outcome.name} ({outcome.seconds:.1f} s)", flush=True)
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        print(f"\n── {outcome.name}\n{outcome.output.strip()}")
    if failed:
        raise Stopped("Failed: " + ", ".join(outcome.name for outcome in failed) + ".")


if __name__ == "__main__":
    ending_in_words(main)
