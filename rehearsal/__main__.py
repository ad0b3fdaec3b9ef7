"""`python -m rehearsal`: one rehearsal from an empty folder to its report; `impplus rehearse` starts it.

`python -m rehearsal drafts` rehearses what comes before an opening: answers are saved and files sent.
`python -m rehearsal files --corpus FOLDER` breaks the files of a folder at random, and has each read.
"""

import argparse
import sys
import time
from pathlib import Path

from deploy.local.parts import Asked, stop_when_asked
from deploy.local.words import Stopped
from rehearsal import conduct
from rehearsal.drafts import conduct as drafts
from rehearsal.files import conduct as files

WHAT = {"opening": conduct.rehearse, "drafts": drafts.rehearse, "files": files.rehearse}
# What may be taken out of the product (weakened.py), to see a rehearsal fail.
WAYS = ("guard", "idempotency", "proof", "messages", "commit", "bytes", "once")


def main() -> int:
    asked = _arguments()
    stop_when_asked()
    try:
        return WHAT[asked.what](asked)
    except Asked:
        print("\nStopped.", file=sys.stderr)
        return 130
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
        return 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m rehearsal", description=__doc__)
    parser.add_argument("what", nargs="?", default="opening", choices=[*WHAT])
    parser.add_argument("--corpus", type=Path, default=Path())
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--applicants", type=int, default=5000)
    parser.add_argument("--cap", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 10**8)
    parser.add_argument("--without", default="", choices=["", *WAYS])
    parser.add_argument("--report", type=Path)
    parser.add_argument("--lang", default="en")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
