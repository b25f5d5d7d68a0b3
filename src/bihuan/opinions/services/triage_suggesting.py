"""What the engine has to say about voices, and writing it down beside them. A person decides, always."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from bihuan.campaigns.models import Campaign, Term
from bihuan.campaigns.selectors import day_of, terms
from bihuan.opinions.engine import CATEGORY, UNIT, Known, Shelf, library, message_of, opinions_called
from bihuan.opinions.models import Cluster, Lesson, Likeness, Matter, Opinion, Regrouping, Suggestion
from bihuan.opinions.reasons import Why, why_link, why_match
from bihuan.opinions.selectors.triage_matters import standing_ties
from bihuan.opinions.states import Status
from bihuan.people.models import Unit
from bihuan.people.selectors import units_below

if TYPE_CHECKING:
    from bihuan.triage import Classifier, Desk, Link, Match, Message

BATCH = 200
SAME_MATTER = 0.5
"""Chance from which a voice is proposed for a matter or a cluster."""

KEPT = 5
"""Likenesses kept of one voice: the page shows no more."""

SHORT = 8
"""Letters that a name has at least."""

_PRIOR = (8, 10)
"""Before anything was decided, a unit that is named counts as right eight times of ten."""


@dataclass
class Proposal:
    """What is to be written about one voice."""

    opinion: Opinion
    row: Suggestion
    likenesses: list[Likeness] = field(default_factory=list)
    duplicates: list[Opinion] = field(default_factory=list)
    partner: Opinion | None = None


class Adviser:
    """Asks the engine about voices of one campaign. Reading only; what it says is written by `write`."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.shelf = Shelf(campaign)
        self.desk: Desk = self.shelf.desk()
        self.category, self.unit = self.shelf.model(CATEGORY), self.shelf.model(UNIT)
        self.categories = {term.code: term for term in terms(campaign, Term.Taxonomy.CATEGORY)}
        self.units = {unit.pk: unit for unit in units_below(campaign.root).filter(active=True)}
        self.names = _names(self.units.values(), campaign)
        self.trust = _trust_in_names(campaign)
        self.called: dict[str, Opinion] = {}

    @property
    def version(self) -> str:
        """What it has learned from, as one short word."""
        return "+".join(model.version for model in (self.category, self.unit) if model) or "plain"

    def catch_up(self) -> None:
        """Let the desk read every voice and every decision that came since it last did; keep it."""
        heard, decided = self.shelf.known
        voices = Opinion.objects.filter(campaign=self.campaign)
        last = voices.aggregate(last=Max("number"))["last"] or 0
        fresh = voices.filter(number__gt=heard, number__lte=last).select_related("about_unit").order_by("number")
        self.desk.add(message_of(one) for one in fresh.iterator(chunk_size=2000))
        newest = Regrouping.objects.filter(campaign=self.campaign).aggregate(last=Max("pk"))["last"] or 0
        if newest > decided:
            for matter, labels in _decided_since(self.campaign, decided).items():
                self.desk.settle(labels, matter)
        self.shelf.keep_desk(self.desk, Known(last, newest))

    def propose(self, opinions: Sequence[Opinion]) -> list[Proposal]:
        """What there is to say about each voice; the desk must have taken it in."""
        self.called = {one.label: one for one in opinions}
        messages = [message_of(one) for one in opinions]
        day = day_of(self.campaign)
        found = [Proposal(one, Suggestion(opinion=one, engine=self.version, on=day)) for one in opinions]
        self._classify(found, messages)
        for proposal, message in zip(found, messages, strict=True):
            self._place(proposal, message)
            self._compare(proposal, message)
        return found

    def _classify(self, found: Sequence[Proposal], messages: "Sequence[Message]") -> None:
        for said, proposal in zip(_predicted(self.category, messages), found, strict=False):
            row = proposal.row
            row.category = self.categories.get(said.label)
            row.category_confidence, row.category_unsure = said.confidence, said.abstain
            row.phrases, row.examples = "\n".join(said.phrases), "\n".join(said.examples)
        for said, proposal in zip(_predicted(self.unit, messages), found, strict=False):
            unit = self.units.get(int(said.label))
            if unit and not said.abstain:
                row = proposal.row
                row.unit, row.unit_confidence = unit, said.confidence
                row.unit_reason, row.unit_words = Suggestion.UnitReason.LEARNED, "、".join(said.phrases)[:120]

    def _place(self, proposal: Proposal, message: "Message") -> None:
        """The unit that the words name, unless decisions speak more surely for another one."""
        named = next((name for name in self.names if name in message.whole), "")
        row = proposal.row
        if named and self.trust > row.unit_confidence:
            row.unit, row.unit_confidence = self.names[named], self.trust
            row.unit_reason, row.unit_words = Suggestion.UnitReason.NAMED, named[:120]

    def _compare(self, proposal: Proposal, message: "Message") -> None:
        matches, links = self.desk.duplicates(message), self.desk.matters(message)
        others = self._called([one.id_b for one in matches] + [one.nearest for one in links])
        for match in matches:
            self._note_match(proposal, match, others)
        for link in links:
            self._note_link(proposal, link, others)
        del proposal.likenesses[KEPT:]

    def _called(self, labels: Sequence[str]) -> dict[str, Opinion]:
        """Opinions by label; what a batch has read once it does not read again."""
        fresh = [label for label in labels if label not in self.called]
        self.called |= opinions_called(self.campaign, fresh) if fresh else {}
        return self.called

    def _note_match(self, proposal: Proposal, match: "Match", others: dict[str, Opinion]) -> None:
        other = others.get(match.id_b)
        if other is None:
            return
        if match.verdict == "duplicate":
            proposal.duplicates.append(other)
        if other.number < proposal.opinion.number and len(proposal.likenesses) < KEPT:
            proposal.likenesses.append(
                _likeness(proposal.opinion, other, match.verdict, match.likeness, why_match(match))
            )

    def _note_link(self, proposal: Proposal, link: "Link", others: dict[str, Opinion]) -> None:
        other = others.get(link.nearest)
        if other is None or other.pk == proposal.opinion.pk:
            return
        known = {one.other_id for one in proposal.likenesses}
        if other.number < proposal.opinion.number and other.pk not in known:
            kind = Likeness.Kind.RELATED
            proposal.likenesses.append(_likeness(proposal.opinion, other, kind, link.chance, why_link(link)))
        row = proposal.row
        if link.chance > max(row.matter_chance, SAME_MATTER):
            row.matter_chance, row.matter_why = link.chance, why_link(link)
            row.matter = _matter_called(self.campaign, link.matter)
            proposal.partner = other


