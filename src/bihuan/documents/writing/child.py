"""The child of `isolation`: a template and its fields on standard input, the filled paper on standard output."""

import base64
import json
import sys

from bihuan.documents.errors import Unreadable
from bihuan.documents.writing.isolation import MEMORY, REFUSED, SECONDS
from bihuan.documents.writing.templates import accept, fill

try:
    import resource
except ImportError:  # no such limits on Windows; the parent's time limit still holds
    resource = None  # type: ignore[assignment]  # the module is the only other value


def main() -> None:
    """Accepts or fills one template under limits."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked = json.load(sys.stdin.buffer)
    template, fields = base64.b64decode(asked["template"]), asked["fields"]
    try:
        answer = json.dumps(accept(template, fields)).encode() if sys.argv[1] == "accept" else fill(template, fields)
    except Unreadable as refusal:
        json.dump({"code": refusal.code, "sentence": refusal.sentence}, sys.stdout)
        sys.exit(REFUSED)
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
