"""Accepts and fills templates in a child process: 20 seconds and 768 MB, whatever a template asks for."""

import base64
import json
import os
import subprocess
import sys

from bihuan.documents.errors import Unreadable
from bihuan.documents.writing.templates import Fields, plain

SECONDS = 20
MEMORY = 768 * 1024 * 1024

REFUSED = 3
"""Exit status of a child that has a sentence to say."""


def accept_isolated(content: bytes, sample: Fields) -> tuple[str, ...]:
    """`templates.accept` in a process of its own."""
    return tuple(json.loads(_asked("accept", content, sample)))


def fill_isolated(content: bytes, fields: Fields) -> bytes:
    """`templates.fill` in a process of its own."""
    return _asked("fill", content, fields)


def _asked(verb: str, content: bytes, fields: Fields) -> bytes:
    call = [sys.executable, "-m", "bihuan.documents.writing.child", verb]
    environment = {"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    message = json.dumps({"template": base64.b64encode(content).decode(), "fields": plain(fields)})
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            call, input=message.encode(), capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow", f"模板在 {SECONDS} 秒内没有填完，循环可能过多，请简化模板。") from error
    if child.returncode == 0:
        return child.stdout
    if child.returncode == REFUSED:
        refusal = json.loads(child.stdout)
        raise Unreadable(refusal["code"], refusal["sentence"])
    raise Unreadable("damaged", "模板文件异常或占用内存过多，已停止填写。请简化模板后再试。")