def suggest(campaign: Campaign) -> int:
    """Give every waiting voice that has none its suggestions; return how many got some.

    Nothing here may tell when a voice came: no moment and no count is kept (`docs/decisions/anonymity.md`).
    """
    waiting = Opinion.objects.filter(campaign=campaign, suggestion=None, status=Status.OPEN).order_by("number")
    if not waiting.exists() and not _unread(campaign):
        return 0
    adviser, count = Adviser(campaign), 0
    adviser.catch_up()
    while batch := list(waiting.select_related("about_unit")[:BATCH]):
        write(adviser.propose(batch))
        count += len(batch)
    return count


def _unread(campaign: Campaign) -> bool:
    """Is there a voice or a decision that the desk has not read?"""
    heard, decided = Shelf(campaign).known
    fresh = Opinion.objects.filter(campaign=campaign, number__gt=heard)
    return fresh.exists() or Regrouping.objects.filter(campaign=campaign, pk__gt=decided).exists()


@transaction.atomic
def write(proposals: Sequence[Proposal]) -> None:
    """Put suggestions in the place of those before. Twice is as good as once. Also what older ones are like them."""
    keys = [one.opinion.pk for one in proposals]
    kept = dict(Suggestion.objects.filter(opinion__in=keys).values_list("opinion", "cluster"))
    Suggestion.objects.filter(opinion__in=keys).delete()
    Likeness.objects.filter(opinion__in=keys).delete()
    for one in proposals:
        one.row.cluster_id = kept.get(one.opinion.pk)
    Suggestion.objects.bulk_create([one.row for one in proposals])
    Likeness.objects.bulk_create(row for one in proposals for row in one.likenesses)
    for one in proposals:
        if one.duplicates:
            _tie_duplicates(one)
        if one.partner and not one.row.cluster_id:
            _join_cluster(one, one.partner)


