"""Putting voices together and taking them apart. A voice keeps its words, heads, ending and receipt throughout.

Every act is added to the ones before; undoing one is an act as well. All acts of a campaign queue up behind one
counter, so that two clerks at once leave each voice in exactly one matter.
"""

from collections.abc import Collection, Iterable

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.campaigns.services import next_number
from bihuan.common.clock import now
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events import (
    DissentNoted,
    MatterNamed,
    OpinionJoinedMatter,
    OpinionLeftMatter,
    RegroupingUndone,
    VoicesMerged,
    VoicesSplit,
)
from bihuan.opinions.models import Matter, MatterVoice, Opinion, Regrouping
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.policies.matters import (
    objections_to_merging,
    objections_to_naming,
    objections_to_splitting,
    objections_to_undoing,
)
from bihuan.opinions.selectors.triage_matters import standing_ties, with_companions
from bihuan.people.models import Person

SEQUENCE = "matter"
Kind = Regrouping.Kind


@act
def merge(
    campaign: Campaign,
    opinions: Collection[Opinion],
    *,
    by: Person,
    into: Matter | None = None,
    name: str = "",
    reason: str = "",
) -> tuple[Matter, Regrouping]:
    """Put voices together under one matter, with everybody who stands together with one of them already.

    The matter is `into`, or the one that most of them belong to, or a new one called `name`.

    Raises:
        Refused: fewer than two voices, of another campaign, together already, no name for a new matter, or not of
            the office.
    """
    next_number(campaign, SEQUENCE, count=0)
    if reasons := list(objections_to_merging(campaign, opinions, into=into, by=by)):
        raise Refused(reasons)
    everybody = with_companions(opinions)
    ties = {tie.opinion_id: tie for tie in _standing(everybody)}
    target = into or _largest(ties.values()) or _new_matter(campaign, name, by=by)
    done = _add(campaign, Kind.MERGE, reason=reason, by=by)
    moving = [one for one in everybody if one.pk not in ties or ties[one.pk].matter_id != target.pk]
    _move(moving, ties, into=target, by_act=done, by=by)
    record(VoicesMerged(matter=target.pk, act=done.pk, voices=_labels(moving)), by=by)
    return target, done


@act
def split(opinions: Collection[Opinion], *, name: str, reason: str, by: Person) -> tuple[Matter, Regrouping]:
    """Take voices out of their matter as a matter of their own. Their endings stay until somebody takes them back.

    Raises:
        Refused: they are not of one matter, nobody would stay, no name or reason, or not of the office.
    """
    for campaign in {one.campaign for one in opinions}:
        next_number(campaign, SEQUENCE, count=0)
    ties = _standing(opinions)
    if reasons := list(objections_to_splitting(ties, reason=reason, by=by)):
        raise Refused(reasons)
    before = ties[0].matter
    target = _new_matter(before.campaign, name, by=by)
    done = _add(before.campaign, Kind.SPLIT, reason=reason, by=by)
    leaving = [tie.opinion for tie in ties]
    _move(leaving, {tie.opinion_id: tie for tie in ties}, into=target, by_act=done, by=by)
    labels = _labels(leaving)
    record(VoicesSplit(matter=before.pk, act=done.pk, into=str(target), voices=labels, reason=reason.strip()), by=by)
    return target, done


@act
def undo(done: Regrouping, *, by: Person) -> Regrouping:
    """Put each voice back where it was before a merge or a split; one that was moved again since stays where it is.

    Raises:
        Refused: undone before, everybody was moved again since, or not of the office.
    """
    next_number(done.campaign, SEQUENCE, count=0)
    done = lock(done)
    if reasons := list(objections_to_undoing(done, by=by)):
        raise Refused(reasons)
    undoing = _add(done.campaign, Kind.UNDO, undoes=done, by=by)
    before = {tie.opinion_id: tie.matter for tie in done.ended.select_related("matter")}
    standing = list(done.tied.filter(ended_by__isnull=True).select_related("matter", "opinion").order_by("opinion_id"))
    by_matter: dict[int, list[Opinion]] = {}
    for tie in standing:
        by_matter.setdefault(tie.matter_id, []).append(tie.opinion)
        _move([tie.opinion], {tie.opinion_id: tie}, into=before.get(tie.opinion_id), by_act=undoing, by=by)
    for matter, voices in by_matter.items():
        record(RegroupingUndone(matter=matter, act=done.pk, voices=_labels(voices)), by=by)
    return undoing


