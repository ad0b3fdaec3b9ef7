"""Why a file is not taken: one sentence for each reason, which says what to do."""

from collections.abc import Mapping

from impplus.outside.files.kinds import MAX_PAGES, MAX_SIZE, MEDIA_TYPES, Kind, Reason
from impplus.queries.refusals import Refusal
from impplus.words.text import Text

# What people call each kind of file that is read.
_CALLED: Mapping[Kind, str] = {
    "jpeg": "JPEG",
    "png": "PNG",
    "heif": "HEIC",
    "tiff": "TIFF",
    "webp": "WebP",
    "pdf": "PDF",
}
PHOTOS = tuple(_CALLED[kind] for kind in MEDIA_TYPES if kind != "pdf")
_PHOTOS = ", ".join(PHOTOS)
LARGEST = MAX_SIZE // 1024**2  # megabytes of 1,048,576 bytes
WORDS: dict[Reason, Text] = {
    "empty": Text(
        en="The file is empty (0 bytes). Choose it again, or scan the document again.",
        fr="Le fichier est vide (0 octet). Choisissez-le de nouveau ou numérisez de nouveau le document.",
    ),
    "too-big": Text(
        en=f"The file is larger than {LARGEST} MB. Send a smaller scan, or several files.",
        fr=f"Le fichier dépasse {LARGEST}\u00a0Mo. Envoyez une numérisation plus légère ou plusieurs fichiers.",
    ),
    "wrong-type": Text(
        en=f"We cannot read this kind of file. Send a photo ({_PHOTOS}) or a PDF.",
        fr=f"Nous ne pouvons pas lire ce type de fichier. Envoyez une photo ({_PHOTOS}) ou un PDF.",
    ),
    "mislabelled": Text(
        en="The name of the file does not agree with what is in it. Save it again as a photo or a PDF.",
        fr="Le nom du fichier ne correspond pas à son contenu. Enregistrez-le de nouveau comme photo ou comme PDF.",
    ),
    "moves": Text(
        en=f"We do not take pictures that move, nor GIF files. Send a photo ({_PHOTOS}) or a PDF.",
        fr=f"Nous n’acceptons ni les images animées ni les fichiers GIF. Envoyez une photo ({_PHOTOS}) ou un PDF.",
    ),
    "encrypted": Text(
        en="The PDF is protected by a password. Save a copy without a password and send that copy.",
        fr="Le PDF est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et envoyez-la.",
    ),
    "damaged": Text(
        en="The file is damaged or incomplete, and we could not read it. Save or scan the document again, or take a "
        "photo of it.",
        fr="Le fichier est endommagé ou incomplet, et nous n’avons pas pu le lire. Enregistrez ou numérisez de nouveau "
        "le document, ou prenez-le en photo.",
    ),
    "too-many-pixels": Text(
        en="The picture is too large: at most 50 million pixels and 12,000 on a side. Send a smaller picture.",
        fr="L’image est trop grande\u00a0: au plus 50 millions de pixels et 12\u00a0000 par côté. Envoyez une image "
        "plus petite.",
    ),
    "too-many-pages": Text(
        en=f"The file has more than {MAX_PAGES} pages. Send it in parts.",
        fr=f"Le fichier compte plus de {MAX_PAGES} pages. Envoyez-le en plusieurs parties.",
    ),
    "form": Text(
        en="This PDF is a form that only the program which made it can show. Print it to a new PDF and send that.",
        fr="Ce PDF est un formulaire que seul le programme d’origine peut afficher. Imprimez-le dans un nouveau PDF "
        "et envoyez celui-ci.",
    ),
    "no-picture": Text(
        en="The photo must be one picture, and not a PDF. Take it with your camera, or choose a JPEG or HEIC.",
        fr="La photo doit être une seule image, et non un PDF. Prenez-la avec votre appareil, ou choisissez un JPEG ou "
        "un HEIC.",
    ),
    "too-heavy": Text(
        en="The file takes more time or memory to read than a document needs, so we stopped. Print it to a new PDF, or "
        "send a photo of each page.",
        fr="La lecture du fichier demande plus de temps ou de mémoire qu’un document, et nous l’avons arrêtée. "
        "Imprimez-le dans un nouveau PDF, ou envoyez une photo de chaque page.",
    ),
    "virus": Text(
        en="The virus scanner found something harmful in this file, so it was not kept and nobody opened it. Scan the document again, or "
        "take a photo of it, with another device if you can.",
        fr="L’antivirus a trouvé quelque chose de nuisible dans ce fichier\u00a0: il n’a pas été conservé et personne ne l’a ouvert. "
        "Numérisez de nouveau le document ou prenez-le en photo, avec un autre appareil si possible.",
    ),
    "busy": Text(
        en="Many files are being checked now, and we did not get to yours. Wait a minute, then send it again.",
        fr="Beaucoup de fichiers sont en cours de vérification, et le vôtre n’a pas pu l’être. Attendez une minute, "
        "puis envoyez-le de nouveau.",
    ),
    "not-checked": Text(
        en="Something went wrong on our side, and the file was not checked. Send it again. If that does not help, save "
        "it as a new PDF first.",
        fr="Un problème est survenu de notre côté, et le fichier n’a pas été vérifié. Envoyez-le de nouveau. Si cela "
        "ne suffit pas, enregistrez-le d’abord dans un nouveau PDF.",
    ),
}


