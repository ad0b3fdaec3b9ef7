"""How light the pictures of a paper are made, told without what makes them so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rung:
    """How light pictures are made: dots an inch of the sheet, the quality of their JPEG, and whether in grey."""

    dots: int
    quality: int
    grey: bool
