"""Which questionnaires somebody may see, and what a version asks, read as a whole."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Prefetch, Q, QuerySet

from bihuan.audit.selectors import digest_of
from bihuan.campaigns.models import Campaign, ClosurePolicy
from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Condition, Item, Option, Question, Questionnaire, Scale, Section, Version
from bihuan.opinions.selectors.opinions import READING
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.people.models import Person
from bihuan.people.selectors import holds

LEAST = 5
"""Smaller groups are not shown, where a campaign has no policy of its own."""


@dataclass(frozen=True)
class Asked:
    """One question with all that belongs to it."""

    question: Question
    options: tuple[Option, ...]
    items: tuple[Item, ...]
    conditions: frozenset[int]
    """Options of earlier questions; the question comes up for whoever chose one of them. Empty: for everybody."""

    @property
    def names(self) -> list[str]:
        """The names of its fields: `q3`, or `q3_1`, `q3_2` … for the things of a matrix."""
        name = f"q{self.question.position}"
        return [f"{name}_{item.position}" for item in self.items] or [name]

    def comes_up(self, chosen: Collection[int]) -> bool:
        """Is it asked of somebody who chose these options so far?"""
        return not self.conditions or bool(self.conditions & set(chosen))


@dataclass(frozen=True)
class Part:
    """A section with its questions."""

    section: Section
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Paper:
    """A version as it is read: sections and questions in their order."""

    version: Version
    parts: tuple[Part, ...]

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """All questions, in order."""
        return tuple(asked for part in self.parts for asked in part.asked)

    def section_of(self, asked: Asked) -> Section:
        """The section in which a question stands."""
        return next(part.section for part in self.parts if asked in part.asked)

    @property
    def digest(self) -> str:
        """One digest over every word that is asked."""
        return digest_of([list(line) for line in self._lines()])

    def _lines(self) -> Iterator[tuple[str, ...]]:
        for part in self.parts:
            yield ("section", part.section.title, part.section.text)
            for asked in part.asked:
                yield ("question", asked.question.kind, asked.question.text, asked.question.hint)
                yield ("options", *(option.label for option in asked.options))
                yield ("items", *(item.label for item in asked.items))


def paper_of(version: Version) -> Paper:
    """Read a version whole, in five queries whatever it asks."""
    questions = Question.objects.order_by("position").prefetch_related(
        Prefetch("options", Option.objects.order_by("position")),
        Prefetch("items", Item.objects.order_by("position")),
        Prefetch("conditions", Condition.objects.order_by("pk")),
    )
    sections = version.sections.order_by("position").prefetch_related(Prefetch("questions", questions))
    return Paper(
        version,
        tuple(Part(section, tuple(_asked(question) for question in section.questions.all())) for section in sections),
    )


def _asked(question: Question) -> Asked:
    conditions = frozenset(condition.option_id for condition in question.conditions.all())
    return Asked(question, tuple(question.options.all()), tuple(question.items.all()), conditions)


def visible_questionnaires(viewer: Person, campaign: Campaign) -> QuerySet[Questionnaire]:
    """Questionnaires of a campaign, for those who read it whole; results mix all units, so no part is shown alone.

    Annotated with `answers`: those that were counted.
    """
    rows = Questionnaire.objects.filter(campaign=campaign)
    if not holds(viewer, READING, over=campaign.root, campaign_id=campaign.pk):
        rows = rows.none()
    shaken = Q(versions__sheets__shaken=True)
    return rows.select_related("campaign__root", "channel", "consultation").annotate(
        answers=Count("versions__sheets", filter=shaken)
    )


def version_in_use(questionnaire: Questionnaire) -> Version | None:
    """The version that people answer now: the newest that was opened."""
    return questionnaire.versions.filter(frozen_on__isnull=False).order_by("-number").first()


def draft_of(questionnaire: Questionnaire) -> Version | None:
    """The version that is being written, if there is one."""
    return questionnaire.versions.filter(frozen_on__isnull=True).first()


def open_questionnaire(code: str) -> Questionnaire | None:
    """The questionnaire of a short link, if it takes answers today."""
    found = Questionnaire.objects.filter(code=code.upper(), status=QuestionnaireStatus.OPEN, campaign__active=True)
    questionnaire = found.select_related("campaign__root").first()
    if questionnaire is None or is_over(questionnaire):
        return None
    return questionnaire


def is_over(questionnaire: Questionnaire) -> bool:
    """Has its last day passed?"""
    return questionnaire.last_day is not None and day_of(questionnaire.campaign) > questionnaire.last_day


def small_group(campaign: Campaign) -> int:
    """How many there must be before anything is shown about them."""
    found = ClosurePolicy.objects.filter(campaign=campaign).values_list("small_group", flat=True).first()
    return max(found or LEAST, 1)


def scales_of(campaign: Campaign) -> QuerySet[Scale]:
    """The scales that the campaign's policy declares."""
    return Scale.objects.filter(campaign=campaign).prefetch_related("points").order_by("position", "pk")
