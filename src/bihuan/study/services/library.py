"""The library: materials are added, read, and noted upon. Reading and notes leave no fact: they are one's own."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused
from bihuan.files.models import StoredFile
from bihuan.people.models import Person, Unit
from bihuan.study.events import MaterialAdded, ReadTogether
from bihuan.study.models import Material, Note, Reading
from bihuan.study.policies import objections_to_material, objections_to_taking_part, only_workers


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
def read_together(material: Material, people: Sequence[Person], *, by: Person) -> int:
    """Note that people read a material to the end, sitting together (原原本本学); return how many."""
    if reasons := list(only_workers(material.unit, material.campaign, by=by)):
        raise Refused(reasons)
    day = day_of(material.campaign)
    Reading.objects.bulk_create(
        [Reading(material=material, person=person, percent=100, finished_on=day) for person in people],
        update_conflicts=True,
        unique_fields=["material", "person"],
        update_fields=["percent", "finished_on"],
    )
    digest = digest_of([[person.pk] for person in people])
    record(ReadTogether(material=material.pk, people=len(people), digest=digest), by=by)
    return len(people)


@act
def take_note(campaign: Campaign, *, text: str, material: Material | None = None, by: Person) -> Note:
    """Write a note for oneself."""
    if reasons := list(objections_to_taking_part(campaign, by=by)):
        raise Refused(reasons)
    return Note.objects.create(campaign=campaign, person=by, material=material, text=text.strip(), on=day_of(campaign))
