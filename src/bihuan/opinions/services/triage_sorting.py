"""Deciding what voices are about and who deals with them, and ending many at once with the same words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Term
from bihuan.common.workflow import Refused
from bihuan.opinions.events import OpinionCategorised, OpinionHanded
from bihuan.opinions.models import Disposition, Opinion, Suggestion
from bihuan.opinions.policies.matters import objections_to_bulk, objections_to_category, objections_to_responsible
from bihuan.opinions.selectors.triage_matters import companions, with_companions
from bihuan.opinions.services.dispositions import answer, forward, refuse
from bihuan.opinions.states import Status
from bihuan.people.models import Person, Unit

Kind = Disposition.Kind


@act
def categorise(campaign: Campaign, opinions: Collection[Opinion], *, category: Term, by: Person) -> int:
    """Say which category voices belong to; return for how many that was news. This is what the engine learns from.

    Raises:
        Refused: nothing selected, a word that is no category of the campaign, or not of the office.
    """
    if reasons := [*objections_to_bulk(campaign, opinions, by=by), *objections_to_category(campaign, category)]:
        raise Refused(reasons)
    changed = [one for one in opinions if one.category_id != category.pk]
    proposed = _proposed(changed, "category__name")
    Opinion.objects.filter(pk__in=[one.pk for one in changed]).update(category=category)
    for one in changed:
        one.category = category
        said = proposed.get(one.pk, "")
        record(OpinionCategorised(opinion=one.pk, category=category.name, suggested=said), by=by)
    return len(changed)


@act
def hand_to(campaign: Campaign, opinions: Collection[Opinion], *, unit: Unit, by: Person) -> int:
    """Say which unit is to deal with voices; return for how many that was news.

    Raises:
        Refused: nothing selected, a unit outside the campaign or out of use, or not of the office.
    """
    if reasons := [*objections_to_bulk(campaign, opinions, by=by), *objections_to_responsible(campaign, unit)]:
        raise Refused(reasons)
    changed = [one for one in opinions if one.responsible_id != unit.pk]
    proposed = _proposed(changed, "unit__name")
    Opinion.objects.filter(pk__in=[one.pk for one in changed]).update(responsible=unit)
    for one in changed:
        one.responsible = unit
        record(OpinionHanded(opinion=one.pk, unit=str(unit), suggested=proposed.get(one.pk, "")), by=by)
    return len(changed)


def _proposed(opinions: Collection[Opinion], field: str) -> dict[int, str]:
    found = Suggestion.objects.filter(opinion__in=[one.pk for one in opinions]).values_list("opinion", field)
    return {opinion: name or "" for opinion, name in found}


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How voices end, and what each of their speakers reads."""

    kind: str
    reply: str
    reason: Term | None = None
    to: str = ""


@dataclass(frozen=True)
class Left:
    """A voice that stayed as it was, and why."""

    opinion: Opinion
    reasons: tuple[str, ...]


@act
def dispose(
    campaign: Campaign, opinions: Collection[Opinion], *, ending: Ending, by: Person
) -> tuple[list[Opinion], list[Left]]:
    """End voices and whoever stands together with them; each is judged by itself. Returns who ended and who did not.

    Raises:
        Refused: nothing selected, too many, or not of the office.
    """
    if reasons := list(objections_to_bulk(campaign, opinions, by=by)):
        raise Refused(reasons)
    done: list[Opinion] = []
    left: list[Left] = []
    for one in waiting_with_companions(opinions):
        try:
            _end(one, ending, by=by)
        except Refused as refused:
            left.append(Left(one, refused.reasons))
        else:
            done.append(one)
    return done, left


def waiting_with_companions(opinions: Collection[Opinion]) -> Sequence[Opinion]:
    """Whom an ending of these voices reaches: those that wait, with everybody merged with them."""
    return [one for one in with_companions(opinions) if one.status == Status.OPEN]


@act
def end_together(opinion: Opinion, service: Callable[[Opinion], Disposition]) -> list[Opinion]:
    """End one voice by `service`, and the waiting ones of its matter by the same; return them all.

    Raises:
        Refused: one of them cannot end so; then none does.
    """
    ended = [opinion]
    service(opinion)
    for other in companions(opinion).filter(status=Status.OPEN).select_related("campaign__root"):
        service(other)
        ended.append(other)
    return ended


def _end(opinion: Opinion, ending: Ending, *, by: Person) -> None:
    if ending.kind == Kind.REFUSED and ending.reason:
        refuse(opinion, reason=ending.reason, reply=ending.reply, by=by)
    elif ending.kind == Kind.FORWARDED:
        forward(opinion, to=ending.to, reply=ending.reply, by=by)
    else:
        answer(opinion, reply=ending.reply, by=by)
