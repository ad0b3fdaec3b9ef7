"""`python -m bench` (or `make bench`): one run, on this machine, printed as one page.

`python -m bench rules` measures the rules only, which need no database; `pages` the processor time
of each page; `site` pages per second; `submit` what submitting costs and how many are accepted each second;
`size` what an application takes on the disk; `papers` a signed PDF; `desk` a file of 200 pages; `import` a list of
100,000 candidates; `board` a firm's clients, 200 and 5,000; `log` leaves of the public log per second;
`codes` what is found and read of signed codes; `package` the papers of a family for the department's own portal;
`portal` every page of the portal for one person and for sixteen; `weights` what each weighs; `uploads` files from
the first byte to ready, and `hostile` of these those that others might notice; `usable` when a page can be used
on a poor line (it needs a Chromium); `timing` whether the time of an answer tells that an account is there;
`conflicts` how well a firm's search finds people again; `memory` what a web process holds.

`python -m bench mutation GROUP` is asked for alone: whether the tests notice changes of the code (docs/decisions/mutation.md).
"""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from statistics import median
from typing import Any

from bench import memory, over_http, pages, portal, submitted, timing, uploads, usable
from bench.machine import described
from bench.world import bench_world, empty_site, printed

PAGE = "{:<24}{:>9}{:>10}{:>9}{:>9}{:>9}{:>12}"
SIZE = "{:<24}{:>9}{:>10}{:>10}"
FORMAT = "{:<34}{:>10}{:>12}{:>12}{:>12}"


def main() -> int:
    if sys.argv[1:2] == ["mutation"]:
        return int(import_module("bench.mutation.run").main(sys.argv[2:]))
    asked = sys.argv[1:] or [part for part in PARTS if part != "hostile"]  # it is in `uploads`
    if not set(asked) <= set(PARTS):
        print(f"python -m bench [{'|'.join(PARTS)}]", file=sys.stderr)
        return 2
    print(f"Command: {' '.join(['python -m bench', *sys.argv[1:]])}\n")
    for part in asked:
        PARTS[part]()
    return 0


def show_rules() -> None:
    """Assessments per second; it alone needs the other evaluators (`make install-bench`)."""
    import_module("bench.rules").show()


def show_codes() -> None:
    """Signed codes; it alone needs a reader of codes (`make install-dev`)."""
    import_module("bench.codes").show()


def show_conflicts() -> None:
    """The conflict search; it alone needs invented names (`make install-bench`)."""
    import_module("bench.conflicts").show()


def show_site() -> None:
    """Pages per second, on a database of their own."""
    with ExitStack() as stack:
        print(
            "Making a database of its own, the demonstration world and ready drafts …", flush=True
        )
        world = stack.enter_context(bench_world())
        print(f"\n{described(world.environment)}\n", flush=True)
        print("Pages over HTTP, 3 forked web processes, 8 clients, a new connection a page:\n")
        print(FORMAT.format("", "pages/s", "p50 ms", "p95 ms", "of empty"), flush=True)
        empty = pages.of_empty_site()
        _print_page(empty, empty)
        for measured in pages.of_site(world):
            _print_page(measured, empty)


def _print_page(measured: pages.Measured, empty: pages.Measured) -> None:
    ratio = f"{measured.per_second / empty.per_second:.0%}"
    rate, p50, p95 = measured.per_second, measured.p50, measured.p95
    print(FORMAT.format(measured.name, f"{rate:.0f}", f"{p50:.1f}", f"{p95:.1f}", ratio))
    print(f"    {measured.size / 1000:.1f} kB", flush=True)


def show_pages() -> None:
    """Processor time and statements of each page, beside a bare view of the same run."""
    with bench_world() as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        _print_over_http(over_http.of(world))
        said = printed(world.environment, "bench.processor", world.drafts[0])
    print("\nThe same in one process without a server, where the bare view has our settings of the")
    print("database, which make it quicker; `of bare`: its median by the page's:\n")
    print(PAGE.format("", "python", "database", "median", "least", "of bare", "statements"))
    rows = json.loads(said.splitlines()[-1])
    for row in rows:
        figures = (f"{row[key]:.1f}" for key in ("python", "database", "median", "least"))
        ratio = f"{rows[0]['median'] / row['median']:.2f}"
        print(PAGE.format(row["name"], *figures, ratio, row["statements"]))
    print()


