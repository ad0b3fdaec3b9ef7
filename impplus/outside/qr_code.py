"""The picture of a QR code, by zxing-cpp: dark dots and their quiet zone on white, which take the size of their place."""

import re
from math import isqrt

DARK = re.compile(rb"\0+")


def drawn(content: str) -> str:
    """The code of a text as SVG."""
    import zxingcpp

    # Large modules are read where a higher level of repair is not: docs/decisions/signed-codes.md.
    code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    dots = bytes(code.to_image())  # with the four modules of white that readers expect
    side = isqrt(len(dots))
    rows = (dots[at : at + side] for at in range(0, len(dots), side))
    lines = "".join(
        f"M{run.start()} {y}.5h{len(run[0])}"
        for y, row in enumerate(rows)
        for run in DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path stroke="#000" d="{lines}"/></svg>'
    )
