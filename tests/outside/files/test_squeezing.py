"""Papers put together and squeezed behind the fence: in order, lighter, and never below what can be read."""

from io import BytesIO

import pikepdf
from PIL import Image

from impplus.outside.files import papers, pdfs, pictures
from impplus.outside.files.rungs import Rung


def photograph(width: int = 2100, height: int = 2700) -> Image.Image:
    noise = Image.effect_noise((width // 4, height // 4), 60).resize((width, height))
    return Image.merge("RGB", (noise, noise.rotate(180), noise))


def paper(pages: int = 1, width: int = 2100, height: int = 2700) -> bytes:
    return pdfs.of_pictures([pictures.packed(photograph(width, height)) for _ in range(pages)])


def images(content: bytes) -> list[tuple[int, int, str]]:
    with pikepdf.open(BytesIO(content)) as opened:
        held = [page.obj.Resources.XObject.Seen for page in opened.pages]
        return [(int(one.Width), int(one.Height), str(one.ColorSpace)) for one in held]


def test_papers_are_put_together_in_their_order() -> None:
    first, second = paper(2, 300, 400), paper(1, 500, 400)
    whole, pages = papers.merged([first, second])
    assert pages == 3
    assert [one[:2] for one in images(whole)] == [(300, 400), (300, 400), (500, 400)]


def test_the_same_papers_give_the_same_bytes() -> None:
    given = [paper(1, 300, 400), paper(1, 500, 400)]
    assert papers.merged(given) == papers.merged(given)


def test_a_scan_gets_lighter_at_each_rung_down_to_150_dots_in_grey() -> None:
    whole = paper()
    sizes, seen = [len(whole)], list[tuple[int, int, str]]()
    for rung in papers.LADDER:
        lighter = papers.squeezed(whole, rung)
        sizes.append(len(lighter))
        seen += images(lighter)
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    assert papers.LADDER[-1] == Rung(150, 45, grey=True)
    # The longer side of the sheet is 842 points: 11.69 inches.
    assert [one[1] for one in seen] == [2339, 1754, 1754]
    assert [one[2] for one in seen] == ["/DeviceRGB", "/DeviceRGB", "/DeviceGray"]


def test_a_small_scan_is_not_made_smaller() -> None:
    assert [one[:2] for one in images(papers.squeezed(paper(1, 900, 1200), papers.LADDER[-1]))] == [
        (900, 1200)
    ]


def test_many_scans_take_several_turns_and_all_get_lighter() -> None:
    whole = paper(30)
    lighter = papers.squeezed(whole, papers.LADDER[-1])
    assert {one[:2] for one in images(lighter)} == {(1364, 1754)}


def test_a_photograph_is_framed_and_light_enough() -> None:
    made = papers.framed(
        pictures.as_jpeg(photograph(1400, 1800), 95),
        box=(0, 0, 1400, 1800),
        size=(420, 540),
        most=240_000,
    )
    with Image.open(BytesIO(made)) as seen:
        assert (seen.format, seen.size, seen.mode) == ("JPEG", (420, 540), "RGB")
    assert len(made) <= 240_000
