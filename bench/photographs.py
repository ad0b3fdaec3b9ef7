"""Photographs of papers as a phone writes them, invented."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

TWELVE_MEGAPIXELS = (4032, 3024)
TURNED = 6  # EXIF: the camera was held upright


def photograph(seed: int = 0) -> Image.Image:
    """Twelve megapixels of a paper on a table: light that falls off, lines of words, and a sensor's noise."""
    light = Image.radial_gradient("L").resize(TWELVE_MEGAPIXELS)
    picture = Image.merge(
        "RGB", (light, light.point(lambda one: one * 0.9), light.point(lambda one: one * 0.8))
    )
    draw = ImageDraw.Draw(picture)
    draw.rectangle((500, 300, 3500, 2700), fill=(238, 236, 228))
    for line in range(36):
        draw.text(
            (640, 380 + 62 * line),
            f"Acte de naissance no {seed}, ligne {line} " * 3,
            fill=(40, 40, 60),
            font_size=44,
        )
    noise = Image.effect_noise(TWELVE_MEGAPIXELS, 22).filter(ImageFilter.GaussianBlur(0.6))
    return Image.blend(picture, Image.merge("RGB", (noise,) * 3), 0.16)


def jpeg(seed: int = 0) -> bytes:
    """As a phone writes it: quality 92, and how the camera was held."""
    exif = Image.Exif()
    exif[274] = TURNED
    written = BytesIO()
    photograph(seed).save(written, "JPEG", quality=92, exif=exif)
    return written.getvalue()
