"""`impplus draw`: who is drawn in a round, from its list and its seed; needs no database and no network."""

import argparse
import hashlib
import sys
from pathlib import Path

from impplus.queries.refusals import NotUnderstood
from impplus.rules.invitations import digest_of, draw
from impplus.words.text import Text

NO_LIST = Text(
    en="This is not a list of references, one a line in UTF-8:",
    fr="Ceci n’est pas une liste de références, une par ligne, en UTF-8\u00a0:",
)
LIST = Text(en="Digest of the list", fr="Empreinte de la liste")
SECRET = Text(en="Digest of the secret", fr="Empreinte du secret")
DRAWN = Text(en="Digest of those drawn", fr="Empreinte des personnes tirées")
COLON = Text(en=": ", fr="\u00a0: ")


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print the references drawn, in order, and on the other output the digests to compare; 2 without a list."""
    try:
        content = Path(asked.file).read_bytes()
        references = content.decode().split("\n")
    except (OSError, UnicodeDecodeError):
        text = Text(f"{NO_LIST.en} {asked.file}", f"{NO_LIST.fr} {asked.file}")
        raise NotUnderstood(text) from None
    drawn = draw((one for one in references if one), asked.size, asked.seed)
    secret = asked.seed.partition(" ")[0]
    digests = {
        LIST: f"sha256:{hashlib.sha256(content).hexdigest()}",
        SECRET: hashlib.sha256(secret.encode()).hexdigest(),
        DRAWN: digest_of(drawn),
    }
    for name, digest in digests.items():
        print(f"{name.say(lang)}{COLON.say(lang)}{digest}", file=sys.stderr)
    print("\n".join(drawn))
    return 0
