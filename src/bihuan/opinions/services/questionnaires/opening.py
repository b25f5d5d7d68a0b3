"""Putting a questionnaire to use, closing it, taking answers again."""

from collections.abc import Iterator

from bihuan.audit.selectors import digest_of
from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.workflow import Refused, lock, move
from bihuan.opinions.events.asking import QuestionnaireClosed, QuestionnaireOpened, QuestionnaireReopened
from bihuan.opinions.models import Choice, Consultation, Questionnaire, Sheet, Version, Words
from bihuan.opinions.policies.questionnaires import objections_to_opening
from bihuan.opinions.policies.voices import objections_to_office_work
from bihuan.opinions.selectors.questionnaires.paper import paper_of
from bihuan.opinions.services.consultations import hold, return_forms
from bihuan.opinions.services.questionnaires.urn import shake
from bihuan.opinions.states import (
    CLOSE_QUESTIONNAIRE,
    OPEN_QUESTIONNAIRE,
    REOPEN_QUESTIONNAIRE,
    QuestionnaireStatus,
)
from bihuan.people.models import Person


@act
def open_version(version: Version, *, by: Person) -> None:
    """Put a draft to use: its wording stands from now on, and whoever comes next answers it.

    Raises:
        Refused: something in it cannot be answered, or not of the office.
    """
    questionnaire = lock(version.questionnaire)
    paper = paper_of(version)
    _refuse(objections_to_opening(questionnaire, paper, by=by))
    Version.objects.filter(pk=version.pk).update(frozen_on=day_of(questionnaire.campaign))
    if questionnaire.status == QuestionnaireStatus.DRAFT:
        move(questionnaire, OPEN_QUESTIONNAIRE)
    record(
        QuestionnaireOpened(
            questionnaire=questionnaire.pk, version=version.number, questions=len(paper.asked), digest=paper.digest
        ),
        by=by,
    )


@act
def close_questionnaire(questionnaire: Questionnaire, *, by: Person) -> None:
    """Take no more answers, count those that still lie in the urn, and seal all of them.

    Raises:
        Refused: not of the office.
        Stale: it is not open.
    """
    _refuse(objections_to_office_work(questionnaire.campaign, by))
    held = lock(questionnaire)
    for version in held.versions.filter(frozen_on__isnull=False):
        shake(version, least=1)
    move(held, CLOSE_QUESTIONNAIRE)
    sheets = Sheet.objects.filter(version__questionnaire=held).count()
    record(QuestionnaireClosed(questionnaire=held.pk, sheets=sheets, digest=digest_of_answers(held)), by=by)


@act
def reopen_questionnaire(questionnaire: Questionnaire, *, by: Person) -> None:
    """Take answers again.

    Raises:
        Refused: not of the office.
        Stale: it is not closed.
    """
    _refuse(objections_to_office_work(questionnaire.campaign, by))
    held = lock(questionnaire)
    move(held, REOPEN_QUESTIONNAIRE)
    record(QuestionnaireReopened(questionnaire=held.pk), by=by)


@act
def count_forms(questionnaire: Questionnaire, *, issued: int, returned: int, by: Person) -> Consultation:
    """Write down how many paper forms were given out and came back; they count with the campaign's other forms.

    Raises:
        Refused: more came back than were given out, or not of the office.
    """
    held = lock(questionnaire)
    campaign = held.campaign
    if held.consultation is None:
        held.consultation = hold(
            campaign,
            channel=held.channel,
            kind=Consultation.Kind.FORMS,
            title=held.title,
            convener=campaign.office or campaign.root,
            held_on=day_of(campaign),
            by=by,
        )
        held.save(update_fields=["consultation"])
    return_forms(held.consultation, issued=issued, returned=returned, by=by)
    return held.consultation


def digest_of_answers(questionnaire: Questionnaire) -> str:
    """One digest over all answers, the same in whatever order they lie."""
    choices = Choice.objects.filter(sheet__version__questionnaire=questionnaire).values_list(
        "sheet_id", "question_id", "item_id", "option_id"
    )
    words = Words.objects.filter(sheet__version__questionnaire=questionnaire)
    rows: list[list[int | str | None]] = [list(row) for row in choices]
    rows += [[sheet, question, None, text] for sheet, question, text in words.values_list(
        "sheet_id", "question_id", "text"
    )]  # fmt: skip
    return digest_of(sorted(rows, key=str))


def _refuse(reasons: Iterator[str]) -> None:
    found = list(reasons)
    if found:
        raise Refused(found)
