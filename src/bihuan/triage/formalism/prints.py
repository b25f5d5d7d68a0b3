"""Perceptual hashes of pictures: what stays when a photograph is saved anew, made smaller, brighter or cut a little.

A hash is the signs of 63 low frequencies of a 32 by 32 picture against their median (a discrete cosine transform,
the well-known pHash). Brightness and contrast only scale these frequencies; saving and scaling hardly touch them. A
cut moves them, so windows of every picture are hashed too: the cut picture as a whole meets one window of the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from bihuan.triage.formalism.thresholds import FLAT_SPREAD, HASH_APART, HASH_APART_WHOLE, WINDOWS

U64 = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]

SIDE = 512
"""Pictures are compared at this size at most; what is smaller than a point of it does not count."""
_HASHED = 32
_LOW = 8
_POINTS = (np.arange(_HASHED) + 0.5) * np.pi / _HASHED
_COSINES: Floats = np.cos(np.outer(np.arange(_LOW), _POINTS))
_WEIGHTS: U64 = np.uint64(1) << np.arange(64, dtype=np.uint64)

TURNS = (
    None,
    Image.Transpose.FLIP_LEFT_RIGHT,
    Image.Transpose.ROTATE_90,
    Image.Transpose.ROTATE_180,
    Image.Transpose.ROTATE_270,
)
"""A mirrored or turned photograph is the same one."""


@dataclass(frozen=True, slots=True)
class Print:
    """The hashes of one picture: of the whole in every turn, and of its windows. `flat`: there is nothing to see."""

    whole: U64
    windows: U64
    flat: bool

    def __bytes__(self) -> bytes:
        return bytes([self.flat]) + np.concatenate((self.whole, self.windows)).astype("<u8").tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> "Print":
        """Read back what `bytes` gave."""
        values = np.frombuffer(kept, dtype="<u8", offset=1).astype(np.uint64)
        return cls(values[: len(TURNS)], values[len(TURNS) :], bool(kept[0]))


def opened(source: Path | BinaryIO) -> Image.Image:
    """A picture in grey, upright, not larger than is compared.

    Raises:
        ValueError: it cannot be read as a picture.
    """
    try:
        with Image.open(source) as picture:
            picture.draft("L", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(picture).convert("L")
    except (OSError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise ValueError(f"no picture that can be read: {wrong}") from wrong
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return upright


def print_of(picture: Image.Image) -> Print:
    """The hashes of a grey picture."""
    whole = [_hash(turned(picture, turn)) for turn in TURNS]
    windows = [_hash(picture, box) for box in boxes(picture.size)]
    small = np.asarray(picture.resize((48, 48), Image.Resampling.BOX), dtype=np.float64)
    return Print(np.array(whole, dtype=np.uint64), np.array(windows, dtype=np.uint64), bool(small.std() < FLAT_SPREAD))


def turned(picture: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    """The picture in one of `TURNS`."""
    return picture if turn is None else picture.transpose(turn)


def boxes(size: tuple[int, int]) -> Iterator[Box]:
    """The windows of a picture of this size, the whole first; each at the four corners, the sides and the middle."""
    width, height = size
    for part in WINDOWS:
        free_x, free_y = width * (1 - part), height * (1 - part)
        places = [(0.5, 0.5)] if part == 1 else [(x, y) for x in (0.5, 0.0, 1.0) for y in (0.5, 0.0, 1.0)]
        for x, y in places:
            yield free_x * x, free_y * y, free_x * x + width * part, free_y * y + height * part


def nearest(part: Print, whole: Print) -> tuple[int, int] | None:
    """By which turn of one picture and which window of another they come near; None if they stay strangers."""
    if int(np.bitwise_count(part.whole[0] ^ whole.windows[0])) <= HASH_APART_WHOLE:
        return 0, 0
    apart = np.bitwise_count(part.whole[:, None] ^ whole.windows[None, :])
    turn, window = np.unravel_index(int(apart.argmin()), apart.shape)
    return (int(turn), int(window)) if apart[turn, window] <= HASH_APART else None


@dataclass(frozen=True, slots=True)
class Prints:
    """The prints of many pictures as two tables, so that one is compared with all of them at once."""

    whole: U64
    windows: U64

    @classmethod
    def of(cls, prints: Sequence[Print]) -> "Prints":
        """Put prints into tables, a row each."""
        return cls(np.stack([one.whole for one in prints]), np.stack([one.windows for one in prints]))

    def near(self, one: Print) -> list[int]:
        """The rows that lie near enough to a picture to be looked at."""
        as_whole = np.bitwise_count(self.windows[:, 0] ^ one.whole[0]) <= HASH_APART_WHOLE
        as_part = np.bitwise_count(self.windows[:, None, :] ^ one.whole[None, :, None]).min(axis=(1, 2)) <= HASH_APART
        has_part = np.bitwise_count(self.whole[:, :, None] ^ one.windows[None, None, :]).min(axis=(1, 2)) <= HASH_APART
        rows: list[int] = np.flatnonzero(as_whole | as_part | has_part).tolist()
        return rows


def _hash(picture: Image.Image, box: Box | None = None) -> int:
    points = picture.resize((_HASHED, _HASHED), Image.Resampling.BOX, box=box)
    low = _COSINES @ np.asarray(points, dtype=np.float64) @ _COSINES.T
    signs = low.ravel() > np.median(low.ravel()[1:])
    signs[0] = False  # the mean brightness says nothing
    return int(_WEIGHTS[signs].sum())
