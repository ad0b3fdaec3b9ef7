"""Serves any WSGI application as the site is served: `python -m bench.served MODULE:NAME PORT PROCESSES`."""

import sys

from impplus.serve import serve

application, port, processes = sys.argv[1:]
serve(application, "127.0.0.1", int(port), processes=int(processes))
