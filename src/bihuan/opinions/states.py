"""The opinion: open, then exactly one of four endings, each of which can be taken back; and the tip-off."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bihuan.common.workflow import Step


class Status(models.TextChoices):
    """Where an opinion stands: in exactly one of these, which is why the balance ties out."""

    OPEN = "open", pgettext_lazy("opinion", "waiting for disposition")
    BECAME_ISSUE = "became_issue", pgettext_lazy("opinion", "became an issue")
    ANSWERED = "answered", pgettext_lazy("opinion", "answered on the spot")
    REFUSED = "refused", pgettext_lazy("opinion", "not registered, with a reason")
    FORWARDED = "forwarded", pgettext_lazy("opinion", "forwarded")


BECOME_ISSUE = Step("BECOME_ISSUE", (Status.OPEN,), Status.BECAME_ISSUE)
ANSWER = Step("ANSWER", (Status.OPEN,), Status.ANSWERED)
REFUSE = Step("REFUSE", (Status.OPEN,), Status.REFUSED)
FORWARD = Step("FORWARD", (Status.OPEN,), Status.FORWARDED)
TAKE_BACK = Step("TAKE_BACK", (Status.BECAME_ISSUE, Status.ANSWERED, Status.REFUSED, Status.FORWARDED), Status.OPEN)

STEPS = (BECOME_ISSUE, ANSWER, REFUSE, FORWARD, TAKE_BACK)


class TipStatus(models.TextChoices):
    """A tip-off waits for its keeper, who passes it on to those in charge, or ends it with a reason."""

    WAITING = "waiting", pgettext_lazy("tip-off", "waiting for the keeper")
    PASSED_ON = "passed_on", pgettext_lazy("tip-off", "passed on to those in charge")
    ENDED = "ended", pgettext_lazy("tip-off", "ended, with a reason")


PASS_ON = Step("PASS_ON", (TipStatus.WAITING,), TipStatus.PASSED_ON)
END_TIP = Step("END_TIP", (TipStatus.WAITING, TipStatus.PASSED_ON), TipStatus.ENDED)
TIP_STEPS = (PASS_ON, END_TIP)


class QuestionnaireStatus(models.TextChoices):
    """Whether a questionnaire takes answers."""

    DRAFT = "draft", pgettext_lazy("questionnaire", "being written")
    OPEN = "open", pgettext_lazy("questionnaire", "open for answers")
    CLOSED = "closed", pgettext_lazy("questionnaire", "closed")


OPEN_QUESTIONNAIRE = Step("OPEN_QUESTIONNAIRE", (QuestionnaireStatus.DRAFT,), QuestionnaireStatus.OPEN)
CLOSE_QUESTIONNAIRE = Step("CLOSE_QUESTIONNAIRE", (QuestionnaireStatus.OPEN,), QuestionnaireStatus.CLOSED)
REOPEN_QUESTIONNAIRE = Step("REOPEN_QUESTIONNAIRE", (QuestionnaireStatus.CLOSED,), QuestionnaireStatus.OPEN)

QUESTIONNAIRE_STEPS = (OPEN_QUESTIONNAIRE, CLOSE_QUESTIONNAIRE, REOPEN_QUESTIONNAIRE)
