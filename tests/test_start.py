"""A process that serves pages starts without the libraries that it seldom needs."""

import subprocess
import sys
import tomllib

from deploy.local.spare import PROJECT

ASKED = "import sys, impplus.serve, impplus.wsgi; print(*sys.modules, sep='\\n')"


def test_the_site_is_loaded_without_what_pyproject_keeps_for_later() -> None:
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    lint = told["tool"]["ruff"]["lint"]["flake8-tidy-imports"]
    later = set(lint["banned-module-level-imports"])
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASKED],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    loaded = set(said.stdout.split())
    assert {"impplus.wsgi", "impplus.urls"} <= loaded
    assert {"typst", "pikepdf", "pyhanko"} <= later
    assert loaded & later == set()
    # The API is not imported before somebody asks it, and brings the clients of Django's tests along.
    assert loaded & {"ninja", "pydantic", "django.test"} == set()
