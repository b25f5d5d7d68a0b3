"""The child of `isolation`: reads bytes from standard input, writes the neutral form to standard output."""

import json
import sys

from bihuan.documents.errors import Unreadable
from bihuan.documents.formats.isolation import MEMORY, REFUSED, SECONDS
from bihuan.documents.formats.opening import parse

try:
    import resource
except ImportError:  # no such limits on Windows; the parent's time limit still holds
    resource = None  # type: ignore[assignment]  # the module is the only other value


def main() -> None:
    """Parses one file under limits."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        source = parse(sys.stdin.buffer.read(), sys.argv[1])
    except Unreadable as refusal:
        json.dump({"code": refusal.code, "sentence": refusal.sentence}, sys.stdout)
        sys.exit(REFUSED)
    json.dump(source.to_plain(), sys.stdout)


if __name__ == "__main__":
    main()
