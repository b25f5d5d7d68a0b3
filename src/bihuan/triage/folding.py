"""`text.letters` of many texts at once, as code points in flat arrays.

Normalising a million messages one by one takes half a minute; nearly every letter of them folds by itself, so a table
over the code points does it. Texts with something that folds only in company (addresses, combining marks, letters
that become several) go through the careful way.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from bihuan.triage.grams import I64, U32, codes
from bihuan.triage.text import ALONE, SHORT, InCompanyError, has_noise, letters

_BASIC = 0x10000
_CAREFUL = 0xFFFFFFFF


@cache
def _table() -> npt.NDArray[np.uint32]:
    """Folded code point of every letter of the basic plane; 0 for what is no letter, `_CAREFUL` for the rest."""
    return np.fromiter(map(_folded, range(_BASIC)), dtype=np.uint32, count=_BASIC)


def _folded(point: int) -> int:
    try:
        folded = ALONE[point]
    except InCompanyError:
        return _CAREFUL
    return ord(folded) if len(folded) == 1 else (_CAREFUL if folded else 0)


def fold(texts: Sequence[str]) -> tuple[U32, I64]:
    """Code points of the letters of all texts and where each text begins: `codes` of their `letters`, faster."""
    flat, starts = codes(texts)
    folded = _table()[np.minimum(flat, _BASIC - 1)]
    folded[flat >= _BASIC] = _CAREFUL
    rows = np.searchsorted(starts, np.flatnonzero(folded == _CAREFUL), side="right") - 1
    careful = set(rows.tolist())
    careful.update(row for row, text in enumerate(texts) if has_noise(text))
    kept = folded > 0
    for row in careful:
        kept[starts[row] : starts[row + 1]] = False
    bounds = np.concatenate(([0], np.cumsum(kept)))[starts]
    return _with_careful(folded[kept], bounds, {row: letters(texts[row]) for row in sorted(careful)})


def fold_contents(texts: Sequence[str], titles: Sequence[str]) -> tuple[U32, I64]:
    """The letters of each message's `content`, as `fold` gives them."""
    flat, starts = fold(texts)
    short = np.flatnonzero(np.diff(starts) < SHORT).tolist()
    if not short:
        return flat, starts
    whole = list(texts)
    for row in short:
        whole[row] = f"{titles[row]}\n{texts[row]}"
    return fold(whole)


def _with_careful(flat: U32, bounds: I64, careful: dict[int, str]) -> tuple[U32, I64]:
    """Put the careful texts back in their places."""
    pieces: list[U32] = []
    lengths = np.diff(bounds)
    past = 0
    for row, text in careful.items():
        pieces += [flat[past : bounds[row]], codes([text])[0]]
        past = int(bounds[row])
        lengths[row] = len(text)
    return np.concatenate([*pieces, flat[past:]]), np.concatenate(([0], np.cumsum(lengths)))
