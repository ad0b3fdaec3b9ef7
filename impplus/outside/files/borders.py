"""Where a paper ends on what it lies on, and a head before what is behind it: what stands out from its surroundings."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

SMALL = (200, 200)
LEAST_APART = 50  # of 0 to 255, between a paper and what it lies on
EDGE = 0.02  # part of a picture that counts as its edge
# Parts of an edge that is paper: where the paper goes on, and where it ends before.
OUTSIDE, INSIDE = 0.2, 0.03
SOLID = 0.6  # least part of the box around a paper that is light
STANDS_OUT = 30  # of 0 to 255, between a person and the background
LEAST_PERSON = 0.05  # part of a row of pixels
NECK = 0.85  # of the widest place of a head, at most
SHOULDERS = 1.05  # of the same, at least
TO_THE_NECK = 0.92  # of a head from crown to chin, where the neck begins beside it

type Pixels = NDArray[Any]


def is_cut(grey: Image.Image) -> bool:
    """Whether a light paper on a darker table goes on beyond one edge of the picture, or two that meet.

    Of a scan, whose edges are all paper, and of a paper as dark as its table, nothing is said.
    """
    light = _small(grey)
    level = _level(light)
    paper = light > level
    if paper.all() or not paper.any() or light[paper].mean() - light[~paper].mean() < LEAST_APART:
        return False
    rows, columns = np.flatnonzero(paper.any(axis=1)), np.flatnonzero(paper.any(axis=0))
    box = paper[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if box.mean() < SOLID:
        return False
    strip = max(2, round(EDGE * min(light.shape)))
    edges = (paper[:strip], paper[:, -strip:], paper[-strip:], paper[:, :strip])  # clockwise
    shares = [float(edge.mean()) for edge in edges]
    outside = [share > OUTSIDE for share in shares]
    if sum(outside) + sum(share < INSIDE for share in shares) < len(shares):
        return False
    return sum(outside) == 1 or (sum(outside) == 2 and outside[0] != outside[2])


def head_in(image: Image.Image, background: float) -> dict[str, int]:
    """Where the head of a person is before an even background, in thousandths of the picture; nothing where none stands out.

    `crown` is how far it is from the upper edge, `centre` its middle from the left, `head` its height from crown to
    chin, only where a neck is seen between a head and shoulders: hair or a cloth may hide it.
    """
    person = np.abs(_small(image.convert("L")) - background) > STANDS_OUT
    height, width = person.shape
    rows = np.flatnonzero(person.sum(axis=1) > LEAST_PERSON * width)
    if len(rows) < height / 4:
        return {}
    crown = int(rows[0])
    widths = np.convolve(person[crown:].sum(axis=1), np.ones(5) / 5, "same")
    neck = _neck(widths)
    end = crown + (neck or max(1, height // 3))
    columns = np.flatnonzero(person[crown:end].any(axis=0))
    found = {
        "crown": round(1000 * crown / height),
        "centre": round(1000 * float(columns[0] + columns[-1] + 1) / 2 / width),
    }
    return found | ({"head": round(1000 * neck / TO_THE_NECK / height)} if neck else {})


def _neck(widths: Pixels) -> int:
    """How many rows below the crown a neck begins; 0 where none is seen."""
    widest = np.maximum.accumulate(widths)
    narrow = np.flatnonzero((widths < NECK * widest) & (np.arange(len(widths)) > 10))
    if not len(narrow):
        return 0
    head = widest[narrow[0]]
    below = np.flatnonzero(widths[narrow[0] :] > SHOULDERS * head)
    if not len(below):
        return 0
    between = widths[narrow[0] : narrow[0] + below[0]]
    return int(narrow[0] + np.flatnonzero(between <= 1.05 * between.min())[0])


def _small(image: Image.Image) -> Pixels:
    made = image.copy()
    made.thumbnail(SMALL, Image.Resampling.BOX)
    return np.asarray(made.filter(ImageFilter.MedianFilter(3)), np.float32)


def _level(light: Pixels) -> float:
    """The level between dark and light that parts them best (Otsu)."""
    counts = np.bincount(light.astype(np.uint8).ravel(), minlength=256) / light.size
    levels = np.arange(256)
    below, sums = counts.cumsum(), (counts * levels).cumsum()
    apart = np.square(sums[-1] * below - sums) / np.maximum(below * (1 - below), 1e-9)
    return float(apart.argmax())
