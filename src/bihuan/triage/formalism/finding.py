"""What a detector says: a hint with its proof, never a judgement."""

from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "same_photo",
    "copied_text",
    "result_like_plan",
    "massed_closings",
    "evidence_before_plan",
    "reply_elsewhere",
    "impossible_hundred",
)
"""Every kind of hint, in the order in which the desk lists them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One hint.

    `ids` are the records it is about, the one that has to be explained first, what it is compared with behind it.
    `unit` is the unit of the first. `reason` is a Chinese sentence for display, `proof` holds the same as plain data.
    """

    kind: str
    unit: str
    ids: tuple[str, ...]
    reason: str
    proof: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "kind": self.kind, "unit": self.unit, "ids": list(self.ids), "reason": self.reason, "proof": self.proof,
        }  # fmt: skip
