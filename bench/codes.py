"""Signed codes: how large they are, how quickly checked, which changes are found, and from which poor prints they are read.

Readers are zxing-cpp and jsQR 1.4.0, which the page that scans uses, in a Chromium. A raster is the code of a permit as
it is printed, 40 mm wide with its quiet zone, on a part of a sheet.
"""

import base64
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from statistics import median

import segno
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page as Tab, sync_playwright

from bench import signed_codes as made
from deploy.local import chromium
from deploy.local.spare import PROJECT
from impplus.rules import base45, signed_code, signed_lists

MILLIMETRES, SHEET = 40, 60  # of the code with its quiet zone, and of the part of the sheet
ROUNDS = 10
LINE = "{:<44}{:>14}{:>14}"
READ = """async (picture) => {
  const drawn = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (one) => one.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(drawn.width, drawn.height), on = canvas.getContext("2d");
  on.drawImage(drawn, 0, 0);
  const { data } = on.getImageData(0, 0, drawn.width, drawn.height);
  return jsQR(data, drawn.width, drawn.height)?.data ?? null;
}"""
# Each in milliseconds: the code is read in a picture of a camera, and what was read is checked.
TIMED = """async ([picture, text, keys, anchor, times]) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const list = await signedCodes.keyList(bytes(keys), bytes(anchor));
  const drawn = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (one) => one.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(1280, 720), on = canvas.getContext("2d");
  on.drawImage(drawn, 340, 60);
  const { data } = on.getImageData(0, 0, 1280, 720), said = [[], []];
  for (let one = 0; one < times; one++) {
    const began = performance.now();
    if (jsQR(data, 1280, 720)?.data !== text) throw new Error("not read");
    const read = performance.now();
    if ((await signedCodes.check(text, list, null, 0, 20788)).verdict !== "unchecked") throw new Error("not checked");
    said[0].push(read - began);
    said[1].push(performance.now() - read);
  }
  return said;
}"""
SLOWER = (1, 6)  # times that a browser is slowed down; six is a poor telephone
type Change = Callable[[Image.Image, random.Random], Image.Image]


def show() -> None:
    """Print all of it."""
    _show_sizes()
    _show_changes()
    print()
    print(LINE.format(f"read of {ROUNDS}", "zxing-cpp", "jsQR"))
    with _reader() as tab:
        for name, dots, change in RASTERS:
            print(LINE.format(name, *_read(tab, dots, change)), flush=True)
        print()
        for slower in SLOWER:
            read, checked = _timed(tab, slower)
            print(
                f"browser {slower} times slower: read in {read:.0f} ms, checked in {checked:.1f} ms"
            )
    print()


def _show_sizes() -> None:
    keys = signed_lists.key_list(made.keys(), made.point(made.LISTS))
    status = signed_lists.status_list(made.status(), made.point(made.LISTS))
    longest = replace(made.PAPER, name="W" * 39)
    for name, facts in (("a permit", made.PAPER), ("the longest", longest)):
        text = made.code(facts)
        qr = segno.make_qr(text, error="m", boost_error=False)
        held = len(base45.decoded(text[len(signed_code.PREFIX) :]))
        print(f"{name}: {held} bytes, {len(text)} characters, version {qr.version}-{qr.error}")
    text, began = made.code(made.PAPER), time.perf_counter()
    for _ in range(500):
        signed_code.check(text, keys, status, at=made.AT, on=made.ON)
    print(f"checked in {(time.perf_counter() - began) * 2:.2f} ms each")
    print(f"list of keys: {len(made.keys())} bytes; of states: {len(made.status())} bytes")


def _show_changes() -> None:
    """How many changed codes are found, of all that were made."""
    keys = signed_lists.key_list(made.keys(), made.point(made.LISTS))
    found = {kind: [_verdict(text, keys) for text in texts] for kind, texts in _changed().items()}
    for kind, verdicts in found.items():
        right = sum(one in {"altered", "unknown-issuer"} for one in verdicts)
        print(f"{kind}: {right} of {len(verdicts)} found")


def _verdict(text: str, keys: signed_lists.KeyList) -> str:
    return signed_code.check(text, keys, None, at=made.AT, on=made.ON).verdict


