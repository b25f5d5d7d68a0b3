"""What somebody may see of supervision: what belongs to issues in his scope, and the teams of his campaigns."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import visible_campaigns
from bihuan.ledger.selectors import visible_issues
from bihuan.people.models import Person
from bihuan.supervision.models import Team

Row = TypeVar("Row", bound=Model)


def of_visible_issues(rows: QuerySet[Row], viewer: Person, campaign: Campaign | None = None) -> QuerySet[Row]:
    """Rows with an `issue` inside the viewer's scope; the same condition as the ledger's own list."""
    return rows.filter(issue__in=visible_issues(viewer, campaign))


def visible_teams(viewer: Person, campaign: Campaign | None = None) -> QuerySet[Team]:
    """Teams of the campaigns that concern the viewer: whom one may be visited by is no secret."""
    teams = Team.objects.filter(campaign__in=visible_campaigns(viewer))
    return teams if campaign is None else teams.filter(campaign=campaign)
