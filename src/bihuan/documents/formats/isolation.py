"""Parses a hostile file in a child process that has 10 seconds and 512 MB, and nothing else to lose."""

import json
import os
import subprocess
import sys

from bihuan.documents.errors import Unreadable
from bihuan.documents.source import Source

SECONDS = 10
MEMORY = 512 * 1024 * 1024

REFUSED = 3
"""Exit status of a child that has a sentence to say."""


def in_own_process(content: bytes, format_name: str) -> Source:
    """The neutral form of a file, parsed by a child process; whatever befalls the child is a sentence here."""
    call = [sys.executable, "-m", "bihuan.documents.formats.child", format_name]
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            call, input=content, capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow", f"文件在 {SECONDS} 秒内没有读完，可能已损坏，请另存或拆分后再上传。") from error
    if child.returncode == 0:
        return Source.from_plain(json.loads(child.stdout))
    if child.returncode == REFUSED:
        refusal = json.loads(child.stdout)
        raise Unreadable(refusal["code"], refusal["sentence"])
    raise Unreadable("damaged", "文件已损坏或内容异常，读取中断，请用办公软件打开、另存后再上传。")
