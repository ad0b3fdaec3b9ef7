"""`impplus add-firm`: a firm, to which accounts of representatives can belong."""

import argparse

from impplus.actions import firms
from impplus.words.text import Text


def run(asked: argparse.Namespace, lang: str) -> int:
    """Add the firm, and say how its first account is opened."""
    firm = firms.add(asked.name, city=asked.city, slug=asked.slug)
    said = Text(
        en=f"{firm.name}, {firm.city}, is there as {firm.slug}. Open the account of its owner next, who invites everybody else:\n"
        f"impplus officer add --role representative --firm {firm.slug} --email … --name … --membership …",
        fr=f"{firm.name}, {firm.city}, est inscrit sous {firm.slug}. Ouvrez ensuite le compte de sa ou de son propriétaire, qui invitera les autres\u00a0:\n"
        f"impplus officer add --role representative --firm {firm.slug} --email … --name … --membership …",
    )
    print(said.say(lang))
    return 0
