"""Reading reflections: one's own, those to be reviewed, and the learning garden."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.people.selectors import is_administrator
from bihuan.study.models import Likeness, Reflection
from bihuan.study.selectors.scope import SEEING, within
from bihuan.study.states import ReflectionStatus


def visible_reflections(viewer: Person, campaign: Campaign) -> QuerySet[Reflection]:
    """One's own, those of units in one's scope, and what the garden shows everybody in the campaign."""
    if is_administrator(viewer):
        return Reflection.objects.none()
    condition = Q(author=viewer) | within(viewer, SEEING, campaign)
    if campaign.root_id in viewer.unit.ancestors:
        condition |= SHOWN
    return Reflection.objects.filter(condition, campaign=campaign)


SHOWN = Q(status=ReflectionStatus.ACCEPTED, may_show=True)
"""What the garden shows: accepted, and its writer agrees."""


def garden(campaign: Campaign) -> QuerySet[Reflection]:
    """The learning garden, newest first."""
    rows = Reflection.objects.filter(SHOWN, campaign=campaign).select_related("author", "unit")
    return rows.order_by("-reviewed_on", "-pk")


def with_likeness(reflections: QuerySet[Reflection]) -> QuerySet[Reflection]:
    """Annotated with `alike`: shares much of its words with another one."""
    return reflections.annotate(alike=Exists(Likeness.objects.filter(reflection=OuterRef("pk"))))


def likenesses(reflection: Reflection) -> QuerySet[Likeness]:
    """Others that share words with it, the likest first."""
    rows = Likeness.objects.filter(reflection=reflection).select_related("other__author", "other__unit")
    return rows.order_by("-percent", "pk")
