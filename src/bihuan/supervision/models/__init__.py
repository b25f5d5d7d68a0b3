"""督: the supervisors' tables, by noun."""

from bihuan.supervision.models.closing import Closure, LookBack, Reopening, Signature
from bihuan.supervision.models.hints import Hint, HintReading, PicturePrint
from bihuan.supervision.models.meetings import NodeMeeting
from bihuan.supervision.models.notices import EscalationStep, NoticeExcuse, NoticePeriod, Objection, SupervisionNotice
from bihuan.supervision.models.phases import HOLDING, PhaseJudgement, Standing
from bihuan.supervision.models.recurrences import Recurrence, RecurrenceReach
from bihuan.supervision.models.returning import CameBack
from bihuan.supervision.models.reviews import PaperComment, PaperVerdict, PaperVersion
from bihuan.supervision.models.samples import Sample, SampledIssue
from bihuan.supervision.models.satisfaction import Asking, Ruling
from bihuan.supervision.models.talks import TalkNotes, UnitTalk
from bihuan.supervision.models.teams import Team, TeamArea, TeamMember
from bihuan.supervision.models.verification import Verification, VerificationPhoto
from bihuan.supervision.models.visits import Visit, VisitEntry, VisitItem, Visitor, VisitPhoto

__all__ = [
    "HOLDING",
    "Asking",
    "CameBack",
    "Closure",
    "EscalationStep",
    "Hint",
    "HintReading",
    "LookBack",
    "NodeMeeting",
    "NoticeExcuse",
    "NoticePeriod",
    "Objection",
    "PaperComment",
    "PaperVerdict",
    "PaperVersion",
    "PhaseJudgement",
    "PicturePrint",
    "Recurrence",
    "RecurrenceReach",
    "Reopening",
    "Ruling",
    "Sample",
    "SampledIssue",
    "Signature",
    "Standing",
    "SupervisionNotice",
    "TalkNotes",
    "Team",
    "TeamArea",
    "TeamMember",
    "UnitTalk",
    "Verification",
    "VerificationPhoto",
    "Visit",
    "VisitEntry",
    "VisitItem",
    "VisitPhoto",
    "Visitor",
]
