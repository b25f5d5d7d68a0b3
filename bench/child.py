"""One part of the measuring in a process of its own: `python -m bench.child pages '{"rounds": 5}'` prints JSON."""

import importlib
import json
import sys

import django


def main() -> None:
    """Make the platform ready, run the part, print its figures."""
    django.setup()
    part = importlib.import_module(f"bench.{sys.argv[1]}")
    print(json.dumps(part.run(**json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
