"""Where Vite put the built front end: its manifest, read once per build."""

import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

DIST = Path(__file__).parent / "static" / "dist"
MANIFEST = DIST / "manifest.json"
SOURCE = "src/bihuan/ui/frontend"


def assets(entry: str) -> tuple[list[str], str]:
    """Return the style sheets and the module of an entry, as paths below STATIC_URL.

    Without a manifest (tests, a checkout that was never built) the page stays readable HTML: both are
    empty and a warning says how to build.
    """
    try:
        stamp = MANIFEST.stat().st_mtime_ns
    except FileNotFoundError:
        log.warning("The front end is not built: run `npm install` and `npm run build`.")
        return [], ""
    chunks = _manifest(stamp)
    chunk = chunks[f"{SOURCE}/{entry}.js"]
    return [f"dist/{name}" for name in _styles(chunks, chunk)], f"dist/{chunk['file']}"


@lru_cache(maxsize=1)
def _manifest(_stamp: int) -> dict[str, Any]:
    chunks: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return chunks


def _styles(chunks: dict[str, Any], chunk: dict[str, Any]) -> list[str]:
    """List the sheets of a chunk after those of the chunks it shares, so that its own rules win."""
    shared = [name for key in chunk.get("imports", []) for name in _styles(chunks, chunks[key])]
    return list(dict.fromkeys(shared + chunk.get("css", [])))
