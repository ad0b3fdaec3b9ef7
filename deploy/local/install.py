"""Installs the locked dependencies into .venv with `uv sync`; where uv is missing, it is fetched first.

Where the same was installed last, nothing is done: what is mended by hand in .venv, `make clean` begins anew.
Runs under whatever python3 a machine has, so it uses nothing newer than 3.8; what it fetches lies in .uv/.
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / ".uv"
WANTED = "uv>=0.9,<1"
OLDEST = (0, 9)
NO_UV = (
    "uv is missing and could not be fetched from PyPI: install it (https://docs.astral.sh/uv), or install"
    " Python's venv (on Debian: apt-get install python3-venv), and try again."
)
NO_PACKAGES = (
    "The locked dependencies (and Python 3.12 or newer) could not be installed: see above."
)


# What is in .venv: where it lies, the hash of what says what belongs into it, and the words of the command.
INSTALLED = PROJECT / ".venv" / "installed"
SAYS = ("uv.lock", "pyproject.toml", ".python-version")


def main() -> None:
    wanted = hashlib.sha256(b"".join((PROJECT / one).read_bytes() for one in SAYS)).hexdigest()
    wanted = " ".join([str(PROJECT), wanted, *sys.argv[1:]])
    runs = Path(sys.prefix) == PROJECT / ".venv"  # else the Python of .venv is broken, or not there
    if runs and INSTALLED.exists() and INSTALLED.read_text(encoding="utf-8") == wanted:
        return
    uv = found_uv() or uv_by_venv() or uv_by_pip() or sys.exit(NO_UV)
    # It takes the Python of .venv, else one of this machine that is new enough, else fetches one.
    sync = [uv, "sync", "--frozen", "--quiet", *sys.argv[1:]]
    if subprocess.run(sync, cwd=str(PROJECT), check=False).returncode:
        sys.exit(NO_PACKAGES)
    INSTALLED.write_text(wanted, encoding="utf-8")


def found_uv() -> Optional[str]:
    """A uv that is here already and recent enough."""
    ours = [FOLDER / "venv" / "bin" / "uv", FOLDER / "pip" / "bin" / "uv"]
    for candidate in [*map(str, ours), shutil.which("uv")]:
        answer = said([candidate, "--version"]) if candidate else None
        version = re.match(r"uv (\d+)\.(\d+)", answer or "")
        if version and tuple(map(int, version.groups())) >= OLDEST:
            return candidate
    return None


def uv_by_venv() -> Optional[str]:
    place = FOLDER / "venv"
    shutil.rmtree(str(place), ignore_errors=True)
    if said([sys.executable, "-m", "venv", str(place)]) is None:
        return None
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--no-cache-dir", WANTED]
    return found_uv() if said(pip) is not None else None


def uv_by_pip() -> Optional[str]:
    """Where the machine's Python has pip but no venv, as on some Debian images."""
    place = ["--no-cache-dir", "--target", str(FOLDER / "pip")]
    return found_uv() if said([sys.executable, "-m", "pip", "install", *place, WANTED]) else None


def said(command: List[str]) -> Optional[str]:
    """What a command prints, or None where it fails."""
    try:
        done = subprocess.run(
            command,
            cwd=str(PROJECT),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "UV_NO_PROGRESS": "1"},
            check=False,
        )
    except OSError:
        return None
    return done.stdout.decode() if done.returncode == 0 else None


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    main()
