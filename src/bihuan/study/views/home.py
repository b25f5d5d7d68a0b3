"""One's own study: what is next, what is still to be done, what waits for whoever runs the study of a unit."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bihuan.campaigns.http import campaign_in_sight
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.people.http import PersonRequest, signed_in
from bihuan.people.models import Person
from bihuan.people.selectors import roles_of
from bihuan.study.models import Participant
from bihuan.study.selectors.coverage import LACKS, visible_participants, with_deeds
from bihuan.study.selectors.library import visible_materials, with_progress
from bihuan.study.selectors.plans import visible_plans
from bihuan.study.selectors.reflections import garden, visible_reflections
from bihuan.study.selectors.scope import SEEING
from bihuan.study.selectors.sessions import visible_sessions
from bihuan.study.states import PlanStatus, ReflectionStatus, SessionStatus
from bihuan.study.tables import DUTIES
from bihuan.ui.parts import Line

NEXT = 6


@require_GET
@signed_in
def home(request: PersonRequest) -> HttpResponse:
    """The front page of study."""
    campaign, viewer = campaign_in_sight(request), request.user
    coming = visible_sessions(viewer, campaign).filter(
        status__in=[SessionStatus.PLANNED, SessionStatus.OPEN], held_on__gte=day_of(campaign)
    )
    mine = with_deeds(Participant.objects.filter(person=viewer, plan__campaign=campaign)).select_related("plan__unit")
    context = {
        "campaign": campaign,
        "coming": coming.select_related("unit").order_by("held_on", "pk")[:NEXT],
        "mine": mine.order_by("plan__level", "pk"),
        "unread": _unread(viewer, campaign),
        "waiting": list(_waiting(viewer, campaign)) if roles_of(viewer) & SEEING else [],
        "newest": garden(campaign)[:3],
    }
    return render(request, "study/home.html", context)


def _unread(viewer: Person, campaign: Campaign) -> int:
    required = visible_materials(viewer, campaign).filter(required_of="everyone")
    return required.count() - with_progress(required, viewer).filter(percent=100).count()


def _waiting(viewer: Person, campaign: Campaign) -> Iterator[Line]:
    """What waits in the units of one's scope; each number opens its list."""
    plans = visible_plans(viewer, campaign).filter(status=PlanStatus.SUBMITTED).count()
    yield Line(_("Study plans to decide"), str(plans), url=reverse("study:plans") + "?status=submitted")
    waiting = visible_reflections(viewer, campaign).filter(status=ReflectionStatus.SUBMITTED).count()
    yield Line(_("Reflections to review"), str(waiting), url=reverse("study:reflections") + "?status=submitted")
    people = visible_participants(viewer, campaign)
    for duty, words in DUTIES.items():
        count = LACKS[duty](people).count()
        yield Line(str(words).capitalize(), str(count), url=f"{reverse('study:people')}?lacks={duty}")
