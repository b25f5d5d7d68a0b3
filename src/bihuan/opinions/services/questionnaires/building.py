"""Writing a questionnaire: its parts are rows, changed only while their version is a draft."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypedDict, Unpack

from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.models import Campaign, Channel
from bihuan.common.text import RECEIPT_ALPHABET
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events.asking import QuestionnaireEdited, QuestionnaireWritten
from bihuan.opinions.models import (
    Condition,
    Consultation,
    Item,
    Option,
    Question,
    Questionnaire,
    Scale,
    Section,
    Version,
)
from bihuan.opinions.policies.questionnaires import (
    objections_to_last_day,
    objections_to_question,
    objections_to_removing,
    objections_to_writing,
)
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.questionnaires.paper import paper_of, version_in_use
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.people.models import Person

CODE_LENGTH = 6
FAR = 1000
"""Added to positions while rows change places, so that no two stand at the same one for a moment."""


class Details(TypedDict, total=False):
    """What is said about a questionnaire as a whole; `consultation` counts its paper forms, if they have gone out."""

    title: str
    introduction: str
    channel: Channel
    consultation: Consultation | None
    admission: str
    last_day: date | None


class Words(NamedTuple):
    """An option, before it is a row."""

    label: str
    exclusive: bool = False
    outside_base: bool = False
    score: int | None = None
    satisfied: bool = False


@dataclass(frozen=True)
class QuestionDraft:
    """A question as somebody writes it. `none_of_these` and `dont_know` are answers of their own, '' for none."""

    section: Section
    kind: str
    text: str
    hint: str = ""
    required: bool = False
    splits: bool = False
    heard: bool = True
    options: Sequence[str] = ()
    none_of_these: str = ""
    dont_know: str = ""
    scale: Scale | None = None
    items: Sequence[str] = ()
    conditions: Sequence[Option] = field(default=())

    @property
    def words(self) -> list[Words]:
        """The options: of the scale where there is one, otherwise as written."""
        if self.kind == Question.Kind.TEXT:
            return []
        if self.kind in (Question.Kind.SCALE, Question.Kind.MATRIX):
            points = self.scale.points.order_by("position") if self.scale else ()
            return [
                Words(one.label, outside_base=one.outside_base, score=one.score, satisfied=one.satisfied)
                for one in points
            ]
        words = [Words(label) for label in self.options]
        if self.none_of_these and self.kind == Question.Kind.MULTIPLE:
            words.append(Words(self.none_of_these, exclusive=True))
        if self.dont_know:
            words.append(Words(self.dont_know, exclusive=True, outside_base=True))
        return words


@act
def write_questionnaire(campaign: Campaign, *, by: Person, **details: Unpack[Details]) -> Questionnaire:
    """Begin a questionnaire with an empty first version.

    Raises:
        Refused: not of the office, or its last day has passed.
    """
    questionnaire = Questionnaire(campaign=campaign, code=_new_code(), **details)
    _refuse(objections_to_office_work(campaign, by))
    _refuse(objections_to_last_day(questionnaire, last_day=questionnaire.last_day))
    questionnaire.save()
    version = Version.objects.create(questionnaire=questionnaire, number=1)
    Section.objects.create(version=version, position=1, title=_("Questions"))
    record(QuestionnaireWritten(questionnaire=questionnaire.pk, title=questionnaire.title), by=by)
    return questionnaire


@act
def change_details(questionnaire: Questionnaire, *, by: Person, **details: Unpack[Details]) -> None:
    """Word title and introduction anew, set another last day. Who may answer stands once it was opened.

    Raises:
        Refused: not of the office, or the last day has passed.
    """
    _refuse(objections_to_office_work(questionnaire.campaign, by))
    _refuse(objections_to_last_day(questionnaire, last_day=details.get("last_day")))
    held = lock(questionnaire)
    if held.status != QuestionnaireStatus.DRAFT:
        details.pop("admission", None)
    for name, value in details.items():
        setattr(held, name, value)
    held.save(update_fields=[*details])
    latest = held.versions.order_by("-number").values_list("number", flat=True)[0]
    record(QuestionnaireEdited(questionnaire=held.pk, version=latest, what=held.title), by=by)


@act
def write_section(
    version: Version, *, section: Section | None = None, title: str, text: str = "", by: Person
) -> Section:
    """Add a section at the end, or give one another heading.

    Raises:
        Refused: not of the office, or the version is in use.
    """
    _refuse(objections_to_writing(version, by=by))
    section = section or Section(version=version, position=version.sections.count() + 1)
    section.title, section.text = title, text
    section.save()
    _edited(version, title, by)
    return section


@act
def remove_section(section: Section, *, by: Person) -> None:
    """Take a section out with its questions.

    Raises:
        Refused: it is the only one, the version is in use, or not of the office.
    """
    _refuse([*objections_to_writing(section.version, by=by), *objections_to_removing(section)])
    section.delete()
    _renumber(section.version.sections.order_by("position"))
    _renumber(section.version.questions.order_by("section__position", "position"))
    _edited(section.version, _("taken out: %(what)s") % {"what": section.title}, by)


@act
def write_question(version: Version, *, question: Question | None = None, draft: QuestionDraft, by: Person) -> Question:
    """Add a question at the end of its section, or write one anew. Answers of the same wording stay the same rows.

    Raises:
        Refused: it could not be answered, the version is in use, or not of the office.
    """
    words = draft.words
    _refuse(
        [
            *objections_to_writing(version, by=by),
            *objections_to_question(
                kind=draft.kind,
                options=[word.label for word in words],
                items=draft.items,
                scaled=draft.scale is not None or bool(question and question.options.exists()),
                splits=draft.splits,
            ),
        ]
    )
    question = question or Question(version=version, position=FAR + version.questions.count())
    for name in ("section", "kind", "text", "hint", "required", "splits", "heard"):
        setattr(question, name, getattr(draft, name))
    if draft.scale:
        question.threshold_percent, question.min_base = draft.scale.threshold_percent, draft.scale.min_base
    question.save()
    if words or draft.kind == Question.Kind.TEXT:
        _sync_options(question, words)
    question.items.all().delete()
    Item.objects.bulk_create(
        Item(question=question, position=position, label=label) for position, label in enumerate(draft.items, start=1)
    )
    question.conditions.all().delete()
    Condition.objects.bulk_create(Condition(question=question, option=option) for option in draft.conditions)
    _renumber(version.questions.order_by("section__position", "position"))
    question.refresh_from_db()
    _edited(version, draft.text, by)
    return question


@act
def move_question(question: Question, *, up: bool, by: Person) -> None:
    """Let a question change places with its neighbour; at the edge of a section it moves into the next one.

    Raises:
        Refused: the version is in use, or not of the office.
    """
    version = question.version
    _refuse(objections_to_writing(version, by=by))
    side = version.questions.filter(section=question.section)
    order = list(side.order_by("-position" if up else "position"))
    place = next(index for index, one in enumerate(order) if one.pk == question.pk)
    if place + 1 < len(order):
        _swap(question, order[place + 1])
    else:
        beyond = {"position__lt": question.section.position} if up else {"position__gt": question.section.position}
        neighbour = version.sections.filter(**beyond).order_by("-position" if up else "position").first()
        if neighbour is not None:
            edge = 0 if not up else FAR * 2
            Question.objects.filter(pk=question.pk).update(section=neighbour, position=edge)
    _renumber(version.questions.order_by("section__position", "position"))
    _edited(version, question.text, by)


@act
def remove_question(question: Question, *, by: Person) -> None:
    """Take a question out, with the conditions that hang on its answers.

    Raises:
        Refused: the version is in use, or not of the office.
    """
    _refuse(objections_to_writing(question.version, by=by))
    question.delete()
    _renumber(question.version.questions.order_by("section__position", "position"))
    _edited(question.version, _("taken out: %(what)s") % {"what": question.text}, by)


@act
def revise(questionnaire: Questionnaire, *, by: Person) -> Version:
    """Begin the next version as a copy of the one in use; people go on answering that one meanwhile.

    Raises:
        Refused: a draft is there already, or not of the office.
    """
    _refuse(objections_to_office_work(questionnaire.campaign, by))
    held = lock(questionnaire)
    source = version_in_use(held)
    if source is None or held.versions.filter(frozen_on__isnull=True).exists():
        raise Refused(_("A draft is there already. Go on writing that one."))
    fresh = Version.objects.create(questionnaire=held, number=source.number + 1)
    _copy(source, fresh)
    _edited(fresh, _("copied from version %(number)s") % {"number": source.number}, by)
    return fresh


def _copy(source: Version, fresh: Version) -> None:
    twins: dict[int, Option] = {}
    for part in paper_of(source).parts:
        section = Section.objects.create(
            version=fresh, position=part.section.position, title=part.section.title, text=part.section.text
        )
        for asked in part.asked:
            old = asked.question
            kept = ("position", "kind", "text", "hint", "required", "splits", "heard", "threshold_percent", "min_base")
            question = Question.objects.create(
                version=fresh, section=section, **{name: getattr(old, name) for name in kept}
            )
            for option in asked.options:
                twins[option.pk] = twin = Option.objects.get(pk=option.pk)
                twin.pk, twin.question = None, question
                twin.save()
            Item.objects.bulk_create(
                Item(question=question, position=item.position, label=item.label) for item in asked.items
            )
            Condition.objects.bulk_create(Condition(question=question, option=twins[pk]) for pk in asked.conditions)


def _sync_options(question: Question, words: Sequence[Words]) -> None:
    """Options keep their row while their wording stays, so that conditions on them stay too."""
    known = {option.label: option for option in question.options.all()}
    question.options.exclude(label__in=[word.label for word in words]).delete()
    for option in known.values():
        Option.objects.filter(pk=option.pk).update(position=FAR + option.position)
    for position, word in enumerate(words, start=1):
        option = known.get(word.label) or Option(question=question, label=word.label)
        option.position, option.exclusive, option.outside_base = position, word.exclusive, word.outside_base
        option.score, option.satisfied = word.score, word.satisfied
        option.save()


def _swap(one: Question, other: Question) -> None:
    rows = Question.objects
    rows.filter(pk=one.pk).update(position=FAR * 3)
    rows.filter(pk=other.pk).update(position=one.position)
    rows.filter(pk=one.pk).update(position=other.position)


def _renumber(rows: Iterable[Section] | Iterable[Question]) -> None:
    """Positions from 1 without gaps; first far away, because no two may stand at one place even for a moment."""
    ordered = list(rows)
    for offset in (FAR * 10, 0):
        for place, row in enumerate(ordered, start=1):
            type(row)._default_manager.filter(pk=row.pk).update(position=place + offset)


def _edited(version: Version, what: str, by: Person) -> None:
    fact = QuestionnaireEdited(questionnaire=version.questionnaire_id, version=version.number, what=what)
    record(fact, by=by)


def _refuse(reasons: Iterable[str]) -> None:
    found = list(reasons)
    if found:
        raise Refused(found)


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(CODE_LENGTH))
        if not Questionnaire.objects.filter(code=code).exists():
            return code
