"""The state machines of outcomes: a regulation, and a special action."""

from django.db import models
from django.utils.translation import pgettext_lazy

from bihuan.common.workflow import Step


class RegulationStatus(models.TextChoices):
    """A regulation is drafted, in force, and some day abolished (废 改 立)."""

    DRAFT = "draft", pgettext_lazy("regulation", "being drafted")
    IN_FORCE = "in_force", pgettext_lazy("regulation", "in force")
    ABOLISHED = "abolished", pgettext_lazy("regulation", "abolished")


ADOPT = Step("adopt", (RegulationStatus.DRAFT,), RegulationStatus.IN_FORCE)
REVISE = Step("revise", (RegulationStatus.IN_FORCE,), RegulationStatus.IN_FORCE)
ABOLISH = Step("abolish", (RegulationStatus.IN_FORCE,), RegulationStatus.ABOLISHED)
REGULATION_STEPS = (ADOPT, REVISE, ABOLISH)


class ActionStatus(models.TextChoices):
    """A special action is planned, under way, and concluded with a summary."""

    PLANNED = "planned", pgettext_lazy("special action", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("special action", "under way")
    CONCLUDED = "concluded", pgettext_lazy("special action", "concluded")


BEGIN = Step("begin", (ActionStatus.PLANNED,), ActionStatus.UNDER_WAY)
CONCLUDE = Step("conclude", (ActionStatus.UNDER_WAY,), ActionStatus.CONCLUDED)
ACTION_STEPS = (BEGIN, CONCLUDE)
