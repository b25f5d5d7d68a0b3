"""Reads a hostile file in a child process that has 10 seconds and 512 MB, and nothing else to lose.

The child says what it reads line by line, so that parent and child work at the same time, on two processors.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, cast

from bihuan.documents.columns import Corrections
from bihuan.documents.errors import SecrecyMarked, Unreadable
from bihuan.documents.flow import Told
from bihuan.documents.source import Source
from bihuan.documents.transfer import READING, told_of

SECONDS = 10
"""For the parser, and then for each line that the child says."""
CPU_SECONDS = 300
"""For all lines of the largest file together."""
MEMORY = 512 * 1024 * 1024

REFUSED = "refused"
PARSED = "parsed"
AHEAD = 8
"""Lines that the child may be ahead of whoever takes them: enough for both to keep busy, little memory."""


@contextmanager
def told_by_child(
    content: bytes, format_name: str, corrections: Corrections, *, checked: bool
) -> Iterator[Iterator[Told]]:
    """What a child process tells of a file; whatever befalls the child is a sentence here."""
    with _child(content, {"format": format_name, "corrections": dict(corrections), "checked": checked}) as lines:
        yield (one for line in _spoken(lines) for one in told_of(line))


def in_own_process(content: bytes, format_name: str) -> Source:
    """The neutral form of a file, parsed by a child process."""
    with _child(content, {"format": format_name, "plain": True}) as lines:
        for line in _spoken(lines):
            return Source.from_plain(line["plain"])
    raise _damaged()


Lines = queue.Queue[bytes | None]


@contextmanager
def _child(content: bytes, task: dict[str, object]) -> Iterator[Lines]:
    """A child at work, and the lines that it says; None comes after the last."""
    call = [sys.executable, "-m", "bihuan.documents.formats.child"]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    lines: Lines = queue.Queue(AHEAD)
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        said = json.dumps(task).encode() + b"\n" + content
        talk = threading.Thread(target=_talk, args=(child, said, lines), daemon=True)
        talk.start()
        try:
            yield lines
        finally:
            child.kill()
            while talk.is_alive():  # it may wait for room for a line that nobody wants any more
                with suppress(queue.Empty):
                    lines.get(timeout=0.05)


def _talk(child: subprocess.Popen[bytes], said: bytes, lines: Lines) -> None:
    """Say everything, then listen. The child hears all of it before it speaks."""
    listening, speaking = _pipes(child)
    with suppress(OSError):  # a child that died early has closed its ears; that it said nothing is found out below
        listening.write(said)
        listening.close()
    for line in speaking:
        lines.put(line)
    lines.put(None)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    return cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)


def _spoken(lines: Lines) -> Iterator[dict[str, Any]]:
    """The lines as data. A child that ends without a reading, or that takes too long, is a sentence."""
    whole = False
    while (line := _next(lines)) is not None:
        told = json.loads(line)
        if refusal := told.get(REFUSED):
            kind = SecrecyMarked if refusal["secret"] else Unreadable
            raise kind(refusal["code"], refusal["sentence"])
        whole = READING in told
        if PARSED not in told:
            yield told
    if not whole:
        raise _damaged()


def _next(lines: Lines) -> bytes | None:
    try:
        return lines.get(timeout=SECONDS)
    except queue.Empty as late:
        raise Unreadable("too_slow", f"文件在 {SECONDS} 秒内没有读完，可能已损坏，请另存或拆分后再上传。") from late


def _damaged() -> Unreadable:
    return Unreadable("damaged", "文件已损坏或内容异常，读取中断，请用办公软件打开、另存后再上传。")
