"""Answering: on the phone with a link or a slip, and on paper through the hands of a clerk."""

import secrets
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bihuan.audit.services import act, record
from bihuan.campaigns.selectors import day_of
from bihuan.common.sealing import keyed_digest, keyed_digests
from bihuan.common.text import RECEIPT_ALPHABET, tidy_receipt_code
from bihuan.common.workflow import Refused, lock
from bihuan.opinions.events.asking import PapersEntered, SlipsPrinted
from bihuan.opinions.models import Questionnaire, Sheet, Slip, SlipBatch, SpentForm, Version
from bihuan.opinions.policies.questionnaires import (
    objections_to_papers,
    objections_to_slips,
    objections_to_taking_answers,
)
from bihuan.opinions.selectors.questionnaires.paper import small_group
from bihuan.opinions.services.questionnaires.urn import Filled, drop_in, shake
from bihuan.people.models import Person

FORM, SLIP = "questionnaire form", "questionnaire slip"
SLIP_LENGTH = 8
"""40 bits: enough against guessing while a slip is only good for one answer to one questionnaire."""


@act
def hand_in(version: Version, filled: Filled, *, form: str, slip: str = "") -> None:
    """Take in one person's answers. The public does this, so no fact is left and no moment is kept.

    `form` is the random word of the form that was handed out; sent twice, it counts once. `slip` is the code on a
    slip; using it destroys it, in the same transaction, and nothing says which answers it let in.

    Raises:
        Refused: it takes no answers, or the slip is not good (any more).
    """
    questionnaire = lock(version.questionnaire)
    mine = keyed_digest(form, purpose=FORM)
    if SpentForm.objects.filter(questionnaire=questionnaire, digest=mine).exists():
        return
    reasons = list(objections_to_taking_answers(questionnaire))
    if not reasons and questionnaire.admission == Questionnaire.Admission.SLIP and not _use(questionnaire, slip):
        reasons = [_("This slip is not good, or was used already. If you sent your answers before, they have arrived.")]
    if reasons:
        raise Refused(reasons)
    SpentForm.objects.create(questionnaire=questionnaire, digest=mine)
    drop_in(version, [filled])
    shake(version, least=small_group(questionnaire.campaign))


def slip_is_good(questionnaire: Questionnaire, slip: str) -> bool:
    """Would this slip let somebody in? Looking leaves no trace."""
    return _slips(questionnaire, slip).exists()


@act
def print_slips(questionnaire: Questionnaire, *, label: str, count: int, by: Person) -> list[str]:
    """Make slips and return their codes, which are shown once; only digests are kept, in an order that is drawn.

    Raises:
        Refused: not of the office, the questionnaire needs none, or too many at a time.
    """
    reasons = list(objections_to_slips(questionnaire, count=count, by=by))
    if reasons:
        raise Refused(reasons)
    codes = ["".join(secrets.choice(RECEIPT_ALPHABET) for _n in range(SLIP_LENGTH)) for _slip in range(count)]
    Slip.objects.bulk_create(
        Slip(questionnaire=questionnaire, digest=keyed_digest(code, purpose=SLIP)) for code in sorted(codes)
    )
    SlipBatch.objects.create(
        questionnaire=questionnaire, label=label, count=count, printed_on=day_of(questionnaire.campaign)
    )
    record(SlipsPrinted(questionnaire=questionnaire.pk, label=label, count=count), by=by)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


@act
def enter_papers(version: Version, papers: Sequence[Filled], *, by: Person) -> int:
    """Type in forms that came back on paper, all or none; return how many.

    Raises:
        Refused: more than came back, no answers are taken, or not of the office.
    """
    questionnaire = lock(version.questionnaire)
    entered = Sheet.objects.filter(version__questionnaire=questionnaire, on_paper=True).count()
    returned = questionnaire.consultation.forms_returned if questionnaire.consultation else 0
    reasons = list(objections_to_papers(questionnaire, entered=entered, fresh=len(papers), returned=returned, by=by))
    if reasons:
        raise Refused(reasons)
    drop_in(version, papers, on_paper=True)
    shake(version, least=small_group(questionnaire.campaign))
    record(PapersEntered(questionnaire=questionnaire.pk, count=len(papers)), by=by)
    return len(papers)


def _slips(questionnaire: Questionnaire, slip: str) -> "QuerySet[Slip]":
    digests = keyed_digests(tidy_receipt_code(slip), purpose=SLIP)
    return Slip.objects.filter(questionnaire=questionnaire, digest__in=digests)


def _use(questionnaire: Questionnaire, slip: str) -> bool:
    """Destroy the slip; whoever finds it gone was too late."""
    return bool(_slips(questionnaire, slip).delete()[0])
