"""What every view of the ledger needs: the campaign one works in, and an issue that one may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from bihuan.campaigns.http import campaign_in_sight
from bihuan.campaigns.models import Campaign
from bihuan.ledger.models import Evidence, Issue, Measure
from bihuan.ledger.selectors import READERS, visible_issues
from bihuan.people.http import PersonRequest
from bihuan.people.selectors import holds


def campaign_of(request: PersonRequest) -> Campaign:
    """The campaign in sight, for those who work with its ledger.

    Raises:
        Http404: the person reads no ledger of this campaign.
    """
    campaign = campaign_in_sight(request)
    if not holds(request.user, READERS, campaign_id=campaign.pk):
        raise Http404
    return campaign


def issue_of(request: PersonRequest, pk: int) -> Issue:
    """An issue that the viewer may see, with what pages always show of it."""
    issues = visible_issues(request.user).select_related(
        "campaign__root", "lead_unit", "category", "problem_kind", "focus", "horizon", "disposition"
    )
    return get_object_or_404(issues, pk=pk)


def measure_of(request: PersonRequest, pk: int) -> Measure:
    """A measure of an issue that the viewer may see."""
    seen = visible_issues(request.user)
    return get_object_or_404(
        Measure.objects.filter(issue__in=seen).select_related("issue__campaign__root", "issue__lead_unit"), pk=pk
    )


def evidence_of(request: PersonRequest, pk: int) -> Evidence:
    """A piece of evidence of an issue that the viewer may see."""
    seen = visible_issues(request.user)
    return get_object_or_404(
        Evidence.objects.filter(issue__in=seen).select_related("issue__campaign__root", "issue__lead_unit", "measure"),
        pk=pk,
    )
