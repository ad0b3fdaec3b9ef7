"""The French catalogues of the interface as files: where each lies, and its compiled form."""

from pathlib import Path

import polib

PROJECT = Path(__file__).resolve().parents[2]


def catalogue(project: Path, area: str) -> Path:
    """The French catalogue of one area of the site."""
    return project / "impplus" / "locale" / area / "fr" / "LC_MESSAGES" / "django.po"


def compile_stale(project: Path = PROJECT) -> None:
    """Compile each catalogue that is newer than its compiled form, in plain Python."""
    for path in sorted((project / "impplus" / "locale").glob("*/fr/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns <= path.stat().st_mtime_ns:
            aside = compiled.with_suffix(".mo.new")
            polib.pofile(str(path)).save_as_mofile(str(aside))
            aside.replace(compiled)


if __name__ == "__main__":
    compile_stale()
