"""What the background work of this stage carries."""

from dataclasses import dataclass

COMPARE = "study.compare"


@dataclass(frozen=True)
class Compare:
    """Compare the reflections of a campaign that were handed in since the last time."""

    campaign: int
