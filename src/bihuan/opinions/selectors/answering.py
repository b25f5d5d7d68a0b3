"""Answering in time: clocks, who is in charge, and which voices wait too long. All of it is a condition on rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from bihuan.campaigns.models import Campaign, Channel
from bihuan.campaigns.selectors import calendar, day_of
from bihuan.opinions.models import Charge, Clock, Disposition, ListeningPolicy, Message, MoreTime, Opinion
from bihuan.people.models import Person

USUAL = ("hotline", 5, 5, True)
"""Without a clock of its own a campaign answers within five working days, as city hotlines do."""
PRESETS = {
    "hotline": (_("hotline: 5 working days (Weifang and Jinan hotline rules)"), 5, 5, True),
    "petition": (_("petition: word in 15 days, ending in 60 (信访工作条例 arts 22, 34)"), 15, 60, False),
    "review": (_("bad rating: 15 working days (好差评)"), 15, 15, True),
    "own": (_("own limits"), 5, 15, True),
}
"""Published clocks: name, days to the first word, days to the ending, whether working days."""


def listening_policy(campaign: Campaign) -> ListeningPolicy:
    """What follows when somebody is not satisfied; the usual one where nobody has set it."""
    return ListeningPolicy.objects.filter(campaign=campaign).first() or ListeningPolicy(campaign=campaign)


@dataclass(frozen=True)
class Limits:
    """One clock: days to the first word and to the ending."""

    respond_days: int
    settle_days: int
    workdays: bool


class Clocks:
    """The clocks of a campaign, read once."""

    def __init__(self, campaign: Campaign) -> None:
        rows = {row.channel_id: row for row in Clock.objects.filter(campaign=campaign)}
        self.own = {key: _limits(row) for key, row in rows.items() if key is not None}
        self.usual = _limits(rows[None]) if None in rows else Limits(*USUAL[1:])
        self.today = day_of(campaign)
        self.days = calendar()

    def of(self, opinion: Opinion) -> Limits:
        """The clock of a voice."""
        return self.own.get(opinion.channel_id, self.usual)

    def respond_due(self, opinion: Opinion) -> date:
        """The last day for a first word."""
        limits = self.of(opinion)
        return self.due(limits, opinion.received_on, limits.respond_days)

    def settle_due(self, opinion: Opinion, more: date | None = None) -> date:
        """The last day for the ending, with more time if it was given."""
        limits = self.of(opinion)
        due = self.due(limits, opinion.received_on, limits.settle_days)
        return max(due, more) if more else due

    def due(self, limits: Limits, received: date, days: int) -> date:
        """The last day in time for a voice that came on this day, so many days later by its clock."""
        return self.days.add_workdays(received, days) if limits.workdays else received + timedelta(days=days)


def _limits(row: Clock) -> Limits:
    return Limits(row.respond_days, row.settle_days, row.workdays)


def with_days(opinions: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Annotate `first_word` (day of the office's first word or ending), `settled_on` and `more_until`."""
    mine = OuterRef("pk")
    said = Message.objects.filter(opinion=mine, from_speaker=False).order_by().values("opinion")
    ended = Disposition.objects.filter(opinion=mine).order_by().values("opinion")
    standing = Disposition.objects.filter(opinion=mine, taken_back_at__isnull=True)
    more = MoreTime.objects.filter(opinion=mine).order_by("-until")
    first_said = Subquery(said.annotate(day=Min("on")).values("day"), output_field=DateField())
    first_end = Subquery(ended.annotate(first=Min("day")).values("first"), output_field=DateField())
    return opinions.annotate(
        said_on=first_said,
        ended_on=first_end,
        settled_on=Subquery(standing.values("day")[:1]),
        more_until=Subquery(more.values("until")[:1]),
    ).annotate(first_word=_earlier("said_on", "ended_on"))


def _earlier(one: str, other: str) -> Least:
    """The earlier of two days of which either may be missing (SQLite's MIN is null then, PostgreSQL's is not)."""
    return Least(Coalesce(F(one), F(other)), Coalesce(F(other), F(one)))


def charge_of(opinion: Opinion) -> Charge | None:
    """Who answers for it now: the last who accepted it."""
    return charges_of(opinion)[0]


def offer_of(opinion: Opinion) -> Charge | None:
    """To whom it was handed on without having been accepted yet."""
    return charges_of(opinion)[1]


def charges_of(opinion: Opinion) -> tuple[Charge | None, Charge | None]:
    """Who answers for it now, and to whom it was offered, in one query."""
    charges = list(opinion.charges.select_related("person__unit", "handed_by").order_by("pk"))
    accepted = [charge for charge in charges if charge.accepted_on is not None]
    offered = [charge for charge in charges if charge.accepted_on is None]
    return (accepted[-1] if accepted else None), (offered[0] if offered else None)


def offered_to(person: Person, campaign: Campaign) -> QuerySet[Charge]:
    """Voices that were handed on to this person and wait to be accepted."""
    waiting = Charge.objects.filter(person=person, accepted_on__isnull=True, opinion__campaign=campaign)
    return waiting.select_related("opinion", "handed_by").order_by("pk")


def channels_of(campaign: Campaign) -> QuerySet[Channel]:
    """Channels that a clock may be set for."""
    return Channel.objects.filter(campaign=campaign, active=True).order_by("position", "pk")
