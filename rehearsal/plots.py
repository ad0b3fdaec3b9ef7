"""Two plots as SVG, in one language each: what came over time, and how long an answer took."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 40, 46
COLOURS = ("#26374a", "#2b8a3e", "#b3650a", "#8a2b6e")
MARK = "#d3080c"
TICKS = 5


@dataclass(frozen=True)
class Line:
    """A named line through points (x in seconds)."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(
    title: str, across: str, lines: Sequence[Line], marks: Sequence[float] = (), marked: str = ""
) -> str:
    """Lines over time from 0 on, and thin upright marks, as an SVG that says its title and axes."""
    most_x = max((x for line in lines for x, _ in line.points), default=1) or 1
    most_y = max((y for line in lines for _, y in line.points), default=1) or 1

    def at(x: float, y: float) -> tuple[float, float]:
        across_by, up_by = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        return LEFT + x / most_x * across_by, HEIGHT - BOTTOM - y / most_y * up_by

    opening = f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {opening}><title>{escape(title)}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        _words(LEFT, 18, title, "start", ' font-weight="bold"'),
        _words(WIDTH - RIGHT, HEIGHT - 8, across, "end"),
    ]
    for n in range(TICKS + 1):
        x, y = most_x * n / TICKS, most_y * n / TICKS
        (px, _), (_, py) = at(x, 0), at(0, y)
        parts.append(_line((LEFT, py), (WIDTH - RIGHT, py), "#ddd"))
        parts.append(_words(LEFT - 6, py + 4, _figure(y, most_y), "end"))
        parts.append(_words(px, HEIGHT - BOTTOM + 16, _figure(x, most_x), "middle"))
    parts += [
        _line(at(mark, 0), at(mark, most_y), MARK, ' stroke-dasharray="3 3"')
        for mark in marks
        if 0 <= mark <= most_x
    ]
    named = [*((line.name, COLOURS[n]) for n, line in enumerate(lines))]
    named += [(marked, MARK)] * bool(marks)
    for n, line in enumerate(lines):
        shown = " ".join(f"{px:.1f},{py:.1f}" for px, py in (at(*one) for one in line.points))
        parts.append(
            f'<polyline points="{shown}" fill="none" stroke="{COLOURS[n]}" stroke-width="2"/>'
        )
    parts += _legend(named)
    return "\n".join([*parts, "</svg>\n"])


def _legend(named: Sequence[tuple[str, str]]) -> Iterator[str]:
    for n, (name, colour) in enumerate(named):
        x = LEFT + n * 170
        yield _line((x, 30), (x + 18, 30), colour, ' stroke-width="3"')
        yield _words(x + 24, 34, name, "start")


def _figure(value: float, most: float) -> str:
    return f"{value:.0f}" if most >= TICKS else f"{value:.1f}"


def _words(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(text)}</text>'


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, more: str = "") -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"{more}/>'
    )
