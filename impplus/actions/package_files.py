"""One file of a package at a time: papers put together under a limit, a photograph in its frame, a form filled in."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from impplus.actions.blanks import Blank
from impplus.outside.files import papers
from impplus.outside.files.kinds import NotAccepted
from impplus.queries.packages.facts import Facts
from impplus.queries.packages.forms import composed
from impplus.queries.packages.made import State
from impplus.queries.refusals import OutOfReach
from impplus.rules.photo import PhotoRule
from impplus.words.text import Text

LIGHT = 240_000  # bytes of a photograph, as the department’s specifications ask
TALLEST = 1_080  # pixels of the frame that is made, where the photograph has as many
HEAD = 0.5  # where between the least and the most the head is to be
LATER = ("busy", "not-checked")


@dataclass(frozen=True)
class Paper:
    """A paper as it goes into a file: what it is, and its PDF; None where it cannot be read."""

    title: Text
    content: bytes | None


@dataclass(frozen=True)
class Done:
    """What was made for a slot: its content (empty where there is none), pages, state, and what is said of it."""

    content: bytes
    pages: int = 0
    state: State = "ready"
    over: int = 0
    split: Text | None = None
    about: tuple[Text, ...] = ()
    dots: int = 0
    papers: int = 0


@dataclass(frozen=True)
class Filled:
    """A form filled in: its bytes, its fields and how many were filled, and what is left."""

    content: bytes
    fields: int
    filled: int
    equal: bool
    by_hand: tuple[tuple[str, Text], ...]
    unsaid: tuple[Text, ...]


def together(given: Sequence[Paper], limit: int, missing: tuple[Text, ...]) -> Done:
    """Papers in one PDF of at most `limit` bytes, squeezed step by step as far as they stay legible."""
    unread = tuple(one.title for one in given if one.content is None)
    sound = [one.content for one in given if one.content is not None]
    if not sound:
        return Done(b"", state="unreadable" if unread else "missing", about=unread or missing)
    content, pages, dots, sizes = _fitted(sound, limit)
    titles = [one.title for one in given if one.content is not None]
    over = max(0, len(content) - limit)
    state: State = (
        "too-large" if over else "unreadable" if unread else "missing" if missing else "ready"
    )
    return Done(
        content=content,
        pages=pages,
        state=state,
        over=over,
        split=_to_split(titles, sizes, over) if over else None,
        about=() if over else unread or missing,
        dots=dots,
        papers=len(sound),
    )


def _fitted(sound: Sequence[bytes], limit: int) -> tuple[bytes, int, int, list[int]]:
    """The file, its pages, to how many dots an inch it came (0: as it was), and the bytes of each paper then."""
    dots, parts = 0, list(sound)
    with _behind_the_fence():
        whole, pages = papers.merged(sound)
        if len(sound) == 1:
            whole = sound[0]  # as it was sent, or signed
        for rung in papers.LADDER:
            if len(whole) <= limit:
                break
            dots, parts = rung.dots, [papers.squeezed(one, rung) for one in sound]
            whole, pages = papers.merged(parts)
    return whole, pages, dots, [len(one) for one in parts]


def _to_split(titles: Sequence[Text], sizes: Sequence[int], over: int) -> Text | None:
    """The smallest paper without which the others fit; the largest where none is enough, and none where there is one alone."""
    if len(titles) < 2:
        return None
    enough = sorted((size, at) for at, size in enumerate(sizes) if size >= over)
    at = enough[0][1] if enough else max(range(len(sizes)), key=sizes.__getitem__)
    return titles[at]


def photograph(
    photo: bytes, measured: Mapping[str, int], rule: PhotoRule | None, limit: int
) -> Done:
    """A photograph cut to its frame, with the head as large as it is to be where its height was measured."""
    width, height = measured.get("width", 0), measured.get("height", 0)
    if rule is None or not (width and height):
        return Done(photo, pages=1, papers=1)
    box = _frame(width, height, measured, rule)
    tall = box[3] - box[1]
    if tall < rule.least_height or box[2] - box[0] < rule.least_width:
        return Done(photo, pages=1, state="photo", papers=1)
    high = min(tall, TALLEST)
    size = round(high * rule.least_width / rule.least_height), high
    with _behind_the_fence():
        made = papers.framed(photo, box=box, size=size, most=min(LIGHT, limit))
    return Done(made, pages=1, papers=1)


def _frame(
    width: int, height: int, measured: Mapping[str, int], rule: PhotoRule
) -> tuple[int, int, int, int]:
    """The part of a photograph that is kept: left, upper, right, lower, in pixels and within it."""
    shape = rule.frame_width / rule.frame_height
    tall = min(height, round(width / shape))
    middle = width / 2
    upper = 0.0
    if {"head", "crown", "centre"} <= measured.keys():
        wished = rule.head_least + HEAD * (rule.head_most - rule.head_least)
        head = measured["head"] / 1000 * height
        least = min(tall, rule.least_height)
        close = min(tall, round(head * rule.frame_height / wished))
        # A small photograph keeps the pixels that it needs, as long as the head stays large enough.
        keeps = head * rule.frame_height >= rule.head_least * least
        tall = max(close, least) if keeps else close
        middle = measured["centre"] / 1000 * width
        above = (rule.frame_height - wished) / 2 / rule.frame_height * tall
        upper = measured["crown"] / 1000 * height - above
    wide = round(tall * shape)
    left = round(min(max(0.0, middle - wide / 2), width - wide))
    top = round(min(max(0.0, upper), height - tall))
    return left, top, left + wide, top + tall


def filled(blank: Blank, facts: Facts) -> Filled:
    """A blank filled in with what is known of a person, and read again."""
    made = composed(blank.known, blank.paths, blank.lists, facts)
    with _behind_the_fence():
        content, held = papers.filled(blank.content, made.values)
    return Filled(
        content=content,
        fields=made.fields,
        filled=len(made.values),
        equal=all(held.get(path) == value for path, value in made.values)
        and content.startswith(blank.content),
        by_hand=tuple((one.path, one.why) for one in made.by_hand),
        unsaid=tuple(one.text for one in made.unsaid),
    )


def pages_of(paper: bytes) -> int:
    """How many pages a PDF of ours has."""
    with _behind_the_fence():
        return papers.merged([paper])[1]


@contextmanager
def _behind_the_fence() -> Iterator[None]:
    """OutOfReach where no turn comes there; NotAccepted where the file is at fault."""
    try:
        yield
    except NotAccepted as refused:
        if refused.reason in LATER:
            raise OutOfReach from None
        raise
