"""The Chromium that the browser tests drive: found on this machine, or installed from Debian.

The one without windows takes half of a processor's time, so it comes first.
"""

import os
import shutil
import subprocess
from pathlib import Path

from deploy.local.words import Stopped, ending_in_words

WITHOUT_WINDOWS = "chromium-headless-shell"
NAMES = (
    WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome",
    "microsoft-edge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# A test asks nothing of the network but the site that it tests.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


def find() -> str | None:
    """The path of a Chromium, CHROMIUM first."""
    named = os.environ.get("CHROMIUM")
    if named:
        if not shutil.which(named):
            raise Stopped(f"CHROMIUM says {named}, and there is no program there.")
        return shutil.which(named)
    found = (shutil.which(name) for name in (*NAMES, *PLACES))
    return next((path for path in found if path), None) or _of_playwright()


def find_or_install() -> str:
    """The path of a Chromium; Debian's package is installed where that is possible."""
    path = find()
    if path is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("The browser tests need a Chromium: installing Debian's package.", flush=True)
        _apt_get("update", "-q")
        _apt_get("install", "-q", "-y", "--no-install-recommends", WITHOUT_WINDOWS)
        path = find()
    if path is None:
        raise Stopped(
            f"The browser tests need a Chromium: install one (on Debian: apt-get install {WITHOUT_WINDOWS}), or say"
            " where it is, as in CHROMIUM=/path/to/chromium make test."
        )
    return path


def flags() -> list[str]:
    """What to start it with; its sandbox does not work for root."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _of_playwright() -> str | None:
    folder = Path.home() / ".cache" / "ms-playwright"
    return next(
        (str(path) for path in sorted(folder.glob("chromium-*/chrome-linux*/chrome"))), None
    )


def _apt_get(*arguments: str) -> None:
    subprocess.run(
        ["apt-get", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )


def main() -> None:
    find_or_install()


if __name__ == "__main__":
    ending_in_words(main)
