"""What the desk shows beside a voice: suggestions in words, what is like it, groups that may be one matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from bihuan.campaigns.models import Campaign
from bihuan.opinions.models import Cluster, Lesson, Likeness, MatterVoice, Opinion, Suggestion
from bihuan.opinions.reasons import in_words
from bihuan.opinions.selectors.opinions import visible_opinions
from bihuan.opinions.selectors.triage_matters import standing_ties, untied
from bihuan.opinions.states import Status
from bihuan.people.models import Person

MOST = 6
"""Likenesses shown beside one voice."""


@dataclass(frozen=True)
class Alike:
    """Another voice that is like this one: how, why, and where it stands."""

    opinion: Opinion
    kind: str
    kind_words: str
    percent: int
    reason: str
    tie: MatterVoice | None

    @property
    def duplicate(self) -> bool:
        """Nearly the same words about the same thing: may be put together without a second look."""
        return self.kind == Likeness.Kind.DUPLICATE


@dataclass(frozen=True)
class Advice:
    """One suggestion: what, how sure, and why in words."""

    what: str
    key: str
    percent: int
    sure: bool
    why: str


def waiting_opinions(viewer: Person, campaign: Campaign) -> QuerySet[Opinion]:
    """Voices that wait, with what the engine says about them."""
    waiting = visible_opinions(viewer, campaign).filter(status=Status.OPEN)
    return waiting.select_related(
        "campaign__root", "channel", "about_unit", "group", "category", "suggestion__category", "suggestion__cluster"
    )


def suggestion_of(opinion: Opinion) -> Suggestion | None:
    """What the engine said about a voice; None until it has looked."""
    found = Suggestion.objects.filter(opinion=opinion)
    return found.select_related("category", "unit__parent", "cluster", "matter").first()


def advice_on_category(found: Suggestion | None) -> Advice | None:
    """The suggested category with its reason: the deciding phrases and the nearest decided voices."""
    if found is None or found.category is None:
        return None
    phrases = _(", ").join(_("“%(words)s”") % {"words": words} for words in found.phrases.split("\n") if words)
    examples = _(", ").join(found.examples.split())
    why = [
        _("Telling words: %(words)s.") % {"words": phrases} if phrases else _("No telling words were found."),
        _("Decided alike: %(labels)s.") % {"labels": examples} if examples else "",
        _("Not sure: perhaps none of the categories fits.") if found.category_unsure else "",
    ]
    percent = round(found.category_confidence * 100)
    key = found.category.code
    return Advice(found.category.name, key, percent, not found.category_unsure, " ".join(filter(None, why)))


def advice_on_unit(found: Suggestion | None) -> Advice | None:
    """The suggested responsible unit with its reason."""
    if found is None or found.unit is None:
        return None
    if found.unit_reason == Suggestion.UnitReason.NAMED:
        why = _("The words name it: “%(words)s”.") % {"words": found.unit_words}
    else:
        why = _("Learned from decisions; telling words: %(words)s.") % {"words": found.unit_words or "—"}
    percent = round(found.unit_confidence * 100)
    return Advice(str(found.unit), str(found.unit_id), percent, percent >= 60, why)


def alike(opinion: Opinion, *, viewer: Person) -> list[Alike]:
    """Voices like this one that the viewer may read, near-duplicates first."""
    rows = Likeness.objects.filter(Q(opinion=opinion) | Q(other=opinion)).order_by("-degree", "pk")[: MOST * 3]
    kinds = {(row.other_id if row.opinion_id == opinion.pk else row.opinion_id): row for row in rows}
    seen = visible_opinions(viewer, opinion.campaign).filter(pk__in=kinds)
    ties = {tie.opinion_id: tie for tie in standing_ties().filter(opinion__in=kinds).select_related("matter")}
    order = [Likeness.Kind.DUPLICATE, Likeness.Kind.OTHER_MATTER, Likeness.Kind.RELATED]
    found = [
        Alike(
            other,
            kinds[other.pk].kind,
            kinds[other.pk].get_kind_display(),
            round(kinds[other.pk].degree * 100),
            in_words(kinds[other.pk].why),
            ties.get(other.pk),
        )
        for other in seen
    ]
    found.sort(key=lambda one: (order.index(Likeness.Kind(one.kind)), -one.percent, one.opinion.number))
    return found[:MOST]


@dataclass(frozen=True)
class Group:
    """Voices that may be one matter: near-duplicates, or a cluster of the engine."""

    key: str
    name: str
    voices: int
    people: int
    opinions: Sequence[Opinion]
    duplicates: bool


def duplicate_groups(viewer: Person, campaign: Campaign, *, most: int) -> list[Group]:
    """Near-duplicates of which one at least waits and that nobody has put together, the largest first."""
    return _waiting_groups(viewer, campaign, "suggestion__same_as", most=most, duplicates=True)


def cluster_groups(viewer: Person, campaign: Campaign, *, most: int) -> list[Group]:
    """Clusters with at least two waiting voices that nobody has put together, the largest first."""
    return _waiting_groups(viewer, campaign, "suggestion__cluster", most=most, duplicates=False)


def _waiting_groups(viewer: Person, campaign: Campaign, field: str, *, most: int, duplicates: bool) -> list[Group]:
    loose = visible_opinions(viewer, campaign).filter(untied(), status=Status.OPEN)
    rows = (
        loose.exclude(**{field: None})
        .values(field)
        .annotate(voices=Count("pk"), people=Sum("heads"))
        .filter(voices__gt=1)
        .order_by("-people", field)[:most]
    )
    return _groups(loose, [dict(row) for row in rows], field, duplicates=duplicates)


def _groups(loose: QuerySet[Opinion], rows: Sequence[dict[str, Any]], path: str, *, duplicates: bool) -> list[Group]:
    keys = [row[path] for row in rows]
    members: dict[int, list[Opinion]] = {}
    found = loose.filter(**{f"{path}__in": keys}).annotate(key=F(path)).order_by("number")
    for one in found.select_related(None).select_related("channel"):  # hundreds: only what the page shows of each
        members.setdefault(one.key, []).append(one)
    names = dict(Cluster.objects.filter(pk__in=keys).values_list("pk", "name")) if not duplicates else {}
    return [
        Group(
            str(row[path]),
            names.get(row[path]) or " ".join(members[row[path]][0].text.split())[:40],
            row["voices"],
            row["people"],
            members[row[path]],
            duplicates,
        )
        for row in rows
    ]


def latest_lesson(campaign: Campaign) -> Lesson | None:
    """The lesson that counts, or that is under way."""
    return Lesson.objects.filter(campaign=campaign).select_related("begun_by").order_by("-pk").first()


def decisions_since(campaign: Campaign, lesson: Lesson | None) -> int:
    """Categories decided beyond those that the last lesson learned from."""
    decided = Opinion.objects.filter(campaign=campaign, category__isnull=False).count()
    return max(0, decided - (lesson.decisions if lesson else 0))
