"""Reading the library: who finds what, and how far it was read."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bihuan.campaigns.models import Campaign
from bihuan.people.models import Person
from bihuan.study.models import Material, Note, Reading
from bihuan.study.selectors.scope import seen


def visible_materials(viewer: Person, campaign: Campaign) -> QuerySet[Material]:
    """Materials of the viewer's line of units and of whatever his grants reach."""
    return Material.objects.filter(seen(viewer, campaign), campaign=campaign)


def with_progress(materials: QuerySet[Material], reader: Person) -> QuerySet[Any]:
    """Annotated with the reader's own `percent` (None: not begun) and how many have `finished` it."""
    mine = Reading.objects.filter(material=OuterRef("pk"), person=reader)
    done = Reading.objects.filter(material=OuterRef("pk"), finished_on__isnull=False)
    number = done.order_by().values("material").annotate(n=Count("pk")).values("n")
    return materials.annotate(
        percent=Subquery(mine.values("percent")[:1]),
        finished=Coalesce(Subquery(number, output_field=IntegerField()), 0),
    )


def reading_of(material: Material, person: Person) -> Reading | None:
    """How far a person has read a material."""
    return Reading.objects.filter(material=material, person=person).first()


def notes_of(person: Person, campaign: Campaign) -> QuerySet[Note]:
    """A person's own notes. There is no selector for anybody else's."""
    return Note.objects.filter(person=person, campaign=campaign).select_related("material").order_by("-pk")
