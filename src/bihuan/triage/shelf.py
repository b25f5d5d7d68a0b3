"""The folder in which a desk is kept: one sub-folder of arrays for each segment, the counts, and a manifest.

The manifest is replaced in one step after everything it names has been written, so a reader, or whoever comes after a
crash, sees the old desk or the new one. Arrays are mapped into memory and read without pickle.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from bihuan.triage.commonness import Commonness
from bihuan.triage.segment import Segment

_FORMAT = 1
_MANIFEST = "desk.json"

Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found in a folder."""

    segments: list[Segment]
    common: Commonness
    state: dict[str, Any]


def save(folder: Path, segments: Sequence[Segment], common: Commonness, state: Mapping[str, Any]) -> None:
    """Write the segments that are not there yet, then what may have changed, then the manifest; clear what is left."""
    folder.mkdir(parents=True, exist_ok=True)
    for segment in segments:
        if not (folder / segment.name).exists():
            _write(folder / segment.name, segment.arrays())
    counts = uuid4().hex
    _write(folder / counts, common.arrays())
    manifest = {"format": _FORMAT, "segments": [one.name for one in segments], "counts": counts, "state": dict(state)}
    fresh = folder / f"{counts}.json"
    fresh.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    os.replace(fresh, folder / _MANIFEST)
    needed = {counts, *(segment.name for segment in segments)}
    for old in folder.iterdir():
        if old.is_dir() and old.name not in needed:
            shutil.rmtree(old)


def load(folder: Path) -> Kept | None:
    """Read a folder; None if it holds no desk, or one of another format, which has to be built anew."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if manifest["format"] != _FORMAT:
        return None
    segments = [Segment.from_arrays(name, _read(folder / name)) for name in manifest["segments"]]
    return Kept(segments, Commonness.from_arrays(_read(folder / manifest["counts"])), manifest["state"])


def _write(folder: Path, arrays: Arrays) -> None:
    """Write arrays under another name first: a folder with the right name is whole."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)  # left by a crash
    fresh.mkdir()
    for name, array in arrays.items():
        np.save(fresh / f"{name}.npy", array, allow_pickle=False)
    os.replace(fresh, folder)


def _read(folder: Path) -> dict[str, npt.NDArray[Any]]:
    """Map the arrays of a folder into memory, as plain arrays: looking into a memmap object costs microseconds more."""
    return {
        path.stem: np.asarray(np.load(path, mmap_mode="r", allow_pickle=False)) for path in sorted(folder.glob("*.npy"))
    }
