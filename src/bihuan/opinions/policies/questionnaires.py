"""What stands against a step with a questionnaire, as sentences."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Question, Questionnaire, Section, Version
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.questionnaires.paper import Asked, Paper, is_over
from bihuan.opinions.states import QuestionnaireStatus
from bihuan.people.models import Person

CHOOSING = (Question.Kind.SINGLE, Question.Kind.MULTIPLE, Question.Kind.SCALE, Question.Kind.MATRIX)
LONGEST_ANSWER = 500
"""Characters of one answer in own words."""
MOST_SLIPS = 2000
"""Slips of one batch: what an office cuts in an afternoon."""


def objections_to_writing(version: Version, *, by: Person) -> Iterator[str]:
    """The office writes, and only in a version that nobody has answered."""
    yield from objections_to_office_work(version.questionnaire.campaign, by)
    if version.frozen_on is not None:
        words = _("Version %(number)s was put to use on %(day)s; its wording stands. Begin a new version to change it.")
        yield words % {"number": version.number, "day": version.frozen_on}


def objections_to_question(
    *, kind: str, options: Sequence[str], items: Sequence[str], scaled: bool, splits: bool
) -> Iterator[str]:
    """A question that can be answered: enough to choose from, nothing twice."""
    if kind in (Question.Kind.SINGLE, Question.Kind.MULTIPLE) and len(options) < 2:
        yield _("Write at least two answers to choose from, one per line.")
    for label in sorted({label for label in options if options.count(label) > 1}):
        yield _("The answer “%(label)s” stands there twice.") % {"label": label}
    if kind in (Question.Kind.SCALE, Question.Kind.MATRIX) and not scaled:
        yield _("Choose the scale on which people judge.")
    if kind == Question.Kind.MATRIX and not items:
        yield _("Write what is judged, one thing per line.")
    if splits and kind != Question.Kind.SINGLE:
        yield _("Results are shown by the answers to a question with one answer only.")


def objections_to_removing(section: Section) -> Iterator[str]:
    """A version keeps at least one section."""
    if not Section.objects.filter(version=section.version).exclude(pk=section.pk).exists():
        yield _("This is the only section. Give it another heading instead.")


def objections_to_opening(questionnaire: Questionnaire, paper: Paper, *, by: Person) -> Iterator[str]:
    """Something is asked, each question can be answered, and no condition looks ahead."""
    yield from objections_to_office_work(questionnaire.campaign, by)
    if not paper.asked:
        yield _("Nothing is asked yet. Add a question first.")
    before: set[int] = set()
    for asked in paper.asked:
        yield from _objections_to_asked(asked, before)
        before |= {option.pk for option in asked.options}
    if questionnaire.status == QuestionnaireStatus.DRAFT and is_over(questionnaire):
        yield _("The last day for answers has passed. Set another one.")


def _objections_to_asked(asked: Asked, before: Collection[int]) -> Iterator[str]:
    if asked.question.kind in CHOOSING and len(asked.options) < 2:
        yield _("“%(question)s” has fewer than two answers.") % {"question": asked.question}
    if not asked.conditions <= set(before):
        words = _("“%(question)s” depends on an answer that comes later. Move it down, or take the condition out.")
        yield words % {"question": asked.question}


def objections_to_taking_answers(questionnaire: Questionnaire) -> Iterator[str]:
    """Answers come while it is open, until its last day."""
    if questionnaire.status != QuestionnaireStatus.OPEN:
        yield _("This questionnaire takes no answers at present.")
    elif is_over(questionnaire):
        yield _("The last day for answers was %(day)s.") % {"day": questionnaire.last_day}


def objections_to_last_day(questionnaire: Questionnaire, *, last_day: date | None) -> Iterator[str]:
    """A last day that has not passed."""
    today = day_of(questionnaire.campaign)
    if last_day is not None and last_day < today:
        yield _("%(day)s has passed already. Choose a day that is still to come.") % {"day": last_day}


def objections_to_slips(questionnaire: Questionnaire, *, count: int, by: Person) -> Iterator[str]:
    """Slips are printed by the office, for a questionnaire that asks for them, and not without end."""
    yield from objections_to_office_work(questionnaire.campaign, by)
    if questionnaire.admission != Questionnaire.Admission.SLIP:
        yield _("This questionnaire is open to whoever has the link; it needs no slips.")
    if not 1 <= count <= MOST_SLIPS:
        yield _("Print between 1 and %(most)s slips at a time.") % {"most": MOST_SLIPS}


def objections_to_papers(
    questionnaire: Questionnaire, *, entered: int, fresh: int, returned: int, by: Person
) -> Iterator[str]:
    """No more forms are typed in than came back."""
    yield from objections_to_office_work(questionnaire.campaign, by)
    yield from objections_to_taking_answers(questionnaire)
    if entered + fresh > returned:
        yield ngettext(
            "%(returned)s form came back and %(entered)s are typed in; %(fresh)s more are too many. "
            "Correct the number of forms returned first.",
            "%(returned)s forms came back and %(entered)s are typed in; %(fresh)s more are too many. "
            "Correct the number of forms returned first.",
            returned,
        ) % {"returned": returned, "entered": entered, "fresh": fresh}
