"""Parts of a campaign as a template or a form says them, checked and typed, before any row is written."""

from dataclasses import dataclass
from datetime import date, timedelta

from bihuan.campaigns.models import Channel, ClosurePolicy, LightRule, Term
from bihuan.people.models import Unit
from bihuan.people.roles import Role


@dataclass(frozen=True)
class PhaseDraft:
    """A phase by weeks counted from the campaign's first day (1 is the first), or by fixed days."""

    name: str
    from_week: int = 0
    to_week: int = 0
    first: date | None = None
    last: date | None = None
    look_back_week: int = 0
    look_back_day: date | None = None
    papers: tuple[str, ...] = ()
    talks: tuple[str, ...] = ()
    waits_for_talks: bool = False

    def look_back(self, starts_on: date) -> date | None:
        """From when the phase is looked back at: the named day, the first day of the named week, or never."""
        if self.look_back_day or not self.look_back_week:
            return self.look_back_day
        return starts_on + timedelta(weeks=self.look_back_week - 1)

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
    recurrence: ClosurePolicy.Recurrence = ClosurePolicy.Recurrence.REOPEN


@dataclass(frozen=True)
class LightDraft:
    colour: LightRule.Colour
    basis: LightRule.Basis
    at_least: int | None
    at_most: int | None
    action: str


@dataclass(frozen=True)
class ObjectDraft:
    """An object kind of supervision: the kinds of units in which it is met (none: all), and its focus problems."""

    code: str
    name: str
    units: tuple[Unit.Kind, ...]
    focus: tuple[str, ...]


@dataclass(frozen=True)
class OversightDraft:
    """How supervision is set up: the days within which a second visit needs a reason, and whom it looks at."""

    visit_window_days: int
    objects: tuple[ObjectDraft, ...]


@dataclass(frozen=True)
class DayDraft:
    day: date
    working: bool
    note: str