@act
def rename(matter: Matter, *, name: str, by: Person) -> Matter:
    """Give a matter another name.

    Raises:
        Refused: no name, or not of the office.
    """
    held = lock(matter)
    if reasons := [*objections_to_office_work(held.campaign, by), *objections_to_naming(name)]:
        raise Refused(reasons)
    held.name = name.strip()
    held.save(update_fields=["name"])
    record(MatterNamed(matter=held.pk, label=held.label, name=held.name), by=by)
    return held


@act
def note_dissent(tie: MatterVoice, *, words: str, by: Person) -> MatterVoice:
    """Write down what a voice of a matter wants otherwise; empty words take it back. It counts in the heads.

    Raises:
        Refused: the voice has left the matter, or not of the office.
    """
    held = lock(tie)
    if reasons := list(objections_to_office_work(held.matter.campaign, by)):
        raise Refused(reasons)
    held.dissent = words.strip()[:200]
    held.save(update_fields=["dissent"])
    record(DissentNoted(opinion=held.opinion_id, words=held.dissent), by=by)
    return held


def _standing(opinions: Iterable[Opinion]) -> list[MatterVoice]:
    keys = [one.pk for one in opinions]
    found = standing_ties().filter(opinion__in=keys).select_related("matter__campaign__root", "opinion")
    return list(found.select_for_update(of=("self",)).order_by("opinion_id"))


def _largest(ties: Iterable[MatterVoice]) -> Matter | None:
    """The matter that most voices belong to; of equals the older one, whose number people know."""
    matters: dict[int, list[MatterVoice]] = {}
    for tie in ties:
        matters.setdefault(tie.matter_id, []).append(tie)
    first = min(matters.values(), key=lambda mine: (-len(mine), mine[0].matter.number), default=None)
    return first[0].matter if first else None


def _new_matter(campaign: Campaign, name: str, *, by: Person) -> Matter:
    if reasons := list(objections_to_naming(name)):
        raise Refused(reasons)
    made = Matter.objects.create(
        campaign=campaign, number=next_number(campaign, SEQUENCE), name=name.strip(), made_on=day_of(campaign)
    )
    record(MatterNamed(matter=made.pk, label=made.label, name=made.name), by=by)
    return made


def _add(
    campaign: Campaign, kind: str, *, by: Person, reason: str = "", undoes: Regrouping | None = None
) -> Regrouping:
    return Regrouping.objects.create(
        campaign=campaign, kind=kind, undoes=undoes, reason=reason.strip()[:200], by=by, at=now()
    )


def _move(
    opinions: Collection[Opinion],
    ties: dict[int, MatterVoice],
    *,
    into: Matter | None,
    by_act: Regrouping,
    by: Person,
) -> None:
    """End the ties that are there and begin the new ones; `into` None leaves the voices to themselves."""
    ending = [ties[one.pk] for one in opinions if one.pk in ties]
    MatterVoice.objects.filter(pk__in=[tie.pk for tie in ending]).update(ended_by=by_act)
    for tie in ending:
        record(OpinionLeftMatter(opinion=tie.opinion_id, matter=str(tie.matter)), by=by)
    if into is None:
        return
    MatterVoice.objects.bulk_create(
        MatterVoice(matter=into, opinion=one, tied_by=by_act, dissent=ties[one.pk].dissent if one.pk in ties else "")
        for one in opinions
    )
    for one in opinions:
        record(OpinionJoinedMatter(opinion=one.pk, matter=str(into)), by=by)


def _labels(opinions: Iterable[Opinion]) -> tuple[str, ...]:
    return tuple(one.label for one in opinions)
