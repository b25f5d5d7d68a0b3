"""The child of `isolation`: hears its task and a file on standard input, and tells line by line what it reads."""

import gc
import json
import sys
from collections.abc import Iterator
from typing import Any

from bihuan.documents.errors import SecrecyMarked, Unreadable
from bihuan.documents.flow import tell
from bihuan.documents.formats.isolation import CPU_SECONDS, MEMORY, PARSED, REFUSED, SECONDS
from bihuan.documents.formats.opening import parse
from bihuan.documents.model import Meaning
from bihuan.documents.transfer import lines_of

try:
    import resource
except ImportError:  # no such limits on Windows; the parent's time limit still holds
    resource = None  # type: ignore[assignment]  # the module is the only other value


def main() -> None:
    """Reads one file under limits."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.disable()  # nothing here points back at itself, and hundreds of thousands of cells are looked at in vain
    task = json.loads(sys.stdin.buffer.readline())
    try:
        for line in _lines(task, sys.stdin.buffer.read()):
            _say(line)
    except Unreadable as refusal:
        secret = isinstance(refusal, SecrecyMarked)
        _say({REFUSED: {"code": refusal.code, "sentence": refusal.sentence, "secret": secret}})


def _lines(task: dict[str, Any], content: bytes) -> Iterator[dict[str, Any]]:
    source = parse(content, task["format"])
    if task.get("plain"):
        yield {"plain": source.to_plain()}
        return
    if resource is not None:  # the parser, which others wrote, has had its time
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    yield {PARSED: True}
    corrections = {header: Meaning(word) if word else None for header, word in task["corrections"].items()}
    yield from lines_of(tell(source, corrections, checked=task["checked"]))


def _say(line: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