def _tie_duplicates(proposal: Proposal) -> None:
    """Near-duplicates share the first of them; two groups that this voice bridges become one."""
    keys = [proposal.opinion.pk, *(one.pk for one in proposal.duplicates)]
    leaders = set(Suggestion.objects.filter(opinion__in=keys, same_as__isnull=False).values_list("same_as", flat=True))
    first = min({*keys, *leaders})
    Suggestion.objects.filter(opinion__in=keys).update(same_as=first)
    Suggestion.objects.filter(same_as__in=leaders - {first}).update(same_as=first)


def _join_cluster(proposal: Proposal, partner: Opinion) -> None:
    """Into the cluster of the voice most like it; if that has none, the two make one."""
    theirs = Suggestion.objects.filter(opinion=partner).first()
    if theirs is None:
        return
    cluster = theirs.cluster
    if cluster is None:
        cluster = new_cluster(proposal.opinion.campaign, [partner, proposal.opinion], engine=proposal.row.engine)
        Suggestion.objects.filter(pk=theirs.pk).update(cluster=cluster)
    Suggestion.objects.filter(opinion=proposal.opinion).update(cluster=cluster)


def new_cluster(campaign: Campaign, opinions: Iterable[Opinion], *, engine: str) -> Cluster:
    """A cluster under the opening of its most typical voice, cut where a clause ends."""
    texts = [library().Message(one.label, " ".join(one.text.split())) for one in opinions]
    opening = library().suggested_name(texts)
    ends = [place for place, letter in enumerate(opening) if letter in "，。；！？" and place > SHORT]
    return Cluster.objects.create(campaign=campaign, name=opening[: ends[-1]] if ends else opening, engine=engine)


def _predicted(model: "Classifier | None", messages: "Sequence[Message]") -> Iterable:  # type: ignore[type-arg] # of Suggestion
    return model.predict(messages) if model else ()


def _likeness(opinion: Opinion, other: Opinion, kind: str, degree: float, why: Why) -> Likeness:
    return Likeness(opinion=opinion, other=other, kind=kind, degree=degree, why=why)


def _names(units: Iterable[Unit], campaign: Campaign) -> dict[str, Unit]:
    """Names that mean one unit each, the longest first; two letters and the name of the whole say too little."""
    found: dict[str, Unit | None] = {}
    for unit in units:
        for name in {unit.name, unit.short_name}:
            if len(name) > 2 and unit.pk != campaign.root_id:
                found[name] = None if name in found else unit
    clear = {name: unit for name, unit in found.items() if unit}
    return dict(sorted(clear.items(), key=lambda pair: -len(pair[0])))


def _trust_in_names(campaign: Campaign) -> float:
    """How often the unit that was named was the responsible one, by the latest lesson."""
    lesson = Lesson.objects.filter(campaign=campaign, finished=True).order_by("-pk").first()
    right, total = (lesson.named_right, lesson.named_total) if lesson else (0, 0)
    return (right + _PRIOR[0]) / (total + _PRIOR[1])


def _matter_called(campaign: Campaign, name: str) -> Matter | None:
    if not name.startswith("M-"):
        return None
    return Matter.objects.filter(campaign=campaign, number=int(name.removeprefix("M-"))).first()


def _decided_since(campaign: Campaign, seen: int) -> dict[str, list[str]]:
    """Labels by the matter they stand in now ("" for none), of voices that acts after `seen` moved."""
    acts = Regrouping.objects.filter(campaign=campaign, pk__gt=seen)
    touched = Opinion.objects.filter(ties__tied_by__in=acts) | Opinion.objects.filter(ties__ended_by__in=acts)
    stands = {
        tie.opinion_id: tie.matter.label
        for tie in standing_ties().filter(opinion__in=touched.values("pk")).select_related("matter")
    }
    decided: dict[str, list[str]] = {}
    for one in touched.distinct():
        decided.setdefault(stands.get(one.pk, ""), []).append(one.label)
    return decided


def open_opinions(campaign: Campaign, *, but: str, upto: int, after: int) -> Sequence[Opinion]:
    """The next batch of voices that wait, by key, without those whose suggestions are of the version `but`."""
    found = Opinion.objects.filter(campaign=campaign, status=Status.OPEN, pk__gt=after, pk__lte=upto)
    return list(found.exclude(suggestion__engine=but).select_related("about_unit").order_by("pk")[:BATCH])
