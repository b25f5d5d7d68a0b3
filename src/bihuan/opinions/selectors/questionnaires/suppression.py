"""Small groups: what is said about few people is said about each of them."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def hidden_groups(sizes: Mapping[Key, int], *, least: int) -> set[Key]:
    """The groups about which nothing is shown.

    First those with fewer than `least`; then, smallest first, more of them until those hidden are at least `least`
    together. Otherwise whoever subtracts what is shown from the whole reads the hidden group after all. Empty groups
    need no hiding.
    """
    hidden = {key for key, size in sizes.items() if 0 < size < least}
    others = sorted((size, str(key), key) for key, size in sizes.items() if size >= least)
    while hidden and others and sum(sizes[key] for key in hidden) < least:
        hidden.add(others.pop(0)[2])
    return hidden
