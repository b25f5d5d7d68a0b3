"""`bihuan serve`: the site and its background work with one command."""

import argparse
import functools
import gc
import sys

from bihuan.cli import _django, worker
from bihuan.cli._supervisor import Part, supervise

HELP = "serve the site, with background work beside it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen and how much to start."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2, help="web processes; no more than 2 on SQLite")
    parser.add_argument("--no-worker", action="store_true", help="background work runs elsewhere: bihuan worker")


def run(args: argparse.Namespace) -> int:
    """Check, listen, and stay until TERM or Ctrl-C; 1 with sentences when something forbids serving."""
    faults = list(_django.load("bihuan.cli._checks").prepare())
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    web = _django.load("bihuan.cli._web")
    try:
        listening = web.listen(args.host, args.port)
    except OSError as error:
        reason = error.strerror or str(error)
        print(
            f"Port {args.port} of {args.host} cannot be used ({reason}). Another one: --port.",
            file=sys.stderr,
        )
        return 1
    parts = [Part("web", functools.partial(web.serve, listening, args.processes))]
    if not args.no_worker:
        parts.append(Part("worker", worker.work))
    _django.load("bihuan.jobs.worker")  # loaded before the fork, and so only once
    gc.collect()
    gc.freeze()  # the collector would touch, and thereby copy, every shared page
    print(f"Bihuan serves on http://{args.host}:{args.port}/ – Ctrl-C stops it.", flush=True)
    supervise(parts)
    return 0
