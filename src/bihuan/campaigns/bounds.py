"""How far a campaign may turn the screws of its closure policy: one table for templates, forms and services."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bound:
    """The least and the most a number may be, and what it is when nobody says."""

    least: int
    most: int
    usual: int


POLICY: dict[str, Bound] = {
    # Below half, "the people are satisfied" would be said against the majority of those who answered.
    "min_satisfied_percent": Bound(50, 100, 80),
    # At least one answer: silence is never consent.
    "min_answers": Bound(1, 1000, 1),
    "min_panel": Bound(1, 100, 3),
    "notice_workdays": Bound(1, 60, 5),
    # A group of one would publish a person.
    "small_group": Bound(2, 100, 5),
    "watch_review_days": Bound(7, 730, 90),
}
LOOK_BACK = Bound(1, 1500, 60)
"""Working days between closing and one re-inspection."""
VISIT_WINDOW = Bound(1, 365, 60)
"""Days around a visit within which another one to the same unit needs a reason (政府督查工作条例, art. 15)."""
