"""Parts of a campaign as a template or a form says them, checked and typed, before any row is written."""

from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.campaigns.models import Channel, ClosurePolicy, LightRule, Term
from bihuan.people.roles import Role


@dataclass(frozen=True)
class PhaseDraft:
    """A phase by weeks counted from the campaign's first day (1 is the first), or by fixed days."""

    name: str
    from_week: int = 0
    to_week: int = 0
    first: date | None = None
    last: date | None = None

    def days(self, starts_on: date) -> tuple[date, date]:
        """First and last day when the campaign starts on `starts_on`."""
        if self.first and self.last:
            return self.first, self.last
        return starts_on + timedelta(weeks=self.from_week - 1), starts_on + timedelta(weeks=self.to_week, days=-1)


@dataclass(frozen=True)
class TermDraft:
    taxonomy: Term.Taxonomy
    code: str
    name: str


@dataclass(frozen=True)
class ChannelDraft:
    way: Channel.Way
    code: str
    name: str
    public: bool


@dataclass(frozen=True)
class PolicyDraft:
    """What closing asks for; the fields are those of `ClosurePolicy`."""

    min_satisfied_percent: int
    min_answers: int
    panel: ClosurePolicy.Panel
    min_panel: int
    notice_required: bool
    notice_workdays: int
    small_group: int
    watch_review_days: int
    signatures: tuple[Role, ...]
    look_backs: tuple[int, ...]


@dataclass(frozen=True)
class LightDraft:
    colour: LightRule.Colour
    basis: LightRule.Basis
    at_least: int | None
    at_most: int | None
    action: str


@dataclass(frozen=True)
class DayDraft:
    day: date
    working: bool
    note: str
