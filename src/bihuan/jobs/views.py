"""Pages of background work: one's own list, one piece that reports its progress, and trying again."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from bihuan.jobs import registry, services
from bihuan.jobs.models import Job, JobQuerySet
from bihuan.jobs.selectors import visible_jobs
from bihuan.jobs.states import STUCK
from bihuan.ui.parts import LongWork

SHOWN = 50


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List the viewer's latest background work."""
    jobs = _own(request)[:SHOWN]
    return render(request, "jobs/mine.html", {"cards": [card(job) for job in jobs]})


@require_GET
@login_required
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of work: the fragment that asks again every two seconds until the work has ended."""
    job = get_object_or_404(_own(request), pk=pk)
    return render(request, "jobs/_work.html", {"card": card(job)})


@require_POST
@login_required
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let work that failed begin again."""
    services.retry(get_object_or_404(_own(request), pk=pk))
    return redirect("jobs:mine")


def _own(request: HttpRequest) -> JobQuerySet:
    return visible_jobs(cast(int, request.user.pk))  # every view here asks for a sign-in first


def card(job: Job) -> dict[str, object]:
    """Return what `jobs/_work.html` draws; other stages hand it over to show work that they started."""
    shown = LongWork(
        title=title_of(job.kind),
        done=job.done,
        total=job.total,
        next=job.message,
        poll_url=reverse("jobs:work", args=[job.pk]),
        finished=not job.is_open,
    )
    return {"job": job, "work": shown, "stuck": job.state in STUCK}


def title_of(kind: str) -> str:
    """The work's name for people; a kind of an older release keeps its own."""
    return str(registry.get(kind).title) if kind in registry.kinds() else kind
