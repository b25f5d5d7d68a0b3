"""What the engine has learned, how good it is, and letting it learn anew."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from bihuan.campaigns.models import Campaign
from bihuan.jobs.models import Job
from bihuan.jobs.views import card
from bihuan.opinions.models import Lesson
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.selectors.triage_desk import decisions_since, latest_lesson
from bihuan.opinions.services.triage_learning import begin_lesson, resume_lesson, stop_lesson
from bihuan.opinions.views.doors import for_office, for_readers
from bihuan.people.http import PersonRequest


@require_GET
@for_readers
def learning(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """The state of learning."""
    lesson = latest_lesson(campaign)
    job = Job.objects.filter(pk=lesson.job).first() if lesson and lesson.job else None
    own = job is not None and job.created_by == request.user.pk
    finished = Lesson.objects.filter(campaign=campaign, finished=True)
    context = {
        "campaign": campaign,
        "lesson": lesson,
        "taught": finished.order_by("-pk").first(),
        "card": card(job) if job and own and not (lesson and lesson.stopping and not job.is_open) else None,
        "since": decisions_since(campaign, lesson),
        "reasons": list(objections_to_office_work(campaign, request.user)),
    }
    return render(request, "opinions/triage/learning.html", context)


@require_POST
@for_office
def begin(request: PersonRequest, campaign: Campaign) -> HttpResponse:
    """Let it learn."""
    begin_lesson(campaign, by=request.user)
    return redirect("opinions:learning", campaign.code)


@require_POST
@for_office
def stop(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Ask it to stop."""
    stop_lesson(_lesson(campaign, pk), by=request.user)
    return redirect("opinions:learning", campaign.code)


@require_POST
@for_office
def resume(request: PersonRequest, campaign: Campaign, pk: int) -> HttpResponse:
    """Let it go on."""
    resume_lesson(_lesson(campaign, pk), by=request.user)
    return redirect("opinions:learning", campaign.code)


def _lesson(campaign: Campaign, pk: int) -> Lesson:
    return get_object_or_404(Lesson.objects.select_related("campaign__root"), campaign=campaign, pk=pk)
