"""Reading campaigns: which one a person works in, its calendar and the next number of a sequence."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest

from bihuan.campaigns.models import CalendarDay, Campaign, ClosurePolicy, FocusProblem, ObjectKind, Phase, Term
from bihuan.common.clock import today
from bihuan.common.reading import asked_once
from bihuan.people.models import Person
from bihuan.people.selectors import grants_of, is_administrator
from bihuan.timetable.workdays import WorkdayCalendar

SESSION_KEY = "campaign"
"""Where the session keeps the chosen campaign."""


def visible_campaigns(viewer: Person) -> QuerySet[Campaign]:
    """Campaigns whose scope meets a grant of the viewer, above or below; none for administrators."""
    if is_administrator(viewer):
        return Campaign.objects.none()
    own = viewer.unit
    ids = {ancestor for grant in grants_of(viewer) for ancestor in grant.unit.ancestors} | set(own.ancestors)
    condition = Q(root_id__in=ids)
    for grant in grants_of(viewer):
        condition |= Q(**{f"root__u{grant.unit.level}": grant.unit_id})
    return Campaign.objects.filter(condition, active=True).order_by("-starts_on", "pk")


def campaign_called(code: str) -> Campaign | None:
    """The campaign with this code, for commands."""
    return Campaign.objects.filter(code=code).select_related("root").first()


def campaign_codes() -> list[str]:
    """Codes of all campaigns, newest first, for commands."""
    return list(Campaign.objects.order_by("-starts_on").values_list("code", flat=True))


def campaigns_in_sight(request: HttpRequest) -> list[Campaign]:
    """The campaigns that concern a person, newest first; read once per request, for the page and for its frame."""
    if not isinstance(request.user, Person):
        return []
    known: list[Campaign] | None = getattr(request, "bihuan_campaigns", None)
    if known is None:
        known = list(visible_campaigns(request.user).select_related("root", "office"))
        request.bihuan_campaigns = known  # type: ignore[attr-defined] # a cache as long as the request
    return known


def current_campaign(request: HttpRequest) -> Campaign | None:
    """The campaign that a person works in: the one of the address, the chosen one, or the newest in sight."""
    of_the_address: Campaign | None = getattr(request, "bihuan_campaign", None)
    if of_the_address is not None:
        return of_the_address
    chosen = request.session.get(SESSION_KEY) if request.user.is_authenticated else None
    campaigns = campaigns_in_sight(request)
    return next((one for one in campaigns if one.pk == chosen), campaigns[0] if campaigns else None)


def day_of(campaign: Campaign) -> date:
    """The day that the campaign lives in: today, or the day on which a demo stands still."""
    return campaign.as_of or today()


def calendar() -> WorkdayCalendar:
    """Official working days, corrected by what an administrator entered.

    Every yearly notice begins with New Year's Day, so a year counts as announced once that day is entered.
    """
    days = dict(CalendarDay.objects.values_list("day", "working"))
    announced = frozenset(day.year for day in days if (day.month, day.day) == (1, 1))
    return WorkdayCalendar(overrides=days, entered_years=announced)


@asked_once
def policy_of(campaign: Campaign) -> ClosurePolicy:
    """What closing asks for in this campaign."""
    return ClosurePolicy.objects.prefetch_related("signatures", "look_backs").get(campaign=campaign)


def terms(campaign: Campaign, taxonomy: str) -> QuerySet[Term]:
    """The active words of one taxonomy, in order."""
    return Term.objects.filter(campaign=campaign, taxonomy=taxonomy, active=True).order_by("position", "pk")


def all_terms(campaign: Campaign, taxonomy: str) -> QuerySet[Term]:
    """Every word of one taxonomy, those out of use at the end."""
    return Term.objects.filter(campaign=campaign, taxonomy=taxonomy).order_by("-active", "position", "pk")


def object_kinds(campaign: Campaign) -> list[ObjectKind]:
    """Whom supervision looks at, each with its focus list and the kinds of units in which it is met."""
    problems = Prefetch("problems", queryset=FocusProblem.objects.order_by("position"))
    return list(campaign.object_kinds.order_by("position").prefetch_related(problems, "layers"))


def phases_now(campaigns: Sequence[Campaign]) -> dict[int, Phase]:
    """The phase in which each of some campaigns stands on its day, by campaign; one query for all."""
    days = {campaign.pk: day_of(campaign) for campaign in campaigns}
    found: dict[int, Phase] = {}
    for phase in Phase.objects.filter(campaign__in=campaigns).order_by("position"):
        if phase.starts_on <= days[phase.campaign_id] <= phase.ends_on:
            found.setdefault(phase.campaign_id, phase)
    return found
