"""What stands against a verb of the sealed channel."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.common.workflow import Step
from bihuan.opinions.models import TipOff
from bihuan.opinions.selectors.sealed import has_keeper, keepers, visible_tip_offs
from bihuan.people.models import Person
from bihuan.people.policies import objections_to_role
from bihuan.people.roles import ADMINISTRATORS, JUDGED, Role
from bihuan.people.selectors import roles_of

BARRED = ADMINISTRATORS | JUDGED | {Role.OFFICE}
"""Who is never a keeper: whoever runs the site, speaks for a unit that is judged, or works on the other voices."""


def objections_to_keepers(campaign: Campaign, *, by: Person) -> Iterator[str]:
    """The leading official over the whole campaign appoints and relieves keepers."""
    yield from objections_to_role(by, [Role.LEADER], over=campaign.root, campaign_id=campaign.pk)


def objections_to_appointing(campaign: Campaign, *, person: Person, by: Person) -> Iterator[str]:
    """A keeper is somebody else, with an open account, and without a post that the channel must be kept from."""
    yield from objections_to_keepers(campaign, by=by)
    if person.pk == by.pk:
        yield _("Nobody appoints himself. Choose somebody of the discipline inspection.")
    held = sorted(str(Role(role).label) for role in roles_of(person) & BARRED)
    if held:
        words = _("%(person)s is %(roles)s; a keeper must be neither administrator nor office, nor speak for a unit.")
        yield words % {"person": person, "roles": "、".join(held)}
    if not person.unit.is_within(campaign.root):
        yield _("%(person)s belongs to no unit of this campaign.") % {"person": person}
    if keepers(campaign).filter(person=person).exists():
        yield _("%(person)s keeps this channel already.") % {"person": person}


def objections_to_tip_off(campaign: Campaign, *, text: str) -> Iterator[str]:
    """There is somebody to open it, and something is said."""
    if not (campaign.active and has_keeper(campaign)):
        yield _("Nobody keeps the sealed channel at present. Turn to the discipline inspection directly.")
    if not text.strip():
        yield _("Nothing is written yet. Say in a sentence who did what, when and where.")


def objections_to_keeping(tip_off: TipOff, *, by: Person, step: Step | None = None) -> Iterator[str]:
    """Only a keeper whom it does not concern; a step starts where the tip-off stands."""
    if not visible_tip_offs(by, tip_off.campaign).filter(pk=tip_off.pk).exists():
        yield _("This is for the keepers of the sealed channel whose own unit it is not about.")
    if step is not None and tip_off.status not in step.sources:
        yield _("%(label)s is “%(status)s” already.") % {
            "label": tip_off.label,
            "status": tip_off.get_status_display(),
        }
