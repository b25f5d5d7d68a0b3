"""The library: materials are added, read, and noted upon. Reading and notes leave no fact: they are one's own."""

from typing import TypedDict, Unpack

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.people.models import Person, Unit
from bihuan.study.events import MaterialAdded
from bihuan.study.models import Material, Note, Reading
from bihuan.study.policies import objections_to_material, objections_to_taking_part


class _Needed(TypedDict):
    kind: str
    title: str


class MaterialContent(_Needed, total=False):
    """What a material is."""

    source: str
    text: str
    file: StoredFile | None
    required_of: str


@act
def add_material(campaign: Campaign, *, unit: Unit, by: Person, **content: Unpack[MaterialContent]) -> Material:
    """Put something into the library of a unit; everybody below it finds it."""
    says = bool(content.get("text", "").strip() or content.get("file"))
    if reasons := list(objections_to_material(unit, campaign, says_something=says, by=by)):
        raise Refused(reasons)
    material = Material.objects.create(campaign=campaign, unit=unit, added_on=day_of(campaign), added_by=by, **content)
    record(MaterialAdded(material=material.pk, title=material.title, unit=unit.name), by=by)
    return material


@act
def read(material: Material, *, percent: int, by: Person) -> Reading:
    """Say how far one has read; it may also be less than before."""
    if reasons := list(objections_to_taking_part(material.campaign, by=by)):
        raise Refused(reasons)
    finished = day_of(material.campaign) if percent == 100 else None
    reading, _new = Reading.objects.update_or_create(
        material=material, person=by, defaults={"percent": percent, "finished_on": finished}
    )
    return reading


@act
def take_note(campaign: Campaign, *, text: str, material: Material | None = None, by: Person) -> Note:
    """Write a note for oneself."""
    if reasons := list(objections_to_taking_part(campaign, by=by)):
        raise Refused(reasons)
    return Note.objects.create(campaign=campaign, person=by, material=material, text=text.strip(), on=day_of(campaign))
