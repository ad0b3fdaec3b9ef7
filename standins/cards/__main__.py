"""Starts the card simulator: python -m standins.cards --port 8001."""

import argparse
import os
import signal
import sys
from pathlib import Path

from standins.cards.server import Simulator

WEBHOOK_URL = "http://127.0.0.1:8000/api/v1/payments/webhook"
STOPS = {signal.SIGINT, signal.SIGTERM}


def main() -> int:
    parser = argparse.ArgumentParser(prog="cards_simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("CARDS_PORT", "8001")))
    port = parser.parse_args().port
    secrets = [os.environ.get(name, "") for name in ("CARDS_SECRET", "CARDS_WEBHOOK_SECRETS")]
    if not all(secrets):
        print(
            "Set CARDS_SECRET and CARDS_WEBHOOK_SECRETS to the same values as the site's.",
            file=sys.stderr,
        )
        return 2
    # Blocked before any thread starts, so that only this one is told to stop.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    simulator = Simulator(
        port=port,
        secret=secrets[0],
        webhook_secrets=secrets[1],
        webhook_url=os.environ.get("CARDS_WEBHOOK_URL", WEBHOOK_URL),
        folder=Path(os.environ.get("CARDS_STATE", "var/cards")),
        late=float(os.environ.get("CARDS_LATE_SECONDS", "10")),
    )
    simulator.start()
    print(f"Card simulator on {simulator.url} – no money moves.", flush=True)
    try:
        signal.sigwait(STOPS)
    finally:
        simulator.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