def _changed() -> dict[str, list[str]]:
    text = made.code(made.PAPER)
    held = base45.decoded(text[len(signed_code.PREFIX) :])
    flipped = (
        held[: n // 8] + bytes([held[n // 8] ^ 1 << n % 8]) + held[n // 8 + 1 :]
        for n in range(8 * len(held))
    )
    bad = dict(made.bad())
    return {
        "flipped bits": [signed_code.written(one) for one in flipped],
        "cut codes": [text[:length] for length in range(len(text))],
        "characters left out": [text[:n] + text[n + 1 :] for n in range(len(text))],
        "downgraded": [
            code for name, code in bad.items() if "algorithm" in name or "downgraded" in name
        ],
        "re-signed": [
            made.code(made.PAPER, made.BOB),
            bad["signed by Bob under the issuer's name"],
        ],
        "otherwise written": list(bad.values()),
    }


def _printed(dots: int) -> Image.Image:
    """The code on white, at so many dots an inch."""
    drawn = BytesIO()
    segno.make_qr(made.code(made.PAPER), error="m", boost_error=False).save(
        drawn, kind="png", scale=20, border=4
    )
    side, whole = (round(width / 25.4 * dots) for width in (MILLIMETRES, SHEET))
    sheet = Image.new("L", (whole, whole), 255)
    code = Image.open(drawn).convert("L").resize((side, side), Image.Resampling.LANCZOS)
    sheet.paste(code, ((whole - side) // 2, (whole - side) // 2))
    return sheet


def _turned(sheet: Image.Image, chance: random.Random) -> Image.Image:
    return sheet.rotate(chance.uniform(-7, 7), Image.Resampling.BICUBIC, fillcolor=255)


def _blurred(sheet: Image.Image, chance: random.Random) -> Image.Image:
    return sheet.filter(ImageFilter.GaussianBlur(chance.uniform(0.8, 1.4)))


def _scratched(sheet: Image.Image, chance: random.Random) -> Image.Image:
    side, pen = sheet.width, ImageDraw.Draw(sheet)
    for _ in range(2):
        begins, ends = ((chance.randrange(side), edge) for edge in (0, side))
        pen.line([begins, ends], fill=255, width=max(1, side // 150))
    return sheet


def _as_jpeg(sheet: Image.Image) -> Image.Image:
    kept = BytesIO()
    sheet.save(kept, "JPEG", quality=75)
    return Image.open(kept)


def _all(*changes: Change) -> Change:
    def changed(sheet: Image.Image, chance: random.Random) -> Image.Image:
        for one in changes:
            sheet = one(sheet, chance)
        return _as_jpeg(sheet)

    return changed


RASTERS: tuple[tuple[str, int, Change], ...] = (
    ("300 dpi", 300, _all()),
    ("300 dpi, turned", 300, _all(_turned)),
    ("300 dpi, blurred", 300, _all(_blurred)),
    ("300 dpi, scratched", 300, _all(_scratched)),
    ("180 dpi, turned and blurred", 180, _all(_turned, _blurred)),
    ("135 dpi, turned", 135, _all(_turned)),
    ("135 dpi, turned, blurred and scratched", 135, _all(_scratched, _turned, _blurred)),
)


@contextmanager
def _reader() -> Iterator[Tab]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find_or_install(), args=chromium.flags()
        )
        tab = started.new_page()
        static = PROJECT / "impplus" / "static"
        # Signatures are checked at a safe address alone.
        tab.goto((static / "log" / "verify-receipt.html").as_uri())
        for name in ("jsqr/jsQR.js", "check-code.js"):
            tab.add_script_tag(content=(static / name).read_text("utf-8"))
        yield tab
        started.close()


def _read(tab: Tab, dots: int, change: Change) -> tuple[str, str]:
    text, chance, both = made.code(made.PAPER), random.Random(dots), [0, 0]
    for _ in range(ROUNDS):
        sheet = change(_printed(dots), chance)
        both[0] += [one.text for one in zxingcpp.read_barcodes(sheet)] == [text]
        both[1] += tab.evaluate(READ, _in_base64(sheet)) == text
    return f"{both[0]}/{ROUNDS}", f"{both[1]}/{ROUNDS}"


def _timed(tab: Tab, slower: int) -> list[float]:
    """Milliseconds of reading and of checking, the medians."""
    line = tab.context.new_cdp_session(tab)
    line.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    given = [_in_base64(_printed(254)), made.code(made.PAPER), made.keys().hex()]
    said = tab.evaluate(TIMED, [*given, made.point(made.LISTS).hex(), ROUNDS])
    line.detach()
    return [median(one) for one in said]


def _in_base64(sheet: Image.Image) -> str:
    kept = BytesIO()
    sheet.save(kept, "PNG")
    return base64.b64encode(kept.getvalue()).decode()
