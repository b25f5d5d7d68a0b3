"""Are two pictures one photograph? Lay the one over a part of the other, then compare them cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from bihuan.triage.formalism.prints import TURNS, Box, Floats, Print, boxes, nearest, turned
from bihuan.triage.formalism.thresholds import (
    CELL_ALIKE,
    CELL_SPREAD,
    CELLS_ALIKE,
    GRID,
    TELLING_CELLS,
)

_FINEST = 16 * GRID
_SEARCH = ((32, 0.04), (32, 0.02), (64, 0.01), (128, 0.005))
"""Points along a side, and the step by which the sides of the window move, as a share of the picture."""
_MOST_STEPS = 6
_BEYOND = 0.06
"""How far the window may reach beyond the other picture: two cuts of one photograph rarely nest."""
_CLIPPED = 1.5
"""Deviations to which points are held while a window is sought, or one dark stamp would decide for a pale sheet."""
_HOPELESS = 0.5
"""Correlation of the whole that two prints of one photograph always reach once they are laid over one another."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two pictures are: share of telling cells that agree, how many tell, and whether one was turned."""

    agreeing: float
    telling: int
    turned: bool

    @property
    def same(self) -> bool:
        """One photograph, saved twice."""
        return self.telling >= TELLING_CELLS and self.agreeing >= CELLS_ALIKE


def likeness(ours: Image.Image, theirs: Image.Image, prints: tuple[Print, Print]) -> Likeness | None:
    """Compare two grey pictures (see `prints.opened`); None if they cannot be one photograph.

    Either may be a cut of the other, so both ways are tried and the better one is told.
    """
    if prints[0].flat or prints[1].flat:
        return None
    ways = (_laid(ours, theirs, *prints), _laid(theirs, ours, *reversed(prints)))
    found = [one for one in ways if one is not None]
    return max(found, key=lambda one: one.agreeing, default=None)


def _laid(part: Image.Image, whole: Image.Image, print_of_part: Print, print_of_whole: Print) -> Likeness | None:
    found = nearest(print_of_part, print_of_whole)
    if found is None:
        return None
    turn, window = found
    part = turned(part, TURNS[turn])
    ground = _Ground(whole)
    box, correlation = ground.best(part, list(boxes(whole.size))[window])
    if correlation < _HOPELESS:
        return None
    points = min(_FINEST, *part.size, *whole.size) // GRID * GRID
    if not points:
        return None
    agreeing, telling = _cells(_soft(_points(part, points)), _soft(ground.points(box, points)))
    return Likeness(agreeing, telling, turned=TURNS[turn] is not None)


class _Ground:
    """The picture on which the other one is moved about, with a rim so that the window may reach a little beyond."""

    def __init__(self, whole: Image.Image) -> None:
        self.width, self.height = whole.size
        self.rim = int(_BEYOND * max(whole.size)) + 1
        self.padded = Image.fromarray(np.pad(np.asarray(whole), self.rim, mode="edge"))

    def points(self, box: Box, points: int) -> Image.Image:
        left, top, right, bottom = box
        moved = (left + self.rim, top + self.rim, right + self.rim, bottom + self.rim)
        return self.padded.resize((points, points), Image.Resampling.BILINEAR, box=moved)

    def best(self, part: Image.Image, box: Box) -> tuple[Box, float]:
        """The window in which the part agrees best, sought from coarse to fine."""
        best = -1.0
        for points, step in _SEARCH:
            target = _held(_points(part, points))
            best = self._agreement(target, box, points)
            for _step in range(_MOST_STEPS):
                tried = [(self._agreement(target, moved, points), moved) for moved in self._moves(box, step)]
                agreement, moved = max(tried, default=(-1.0, box))
                if agreement <= best:
                    break
                best, box = agreement, moved
            if best < _HOPELESS / 2:
                break
        return box, best

    def _agreement(self, target: Floats, box: Box, points: int) -> float:
        return float((target * _held(self.points(box, points))).mean())

    def _moves(self, box: Box, step: float) -> Iterator[Box]:
        """The window a step to each side, with one side moved, larger and smaller; never far beyond the picture."""
        x, y = step * self.width, step * self.height
        for left, top, right, bottom in _DIRECTIONS:
            moved = (box[0] + left * x, box[1] + top * y, box[2] + right * x, box[3] + bottom * y)
            inside = moved[0] >= -self.rim and moved[1] >= -self.rim
            if inside and moved[2] <= self.width + self.rim and moved[3] <= self.height + self.rim:
                yield moved


_DIRECTIONS = [
    (sign * left, sign * top, sign * right, sign * bottom)
    for sign in (1, -1)
    for left, top, right, bottom in (
        (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 0, 1, 0), (0, 1, 0, 1), (1, 1, -1, -1),
    )
]  # fmt: skip


def _points(picture: Image.Image, points: int) -> Image.Image:
    return picture.resize((points, points), Image.Resampling.BILINEAR)


def _soft(picture: Image.Image) -> Floats:
    """Without the finest detail, which every saving changes."""
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(1)), dtype=np.float64)


def _held(picture: Image.Image) -> Floats:
    """The points as deviations, without extremes."""
    return _spread(np.clip(_spread(np.asarray(picture, dtype=np.float64)), -_CLIPPED, _CLIPPED))


def _spread(values: Floats) -> Floats:
    """With mean 0 and deviation 1: brightness and contrast are gone."""
    centred: Floats = values - values.mean()
    return centred / max(float(centred.std()), 1e-6)


def _cells(ours: Floats, theirs: Floats) -> tuple[float, int]:
    """Share of telling cells that agree, and how many tell. The outermost ring is left out: stamps stand there."""
    scale = max(float(ours.std()), float(theirs.std()))
    here, there = (_cut(_spread(values) * scale) for values in (ours, theirs))
    spread_here, spread_there = here.std(axis=1), there.std(axis=1)
    telling = np.maximum(spread_here, spread_there) >= CELL_SPREAD
    if not telling.any():
        return 0.0, 0
    together = (here * there).mean(axis=1) / np.maximum(spread_here * spread_there, 1e-6)
    return float((together[telling] >= CELL_ALIKE).mean()), int(telling.sum())


def _cut(values: Floats) -> Floats:
    """The inner cells as rows, each around its own mean."""
    side = len(values) // GRID
    cells = values.reshape(GRID, side, GRID, side).transpose(0, 2, 1, 3)[1:-1, 1:-1].reshape(-1, side * side)
    centred: Floats = cells - cells.mean(axis=1, keepdims=True)
    return centred
