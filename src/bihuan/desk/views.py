"""Pages of the desk: what waits, the overview, the wall, and the search."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_safe

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import current_campaign, day_of, phases_now
from bihuan.desk.axis import axis_of
from bihuan.desk.charts import trend
from bihuan.desk.chrome import as_of
from bihuan.desk.selectors.course import course
from bihuan.desk.selectors.overview import overview as count
from bihuan.desk.selectors.waiting import waiting_for
from bihuan.ledger.selectors import light_sentence, visible_issues
from bihuan.opinions.selectors import READING, Tally, balance
from bihuan.people.http import PersonRequest, for_roles, signed_in
from bihuan.people.roles import JUDGED, READING_ALL, SUPERVISING, Role
from bihuan.people.selectors import roles_of

READERS = (*READING_ALL, *SUPERVISING, *JUDGED)
COLUMNS = (
    pgettext_lazy("balance", "received"),
    pgettext_lazy("balance", "became issue"),
    pgettext_lazy("balance", "answered"),
    pgettext_lazy("balance", "refused"),
    pgettext_lazy("balance", "forwarded"),
    pgettext_lazy("balance", "waiting"),
)
"""Of the balance sheet, in the order of its tallies."""
HOMES: dict[str, str] = {
    Role.SYSTEM_ADMIN: "people:people",
    Role.SECURITY_ADMIN: "people:people",
    Role.AUDIT_ADMIN: "people:record",
}
"""Where the three administrators begin: none of them has anything on the desk."""


@require_GET
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """What waits for me; whoever has nothing to do with the ledger is led to where his work is."""
    roles = roles_of(request.user)
    for role, page in HOMES.items():
        if role in roles:
            return redirect(page)
    campaign = current_campaign(request)
    if campaign is None or not roles & frozenset(READERS):
        return render(request, "desk/nothing.html", {"campaign": campaign})
    tasks = waiting_for(request.user, campaign)
    today = day_of(campaign)
    context = {
        **_numbers(request, campaign),
        **axis_of(campaign),
        "tasks": tasks,
        "due_today": sum(1 for task in tasks if task.due and task.due <= today),
        "today": today,
        "may_register": Role.OFFICE in roles,
    }
    return render(request, "desk/home.html", context)


@require_GET
@for_roles(*READERS)
def overview(request: PersonRequest) -> HttpResponse:
    """The campaign in numbers, each the door to its list."""
    campaign = current_campaign(request)
    if campaign is None:
        return redirect("desk:home")
    return render(request, "desk/overview.html", _numbers(request, campaign))


@require_safe  # the screen asks by HEAD whether it can renew itself
@for_roles(*READERS)
def wall(request: PersonRequest) -> HttpResponse:
    """The leaders' screen: the same numbers, read from six metres."""
    campaign = current_campaign(request)
    if campaign is None:
        return redirect("desk:home")
    went = course(request.user, campaign)
    context = {
        "as_of": as_of(campaign),
        "phase": phases_now([campaign]).get(campaign.pk),
        "course": went,
        "trend": trend(went),
        **_numbers(request, campaign),
    }
    return render(request, "desk/wall.html", context)


def _numbers(request: PersonRequest, campaign: Campaign) -> dict[str, object]:
    """The tiles; the balance of opinions only for those who read any: others would see empty scales."""
    reads = roles_of(request.user) & frozenset(READING)
    sheet = balance(campaign, viewer=request.user, by="way") if reads else None
    voices = sheet.voices if sheet else Tally()
    received, answered = voices.received, voices.received - voices.open
    red = visible_issues(request.user, campaign).still_open().filter(light="red").select_related("lead_unit")
    return {
        "campaign": campaign,
        "numbers": count(request.user, campaign),
        "sheet": sheet if received else None,
        "columns": COLUMNS,
        "answered": answered,
        "share_answered": round(100 * answered / received, 1) if received else 0.0,
        "overdue": [(issue, light_sentence(issue)) for issue in red.order_by("due", "pk")[:8]],
    }


@require_GET
@for_roles(*READERS)
def search(request: PersonRequest) -> HttpResponse:
    """The search box: a number leads to its issue, words to the ledger's list."""
    words = request.GET.get("q", "").strip()
    campaign = current_campaign(request)
    if campaign and words.isdecimal() and len(words) <= 9:
        found = visible_issues(request.user, campaign).filter(number=int(words)).first()
        if found:
            return redirect("ledger:issue", pk=found.pk)
    if campaign and words[:2].upper() == "A-" and words[2:].isdecimal() and len(words) <= 11:
        return redirect("opinions:opinion", campaign.code, int(words[2:]))
    response = redirect(reverse("ledger:issues"))
    response["Location"] += "?" + request.GET.urlencode()
    return response
