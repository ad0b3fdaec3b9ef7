"""What the photograph of a person must be, as far as it is measured in lengths and pixels."""

from dataclasses import dataclass

from impplus.rules.columns import AtLeastOne


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRule:
    """The frame and the head in it from chin to crown in millimetres, the least size in pixels, and how many
    months ago it may have been taken at most."""

    frame_width: AtLeastOne
    frame_height: AtLeastOne
    head_least: AtLeastOne
    head_most: AtLeastOne
    least_width: AtLeastOne
    least_height: AtLeastOne
    most_months: AtLeastOne
