"""A second, invented programme: its folder, and its law."""

from pathlib import Path

from impplus.rules.programme import load

FOLDER = Path(__file__).parent / "programmes" / "second" / "lighthouse"
LIGHTHOUSE = load(FOLDER)