def _print_over_http(pages: Mapping[str, Sequence[over_http.Cost]]) -> None:
    """Medians of the rounds; the bare view under our middleware stands beside Django's own."""
    print(
        "Over HTTP, one web process, one client on a kept connection: processor time of one request,"
    )
    print("ms; `of bare`: a Django site's own by the page's (bench/ordinary.py), round by round.\n")
    print(PAGE.format("", "python", "database", "median", "least", "of bare", "pages/s"))
    bare = [one.processor for one in pages[over_http.BARE]]
    for name, of_it in pages.items():
        python, database, processor, seconds = (
            median(getattr(one, key) for one in of_it)
            for key in ("python", "database", "processor", "seconds")
        )
        figures = (python, database, processor, min(one.processor for one in of_it))
        ratio = median(beside / one.processor for beside, one in zip(bare, of_it, strict=True))
        rate = 1 / seconds
        print(PAGE.format(name, *(f"{one:.1f}" for one in figures), f"{ratio:.2f}", f"{rate:.0f}"))


def show_size() -> None:
    """What an application takes on the disk."""
    with bench_world() as world:
        said = json.loads(printed(world.environment, "bench.sizes").splitlines()[-1])
    for status, taken in said.items():
        print(f"\n{SIZE.format(status, 'rows', 'bytes', 'indexes')}")
        together = [sum(column) for column in zip(*taken.values(), strict=True)]
        for name, figures in (taken | {"together": together}).items():
            print(SIZE.format(name, *(f"{figure:,.0f}" for figure in figures)))
    print()


def show_papers() -> None:
    """What a signed PDF costs the processor."""
    with bench_world() as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        said = printed(world.environment, "bench.papers")
    print("Processor time of one letter in one language, ms: the whole, its printing alone, and")
    print("WeasyPrint's printing of the same words; signed letters for one of WeasyPrint's:\n")
    for kind, (whole, printing, beside) in json.loads(said.splitlines()[-1]).items():
        print(f"{kind:<34}{whole:>10.1f}{printing:>10.1f}{beside:>10.1f}{beside / whole:>10.2f}")
    print()


def show_desk() -> None:
    """A file of 200 pages as an officer reads it."""
    with bench_world("few") as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        read = json.loads(printed(world.environment, "bench.long_file").splitlines()[-1])
        _print_read(read)


def show_import() -> None:
    """A list of 100,000 candidates, looked through and imported, and the pages of such lists."""
    with bench_world("few") as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        taken = json.loads(printed(world.environment, "bench.lists").splitlines()[-1])
    beside = taken["written by Django alone, s"]
    for name, figure in taken.items():
        ratio = f"{figure / beside:>9.2f}×" if name.endswith(", s") else ""
        print(f"{name:<54}{figure:>14,.1f}{ratio}")
    print()


def _print_read(read: dict[str, Any]) -> None:
    (beside, _) = read["PDFium alone, a sheet"]
    print(
        f"A scan of {read['sheets']} sheets, {read['bytes'] / 1e6:.1f} MB; ms, median and most:\n"
    )
    for name, (half, most) in ((name, one) for name, one in read.items() if isinstance(one, list)):
        print(f"{name:<34}{half:>10.0f}{most:>10.0f}{half / beside:>9.2f}×")
    print()


def show_board() -> None:
    """A firm's board of 200 and of 5,000 clients."""
    with empty_site() as environment:
        print(f"\n{described(environment)}\n", flush=True)
        rows = json.loads(printed(environment, "bench.board").splitlines()[-1])
    print("A page in one process without a server; ms, median and 95th of a hundred:\n")
    print(FORMAT.format("", "p50 ms", "p95 ms", "statements", ""))
    for name, half, most, number in rows:
        print(FORMAT.format(name, f"{half:.1f}", f"{most:.1f}", number, ""))
    print()


def show_log() -> None:
    """Leaves of the public log a second, and what one weighs."""
    with bench_world() as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        said = printed(world.environment, "bench.numbering")
    for name, figure in json.loads(said.splitlines()[-1]).items():
        print(f"{name:<34}{figure:>12}")
    print()


def show_package() -> None:
    """The package of a family of four, beside a bare merge of the same papers."""
    with bench_world("few") as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        said = printed(world.environment, "bench.packed")
    for name, figure in json.loads(said.splitlines()[-1]).items():
        print(f"{name:<52}{figure!s:>14}")
    print()


PARTS = {
    "rules": show_rules,
    "pages": show_pages,
    "site": show_site,
    "submit": submitted.show,
    "size": show_size,
    "papers": show_papers,
    "desk": show_desk,
    "import": show_import,
    "board": show_board,
    "log": show_log,
    "codes": show_codes,
    "package": show_package,
    "portal": portal.show_times,
    "weights": portal.show_weights,
    "uploads": uploads.show,
    "hostile": uploads.show_hostile,
    "usable": usable.show,
    "timing": timing.show,
    "conflicts": show_conflicts,
    "memory": memory.show,
}

if __name__ == "__main__":
    sys.exit(main())
