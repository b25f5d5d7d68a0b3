"""Lessons: the engine learns from what the office decided, measures itself, and looks at every waiting voice anew.

A lesson is done in parts, and each part is committed together with the note that it is done. So a worker may die, or
somebody may stop the lesson, at any moment: what is done stays done, and whoever goes on begins right behind it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock
from bihuan.jobs.run import Run
from bihuan.jobs.services import enqueue
from bihuan.opinions.engine import CATEGORY, UNIT, Shelf, library, message_of
from bihuan.opinions.events import LessonBegun
from bihuan.opinions.models import Cluster, Lesson, Opinion, Suggestion
from bihuan.opinions.policies import objections_to_office_work
from bihuan.opinions.policies.matters import objections_to_learning
from bihuan.opinions.services.triage_suggesting import Adviser, new_cluster, open_opinions, write
from bihuan.opinions.states import Status
from bihuan.people.models import Person

if TYPE_CHECKING:
    from bihuan.triage import Classifier, Message
    from bihuan.triage import Suggestion as Answer

KIND = "opinions.learn"
CLUSTERED = 20_000
"""Voices that are grouped anew at once: beyond that the newest are, and the others keep their groups."""


@dataclass(frozen=True)
class Learn:
    """What the background work needs to know."""

    lesson: int


@act
def begin_lesson(campaign: Campaign, *, by: Person | None) -> Lesson:
    """Let the engine learn in the background. `by` None is the one who sets up the site.

    Raises:
        Refused: too few decisions, a lesson is under way, or not of the office.
    """
    decided = Opinion.objects.filter(campaign=campaign, category__isnull=False)
    count = decided.aggregate(all=Count("pk"), classes=Count("category", distinct=True))
    if by is not None:
        reasons = list(objections_to_learning(campaign, decisions=count["all"], classes=count["classes"], by=by))
        if reasons:
            raise Refused(reasons)
    last = Opinion.objects.filter(campaign=campaign).aggregate(last=Max("pk"))["last"] or 0
    lesson = Lesson.objects.create(
        campaign=campaign, begun_by=by, begun_on=day_of(campaign), last_opinion=last, decisions=count["all"]
    )
    record(LessonBegun(campaign=campaign.pk, decisions=lesson.decisions), by=by)
    return _send(lesson, by=by)


@act
def stop_lesson(lesson: Lesson, *, by: Person) -> None:
    """Ask it to stop; it does so behind the part that it is working on.

    Raises:
        Refused: it has ended, or not of the office.
    """
    held = lock(lesson)
    reasons = list(objections_to_office_work(held.campaign, by))
    if held.finished or held.stopping:
        reasons.append(_("This lesson has stopped already."))
    if reasons:
        raise Refused(reasons)
    Lesson.objects.filter(pk=held.pk).update(stopping=True)


@act
def resume_lesson(lesson: Lesson, *, by: Person) -> Lesson:
    """Go on where it stopped.

    Raises:
        Refused: it was not stopped, or not of the office.
    """
    held = lock(lesson)
    reasons = list(objections_to_office_work(held.campaign, by))
    if held.finished or not held.stopping:
        reasons.append(_("This lesson was not stopped; there is nothing to go on with."))
    if reasons:
        raise Refused(reasons)
    held.stopping = False
    held.save(update_fields=["stopping"])
    return _send(held, by=by)


def _send(lesson: Lesson, *, by: Person | None) -> Lesson:
    lesson.job = enqueue(KIND, args=Learn(lesson.pk), by=by.pk if by else None).pk
    lesson.save(update_fields=["job"])
    return lesson


def carry_out(run: Run[Learn]) -> str:
    """Do what is left of a lesson."""
    lesson = Lesson.objects.select_related("campaign__root").get(pk=run.args.lesson)
    pupil = _Pupil(run, lesson)
    for step, part in enumerate((pupil.categories, pupil.units, pupil.renew, pupil.group), start=1):
        if lesson.step < step:
            part()
        if pupil.stopped():
            return _("Stopped. It can go on from here.")
    if not lesson.finished:
        with run.chunk(0, total=pupil.total):
            Lesson.objects.filter(pk=lesson.pk).update(finished=True)
    return _("Learned from %(decisions)s decisions; %(renewed)s voices were looked at anew.") % {
        "decisions": lesson.decisions,
        "renewed": lesson.renewed,
    }


class _Pupil:
    """The parts of a lesson, in their order."""

    def __init__(self, run: Run[Learn], lesson: Lesson) -> None:
        self.run, self.lesson, self.campaign = run, lesson, lesson.campaign
        self.shelf = Shelf(self.campaign)
        waiting = Opinion.objects.filter(campaign=self.campaign, status=Status.OPEN, pk__lte=lesson.last_opinion)
        self.total = 3 + lesson.renewed + waiting.filter(pk__gt=lesson.reached).count()
        run.tell(done=min(lesson.step, 3) + lesson.renewed, total=self.total, message=_("Reading decisions"))

    def stopped(self) -> bool:
        """Did somebody ask to stop?"""
        return Lesson.objects.filter(pk=self.lesson.pk, stopping=True).exists()

    def categories(self) -> None:
        """Learn the categories, and how well: by decisions that each part had not seen."""
        messages, labels = self._decisions("category__code")
        measured = _measured(messages, labels)
        self._learn(CATEGORY, messages, labels)
        self._done(1, **measured)

    def units(self) -> None:
        """Learn the responsible units, and how often a named unit is the responsible one."""
        messages, labels = self._decisions("responsible")
        self._learn(UNIT, messages, labels)
        names = Adviser(self.campaign).names
        named = [
            (next((name for name in names if name in one.whole), ""), label)
            for one, label in zip(messages, labels, strict=True)
        ]
        right = sum(str(names[name].pk) == label for name, label in named if name)
        self._done(2, named_total=sum(bool(name) for name, _label in named), named_right=right)

    def renew(self) -> None:
        """Look at every waiting voice anew, a batch at a time."""
        adviser, lesson = Adviser(self.campaign), self.lesson
        adviser.desk.learn()
        adviser.catch_up()
        version = adviser.version
        while batch := open_opinions(self.campaign, but=version, upto=lesson.last_opinion, after=lesson.reached):
            proposals = adviser.propose(batch)
            reached, renewed = max(one.pk for one in batch), lesson.renewed + len(batch)
            with self.run.chunk(len(batch), total=self.total, message=_("Looking at waiting voices anew")):
                write(proposals)
                self._note(reached=reached, renewed=renewed, engine=version)
            if self.stopped():
                return
        self._done(3, engine=version)

    def group(self) -> None:
        """Group the waiting voices into matters anew, all at once: better than one by one as they came."""
        waiting = Opinion.objects.filter(campaign=self.campaign, status=Status.OPEN, suggestion__isnull=False)
        opinions = list(waiting.select_related("about_unit", "campaign").order_by("-pk")[:CLUSTERED])
        found = library().Matters().group([message_of(one) for one in opinions]) if opinions else {}
        groups: dict[str, list[Opinion]] = {}
        for one in opinions:
            groups.setdefault(found[one.label], []).append(one)
        with self.run.chunk(0, total=self.total, message=_("Grouping voices into matters")):
            _regroup(self.campaign, [group for group in groups.values() if len(group) > 1], opinions, self.lesson)
            self._note(step=4)

    def _decisions(self, field: str) -> "tuple[list[Message], list[str]]":
        decided = Opinion.objects.filter(campaign=self.campaign, pk__lte=self.lesson.last_opinion)
        rows = decided.exclude(**{field: None}).select_related("about_unit").annotate(label_=F(field)).order_by("pk")
        return [message_of(one) for one in rows], [str(one.label_) for one in rows]

    def _learn(self, kind: str, messages: "Sequence[Message]", labels: Sequence[str]) -> None:
        if len(set(labels)) < 2:
            self.shelf.drop_model(kind)
            return
        model: Classifier = library().Classifier().fit(messages, labels)
        self.shelf.keep_model(kind, model)

    def _done(self, step: int, **columns: object) -> None:
        with self.run.chunk(1, total=self.total):
            self._note(step=step, **columns)

    def _note(self, **columns: object) -> None:
        """Write into the lesson, in the transaction of the part that it is about."""
        Lesson.objects.filter(pk=self.lesson.pk).update(**columns)
        for name, value in columns.items():
            setattr(self.lesson, name, value)


def _regroup(campaign: Campaign, groups: Sequence[list[Opinion]], opinions: Sequence[Opinion], lesson: Lesson) -> None:
    """New clusters in the place of the old ones of these voices."""
    keys = [one.pk for one in opinions]
    Suggestion.objects.filter(opinion__in=keys).update(cluster=None)
    for group in groups:
        cluster = new_cluster(campaign, group, engine=lesson.engine)
        Suggestion.objects.filter(opinion__in=[one.pk for one in group]).update(cluster=cluster)
    Cluster.objects.filter(campaign=campaign, suggestions__isnull=True).delete()


def _measured(messages: "Sequence[Message]", labels: Sequence[str]) -> dict[str, float | None]:
    """Shares that were right in cross-validation; nothing where a category has a single example."""
    folds = min(5, min(Counter(labels).values(), default=0))
    if folds < 2 or len(set(labels)) < 2:
        return {"right_share": None, "sure_share": None, "sure_right_share": None}
    answers: list[Answer] = library().cross_validated(messages, labels, folds=folds)
    right = [said.label == label for said, label in zip(answers, labels, strict=True)]
    sure = [was for said, was in zip(answers, right, strict=True) if not said.abstain]
    return {
        "right_share": sum(right) / len(right),
        "sure_share": len(sure) / len(right),
        "sure_right_share": sum(sure) / len(sure) if sure else None,
    }
