"""What submissions take, printed: beside a bare view, and where many applications are stored already."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from statistics import median

import psycopg

from bench import submissions, transactions
from bench.machine import described
from bench.submissions import Site
from bench.world import World, bench_world, fresh, ready

ROW = "{:<30}{:>9}{:>10}{:>9}{:>15}"
_MANY = "SELECT count(*) FROM records_application WHERE received_at IS NOT NULL"


def show() -> None:
    """What a submission over HTTP costs, and how many are accepted each second, beside a bare view."""
    with bench_world() as world:
        print(f"\n{described(world.environment)}\n", flush=True)
        print("The bare view writes the same rows.\n")
        sites = submissions.with_bare_view(world)
        _print_costs(sites, "bare view")
        _print_rates({"": (sites, world)})


def show_beside_fresh(url: str, folder: Path) -> None:
    """The same for the database at this address, whose files are in this folder, beside a fresh one."""
    with psycopg.connect(url) as connection:
        (many,) = connection.execute(_MANY).fetchone() or (0,)
    with fresh(url) as few:
        print(f"\n{described(few.environment)}\n", flush=True)
        worlds = {"fresh": few, f"{many:,} stored": ready(url, folder, "stored")}
        sites = {name: submissions.with_bare_view(world) for name, world in worlds.items()}
        _print_costs({name: of_it["ours"] for name, of_it in sites.items()}, "fresh")
        _print_rates({f"{name}, ": (sites[name], world) for name, world in worlds.items()})


def _print_costs(sites: Mapping[str, Site], beside: str) -> None:
    print(
        f"Processor time of one submission over HTTP, ms, medians; of {beside}, round by round:\n"
    )
    print(ROW.format("", "server", "database", "both", f"of {beside}"))
    costs = submissions.costs(sites)
    for name, rounds in costs.items():
        figures = (
            f"{median(getattr(one, key) for one in rounds):.2f}"
            for key in ("server", "database", "both")
        )
        pairs = zip(costs[beside], rounds, strict=True)
        ratio = median(other.both / one.both for other, one in pairs)
        print(ROW.format(name, *figures, f"{ratio:.2f}"), flush=True)


def _print_rates(places: Mapping[str, tuple[Mapping[str, Site], World]]) -> None:
    print("\nAccepted each second; pgbench sends the same transaction, prepared:\n")
    print(ROW.format("", "clients", "each/s", "p50 ms", "p99 ms"))
    for place, (sites, world) in places.items():
        for one in chain(submissions.rates(sites), transactions.rates(world)):
            figures = (f"{figure:.1f}" for figure in (one.per_second, one.p50, one.p99))
            print(ROW.format(place + one.name, one.clients, *figures), flush=True)
    print()
