"""`impplus verify-receipt`: whether the public log holds a receipt; needs no database and no network."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from impplus.programmes import SERVED
from impplus.queries.refusals import NotUnderstood
from impplus.rules.notes import BadNote, Checkpoint, cosigned, key_of
from impplus.rules.receipt_file import (
    BadReceipt,
    NotProved,
    ReceiptFile,
    receipt_file_of,
    verified,
)
from impplus.rules.seal import Leaf, Policy
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text

NOT_VERIFIED = 1
NO_FILE = Text(
    en="This is not the text file of a receipt, or it was changed:",
    fr="Ce n’est pas le fichier texte d’un accusé de réception, ou il a été modifié\u00a0:",
)
NO_SIGNATURE = Text(
    en="The checkpoint in this file is not signed as it must be:",
    fr="Le point de contrôle de ce fichier n’est pas signé comme il se doit\u00a0:",
)
NO_PROOF = Text(
    en="The public log does not hold this receipt as the file shows it:",
    fr="Le registre public ne contient pas cet accusé de réception tel qu’il figure dans le fichier\u00a0:",
)
COUNTED = (
    Text(en="Answers", fr="Réponses"),
    Text(en="Files", fr="Fichiers"),
    Text(en="Fees", fr="Frais"),
)
NO_KEY = Text(en="This is not a public key:", fr="Ceci n’est pas une clé publique\u00a0:")
INVENTED = Text(
    en="It belongs to an invented person of the demonstration.",
    fr="Il appartient à une personne inventée de la démonstration.",
)


def run(asked: argparse.Namespace, lang: str) -> int:
    """Say what the receipt proves; 0 where it is verified, 1 where it is not, 2 without a file or key."""
    try:
        policy = Policy(key_of(asked.key), tuple(map(key_of, asked.witness)), len(asked.witness))
    except BadNote as bad:
        raise NotUnderstood(Text(f"{NO_KEY.en} {bad}", f"{NO_KEY.fr} {bad}")) from None
    try:
        file = receipt_file_of(_read(asked.file))
        checkpoint, leaf = verified(file, policy)
    except (BadReceipt, BadNote, NotProved) as no:
        said = {BadReceipt: NO_FILE, BadNote: NO_SIGNATURE, NotProved: NO_PROOF}[type(no)]
        print(f"{said.say(lang)} {no}", file=sys.stderr)
        return NOT_VERIFIED
    for line in _lines(file, checkpoint, leaf, policy):
        print(line.say(lang))
    return 0


def _lines(file: ReceiptFile, checkpoint: Checkpoint, leaf: Leaf, policy: Policy) -> Iterator[Text]:
    detail, index = file.record["detail"], file.proof.index
    yield Text(
        en=f"Verified: leaf {index} of the public log {checkpoint.origin} is this receipt.",
        fr=f"Vérifié\u00a0: la feuille {index} du registre public {checkpoint.origin} est cet accusé de réception.",
    )
    yield _line(Text("Application", "Demande"), detail.get("number", "–"))
    received = {
        lang: _moment(datetime.fromisoformat(file.record["at"]), lang) for lang in LANGUAGES
    }
    yield _line(Text("Received", "Reçue"), **received)
    yield _line(
        Text("Fingerprint of the content", "Empreinte du contenu"), detail.get("receipt", "–")
    )
    counted = (str(len(file.content.get(name, ()))) for name in ("answers", "files", "fees"))
    for name, number in zip(COUNTED, counted, strict=True):
        yield _line(name, number)
    for witness in policy.witnesses:
        at = datetime.fromtimestamp(cosigned(file.proof.checkpoint, witness)[0], UTC)
        seen = {lang: f"{witness.name}, {_moment(at, lang)}" for lang in LANGUAGES}
        yield _line(Text("Witness", "Témoin"), **seen)
    if leaf.invented:
        yield INVENTED


def _line(name: Text, value: str = "", **values: str) -> Text:
    said = {lang: f"{name.say(lang)}{formats.colon(lang)} {value}" for lang in LANGUAGES}
    return Text(**{lang: said[lang] + values.get(lang, "") for lang in LANGUAGES})


def _moment(at: datetime, lang: str) -> str:
    zone, named = SERVED.time_zone, SERVED.time_zone_name
    return formats.exact_moment(at, lang, time_zone=zone, named=named)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except UnicodeDecodeError as bad:
        raise BadReceipt(str(bad)) from None
    except OSError:
        raise NotUnderstood(
            Text(
                en=f"The file {path} cannot be read.", fr=f"Le fichier {path} ne peut pas être lu."
            )
        ) from None
