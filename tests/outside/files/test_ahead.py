"""Whoever reads a long document finds its next page drawn, and nothing of it stays for long."""

from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

import pikepdf
import pytest

from impplus.outside.files import ahead
from impplus.outside.files.kinds import NotAccepted
from impplus.outside.files.sheets import PagePicture, drawn

WIDTHS = (200, 300, 400, 500)  # of the pages, in points


@pytest.fixture(autouse=True)
def nothing_open() -> Iterator[None]:
    ahead._open.clear()
    yield
    ahead._open.clear()


class Store:
    """A document, and how often it was read."""

    def __init__(self, *, in_memory: bool = False) -> None:
        self.times, self.in_memory = 0, in_memory

    def __call__(self) -> IO[bytes]:
        self.times += 1
        content = BytesIO() if self.in_memory else TemporaryFile()  # noqa: SIM115
        with pikepdf.new() as pdf:
            for width in WIDTHS:
                pdf.add_blank_page(page_size=(width, 600))
            pdf.save(content)
        content.seek(0)
        return content

    def page(self, number: int, key: str = "a") -> bytes:
        return ahead.page_of(key, of(number), pages=len(WIDTHS), opened=self).read()


def of(number: int) -> PagePicture:
    return PagePicture(kind="pdf", number=number, longest=600)


def coming(key: str = "a") -> list[int]:
    """The pages that were drawn ahead, once nothing is drawn any more."""
    ahead._one.submit(int).result()
    return [sheet.number for sheet in ahead._open[key].coming]


@pytest.mark.parametrize("in_memory", [False, True])
def test_the_next_page_is_drawn_before_it_is_asked_for_and_is_the_same(*, in_memory: bool) -> None:
    store = Store(in_memory=in_memory)
    with Store()() as alone:
        pages = [drawn(alone, of(number)).read() for number in (1, 2, 3, 4)]
    assert (store.page(1), coming()) == (pages[0], [2])
    assert (store.page(2), coming()) == (pages[1], [3])
    assert (store.page(4), coming()) == (pages[3], [3])
    assert (store.page(3), coming()) == (pages[2], [4])
    assert store.times == 1


def test_of_a_copy_two_pictures_are_kept_at_most_and_of_copies_four() -> None:
    store = Store()
    for number in (1, 2, 1, 3):
        store.page(number)
    assert coming() == [2, 4]
    for key in "bcde":
        store.page(4, key)
    assert list(ahead._open) == ["b", "c", "d", "e"]


def test_a_copy_is_closed_a_minute_after_it_was_last_read() -> None:
    store = Store()
    store.page(1)
    ahead._forget()
    content = ahead._open["a"].content
    assert content.closed is False
    ahead._open["a"].until = 0
    ahead._one.submit(int).result()
    ahead._forget()
    assert (list(ahead._open), content.closed) == ([], True)
    store.page(2)
    assert store.times == 2


def test_a_next_page_that_cannot_be_drawn_is_said_when_it_is_asked_for() -> None:
    store = Store()
    asked = [of(4), of(5)]
    assert ahead.page_of("a", asked[0], pages=5, opened=store).read()
    assert coming() == [5]
    with pytest.raises(NotAccepted, match="damaged"):
        ahead.page_of("a", asked[1], pages=5, opened=store)