# The same where the picture of a person is asked for, which is never a PDF.
OF_PORTRAIT: Mapping[Reason, Text] = {
    "wrong-type": Text(
        en=f"This is not a photo that we can read. Take it with your camera, or choose another one ({_PHOTOS}).",
        fr=f"Ce n’est pas une photo que nous pouvons lire. Prenez-la avec votre appareil, ou choisissez-en une autre ({_PHOTOS}).",
    ),
    "mislabelled": Text(
        en=f"The name of the file does not agree with what is in it. Save it again as a photo ({_PHOTOS}).",
        fr=f"Le nom du fichier ne correspond pas à son contenu. Enregistrez-le de nouveau comme photo ({_PHOTOS}).",
    ),
    "moves": Text(
        en=f"We do not take pictures that move, nor GIF files. Send a photo ({_PHOTOS}).",
        fr=f"Nous n’acceptons ni les images animées ni les fichiers GIF. Envoyez une photo ({_PHOTOS}).",
    ),
    "too-heavy": Text(
        en="The file takes more time or memory to read than a photo needs, so we stopped. Take the photo with your camera, or send a smaller one.",
        fr="La lecture du fichier demande plus de temps ou de mémoire qu’une photo, et nous l’avons arrêtée. Prenez la photo avec votre "
        "appareil, ou envoyez-en une plus petite.",
    ),
}


class FileRefused(Refusal):
    """The file was not taken; `reason` is the code of outside/files/kinds.py, `portrait` whether the picture of a person was asked for."""

    status = 422

    def __init__(self, reason: Reason, *, portrait: bool = False) -> None:
        self.reason: Reason = reason
        super().__init__(OF_PORTRAIT.get(reason, WORDS[reason]) if portrait else WORDS[reason])


class NotItsTurn(Refusal):
    """A file that was taken waits, since others are being worked on: nothing failed."""

    status = 409
    text = Text(
        en="Other files are being worked on right now, so the picture was not turned. Press again in a moment.",
        fr="D’autres fichiers sont en cours de traitement, et l’image n’a pas été tournée. Appuyez de nouveau dans un instant.",
    )


class NoCleanCopy(Refusal):
    """Of a file that was taken earlier no clean copy can be made, so that nobody else can see it."""

    status = 409
    text = Text(
        en="No clean copy of this file can be made. It has to be sent again, as a photo or a new PDF.",
        fr="Aucune copie nettoyée de ce fichier ne peut être faite. Il faut l’envoyer de nouveau, comme photo ou dans "
        "un nouveau PDF.",
    )
