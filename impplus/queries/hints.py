"""What was noticed about a file: hints to look again, in words; none of them refuses anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from impplus.queries.other_papers import OtherPlace
from impplus.records.models import Document
from impplus.rules.documents import DocumentNeeded
from impplus.rules.photo import PhotoRule
from impplus.words.text import Text

LEAST_LIGHT, MOST_SPREAD = 190, 35  # of a background, of 0 to 255
SHAPE_MAY_DIFFER = 0.06  # of the width divided by the height


@dataclass(frozen=True)
class Hint:
    """What a file looks like, and what to do, or why one may leave it."""

    title: Text
    advice: Text


@dataclass(frozen=True)
class Measured:
    """One thing that was measured of a photograph, and whether it is as the rules want it."""

    good: bool
    text: Text


AGAIN = {
    "blank": Hint(
        Text(en="Looks blank", fr="Semble vierge"),
        Text(
            en="We see nothing on it. Is it the right page, and the right side?",
            fr="Nous n’y voyons rien. Est-ce la bonne page, et le bon côté?",
        ),
    ),
    "dark": Hint(
        Text(en="Looks very dark", fr="Semble très sombre"),
        Text(
            en="Can you read it? If not, take it again in daylight. You may also keep it.",
            fr="Pouvez-vous le lire? Sinon, reprenez-le à la lumière du jour. Vous pouvez aussi le garder.",
        ),
    ),
    "small": Hint(
        Text(en="Looks small", fr="Semble petit"),
        Text(
            en="Can you read the small print? If not, send the picture as your camera made it. You may also keep it.",
            fr="Pouvez-vous lire les petits caractères? Sinon, envoyez l’image telle que l’appareil l’a prise. Vous pouvez "
            "aussi la garder.",
        ),
    ),
    "blurred": Hint(
        Text(en="Looks blurred", fr="Semble flou"),
        Text(
            en="Can you read the small print? If not, take it again in daylight. You may also keep it.",
            fr="Pouvez-vous lire les petits caractères? Sinon, reprenez-le à la lumière du jour. Vous pouvez aussi le garder.",
        ),
    ),
    "cut": Hint(
        Text(en="An edge may be outside the picture", fr="Un bord est peut-être hors de l’image"),
        Text(
            en="Is the whole page on it? If not, take it again from a little further away. You may also keep it.",
            fr="La page y est-elle en entier? Sinon, reprenez-la d’un peu plus loin. Vous pouvez aussi la garder.",
        ),
    ),
}
# Of a photograph of somebody, the same codes: there is no page and no small print on it.
OF_PORTRAIT = {
    "blank": Hint(
        Text(en="Looks blank", fr="Semble vierge"),
        Text(
            en="We see nothing on it. Is it the photo of the face?",
            fr="Nous n’y voyons rien. Est-ce la photo du visage?",
        ),
    ),
    "dark": Hint(
        Text(en="Looks very dark", fr="Semble très sombre"),
        Text(
            en="Is the face well lit? If not, take the photo again in daylight. You may also keep it.",
            fr="Le visage est-il bien éclairé? Sinon, reprenez la photo à la lumière du jour. Vous pouvez aussi la garder.",
        ),
    ),
    "blurred": Hint(
        Text(en="Looks blurred", fr="Semble flou"),
        Text(
            en="Is the face sharp? If not, take the photo again in daylight and hold the camera still. You may also keep it.",
            fr="Le visage est-il net? Sinon, reprenez la photo à la lumière du jour, sans bouger l’appareil. Vous pouvez aussi "
            "la garder.",
        ),
    ),
}
CROWN, OFF_CENTRE, OFF_SIZE = 10, 100, 120  # thousandths of a picture
HEADS = {
    "cut": Text(
        en="Head: cut at the top. Take it again from a little further away.",
        fr="Tête\u00a0: coupée en haut. Reprenez la photo d’un peu plus loin.",
    ),
    "aside": Text(
        en="Head: not in the middle. Take it again, or cut it so that it is.",
        fr="Tête\u00a0: pas au milieu. Reprenez la photo, ou recadrez-la.",
    ),
    "small": Text(
        en="Head: looks too small. Come closer, or cut more away around it.",
        fr="Tête\u00a0: semble trop petite. Rapprochez-vous, ou recadrez la photo de plus près.",
    ),
    "large": Text(
        en="Head: looks too large. Take it again from a little further away.",
        fr="Tête\u00a0: semble trop grande. Reprenez la photo d’un peu plus loin.",
    ),
    "right": Text(
        en="Head: in the middle, about the right size",
        fr="Tête\u00a0: au milieu, à peu près de la bonne taille",
    ),
    "middle": Text(
        en="Head: in the middle. Its size could not be measured.",
        fr="Tête\u00a0: au milieu. Sa taille n’a pas pu être mesurée.",
    ),
}
BACKGROUNDS = {
    "dark": Measured(
        False,
        Text(
            en="Background: too dark. Stand before a white wall.",
            fr="Fond\u00a0: trop sombre. Placez-vous devant un mur blanc.",
        ),
    ),
    "uneven": Measured(
        False,
        Text(
            en="Background: not even. Stand before a white wall, without shadows.",
            fr="Fond\u00a0: pas uniforme. Placez-vous devant un mur blanc, sans ombre.",
        ),
    ),
    "even": Measured(
        True, Text(en="Background: light and even", fr="Fond\u00a0: clair et uniforme")
    ),
}
SAME = Text(en="The same file as elsewhere", fr="Le même fichier qu’ailleurs")
PASSPORT = Hint(
    Text(en="Looks like a passport or a card", fr="Semble être un passeport ou une carte"),
    Text(
        en="We read a machine-readable zone on it: the lines of capitals and < at the bottom. Is it the right document? You may "
        "keep it.",
        fr="Nous y avons lu une zone de lecture automatique, soit les lignes de majuscules et de < au bas de la page. Est-ce le "
        "bon document? Vous pouvez le garder.",
    ),
)
UNREAD = Hint(
    Text(
        en="The two lines at the bottom were not read",
        fr="Les deux lignes du bas n’ont pas été lues",
    ),
    Text(
        en="On one of the pages, the one with your photo, the two lines of capitals and < must be whole and sharp. Look "
        "whether they are; if so, keep it.",
        fr="Sur l’une des pages, celle qui porte la photo, les deux lignes de majuscules et de < doivent être entières et "
        "nettes. Vérifiez-le; si c’est le cas, gardez-la.",
    ),
)
PHOTO = Hint(
    Text(en="Not quite the photo that is needed", fr="Pas tout à fait la photo qu’il faut"),
    Text(
        en="Take it again, or keep it: the officer may ask for another one.",
        fr="Reprenez-la, ou gardez-la\u00a0: l’agente ou l’agent pourra en demander une autre.",
    ),
)


def hints_of(document: Document, needed: DocumentNeeded | OtherPlace) -> tuple[Hint, ...]:
    """What was noticed, each thing once; of a photograph also where it is not as the rules want it."""
    photo = needed.photo
    codes = {code for page in document.seen for code in page[2:]}
    found = list[Hint]()
    if photo and document.portrait and not _is_as_wanted(document.portrait, photo):
        found.append(PHOTO)  # before what else was noticed: it says what the rules want
    known = (
        OF_PORTRAIT if photo else AGAIN
    )  # the size and the edges of a photograph have rules of their own
    found += [hint for code, hint in known.items() if code in codes]
    if document.zone and needed.zone == "none":
        found.append(PASSPORT)
    return tuple(found)


def seen_on(
    document: Document, sent: Sequence[Document], needed: DocumentNeeded | OtherPlace
) -> tuple[Hint, ...]:
    """What was noticed of one of the files `sent` for a document; also that no zone was read on any, of a photograph or a PDF of letters alone."""
    written = document.seen and all("written" in page[2:] for page in document.seen)
    shows_none = document.media_type.startswith("image/") or written
    unread = needed.zone == "each" and shows_none and not any(one.zone for one in sent)
    return (*hints_of(document, needed), *([UNREAD] if unread else []))


def with_name(title: Text, name: str) -> Text:
    """The title of a document, and whose it is."""
    return Text(en=f"{title.en}, {name}", fr=f"{title.fr}, {name}")


def same_as(title: Text) -> Text:
    """What to do about a file that was also sent for another thing, by the title of that."""
    return Text(
        en=f"It was also sent for “{title.en}”. Is it the right file? If so, keep it.",
        fr=f"Il a aussi été envoyé pour «\u00a0{title.fr}\u00a0». Est-ce le bon fichier? Si oui, gardez-le.",
    )


def measured(document: Document, photo: PhotoRule) -> tuple[Measured, ...]:
    """What a program could measure of a photograph; nothing of one that is a paper."""
    return tuple(_measured(document.portrait, photo)) if document.portrait else ()


def _is_as_wanted(found: Mapping[str, int], photo: PhotoRule) -> bool:
    """Whether all that could be measured is good; every list of documents asks, and says nothing of it."""
    if not (_is_large(found, photo) and _is_shaped(found, photo) and _background(found).good):
        return False
    head = _head(found, photo)
    return head is None or head.good


def _measured(found: Mapping[str, int], photo: PhotoRule) -> Iterator[Measured]:
    width, height = found["width"], found["height"]
    least = f"{photo.least_width} × {photo.least_height}"
    large = _is_large(found, photo)
    yield Measured(
        large,
        Text(en=f"Size: {width} × {height} pixels", fr=f"Taille\u00a0: {width} × {height} pixels")
        if large
        else Text(
            en=f"Too small: {width} × {height} pixels, of at least {least}",
            fr=f"Trop petite\u00a0: {width} × {height} pixels, sur au moins {least}",
        ),
    )
    shaped = _is_shaped(found, photo)
    frame = f"{photo.frame_width} × {photo.frame_height}"
    yield Measured(
        shaped,
        Text(en=f"Shape: {frame}", fr=f"Format\u00a0: {frame}")
        if shaped
        else Text(
            en=f"Shape: not {frame}. Cut it, or take it again a little further away.",
            fr=f"Format\u00a0: pas de {frame}. Recadrez-la, ou reprenez-la d’un peu plus loin.",
        ),
    )
    background = _background(found)
    yield background
    head = _head(found, photo)
    if head and background.good:  # before another one, no head is told from it
        yield head


def _is_large(found: Mapping[str, int], photo: PhotoRule) -> bool:
    return found["width"] >= photo.least_width and found["height"] >= photo.least_height


def _is_shaped(found: Mapping[str, int], photo: PhotoRule) -> bool:
    wanted = photo.frame_width / photo.frame_height
    return abs(found["width"] / found["height"] - wanted) <= SHAPE_MAY_DIFFER


def _background(found: Mapping[str, int]) -> Measured:
    if found["light"] < LEAST_LIGHT:
        return BACKGROUNDS["dark"]
    return BACKGROUNDS["uneven" if found["spread"] > MOST_SPREAD else "even"]


def _head(found: Mapping[str, int], photo: PhotoRule) -> Measured | None:
    """None where no crown was found."""
    if "crown" not in found:
        return None
    said = _of_head(found, photo)
    return Measured(said in {"right", "middle"}, HEADS[said])


def _of_head(found: Mapping[str, int], photo: PhotoRule) -> str:
    if found["crown"] < CROWN:
        return "cut"
    if abs(found["centre"] - 500) > OFF_CENTRE:
        return "aside"
    if "head" not in found:
        return "middle"
    if found["head"] < 1000 * photo.head_least // photo.frame_height - OFF_SIZE:
        return "small"
    return (
        "large"
        if found["head"] > 1000 * photo.head_most // photo.frame_height + OFF_SIZE
        else "right"
    )
