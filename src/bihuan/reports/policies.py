"""Who may have papers written, and who may change the templates."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import Role
from bihuan.reports.listings import Listing
from bihuan.reports.models import PaperTemplate, WorkbookTemplate
from bihuan.reports.papers.kinds import KINDS, Kind, may_have


def objections_to_writing(kind: Kind, campaign: Campaign, subject: object, *, by: Person) -> Iterator[str]:
    """The role that this kind asks for, and what its subject lacks."""
    if not may_have(kind, by, campaign):
        roles = " / ".join(str(role.label) for role in Role if role in kind.roles)
        yield _("This paper is for: %(roles)s.") % {"roles": roles}
        return
    yield from kind.against(subject)


def objections_to_templates(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """Templates are the campaign office's."""
    yield from objections_to_role(by, [Role.OFFICE], over=campaign.root, campaign_id=campaign.pk)


def objections_to_template(campaign: Campaign, kind: str, name: str, *, by: Person) -> Iterator[str]:
    """A name of its own, for a kind that there is."""
    yield from objections_to_templates(campaign, by=by)
    if kind not in KINDS:
        yield _("There is no paper of this kind. Choose one from the list.")
    if not name.strip():
        yield _("A template needs a name.")
    same = PaperTemplate.objects.filter(campaign=campaign, kind=kind, name=name.strip(), retired_on__isnull=True)
    if same.exists():
        words = _(
            "There is a template “%(name)s” for this paper already. Take it out of use first, or choose another name."
        )
        yield words % {"name": name}


def objections_to_workbook(
    campaign: Campaign, listing: Listing, name: str, holds: Sequence[str], *, by: Person
) -> Iterator[str]:
    """A name of its own among the workbooks of the list, and each of its columns once."""
    yield from objections_to_templates(campaign, by=by)
    if not name.strip():
        yield _("A template needs a name.")
    same = WorkbookTemplate.objects.filter(
        campaign=campaign, listing=listing.code, name=name.strip(), retired_on__isnull=True
    )
    if same.exists():
        words = _(
            "There is a workbook “%(name)s” for this list already. Take it out of use first, or choose another name."
        )
        yield words % {"name": name}
    if not any(holds):
        yield _("No column of the workbook is filled. Say at least for one column what it holds.")
    for one in sorted({one for one in holds if one and holds.count(one) > 1}):
        yield _("“%(column)s” stands in several columns; keep one of them.") % {"column": listing.offered.get(one, one)}
