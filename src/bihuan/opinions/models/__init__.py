"""查: the tables of listening, one module per part of it."""

from bihuan.opinions.models.answering import Charge, Clock, MoreTime, ReplyTemplate
from bihuan.opinions.models.public import Attachment, ListeningPolicy, Verdict
from bihuan.opinions.models.sealed import Keeper, TipOff, TipOffPart
from bihuan.opinions.models.matters import Matter, MatterObjection, MatterVoice, Regrouping
from bihuan.opinions.models.suggestions import Cluster, Lesson, Likeness, Suggestion
from bihuan.opinions.models.voices import (
    ANCESTORS,
    Consultation,
    Contact,
    Disposition,
    Message,
    Opinion,
    Participants,
    Receipt,
    VisitedUnit,
)
from bihuan.opinions.models.ways import HandOver, Origin, Source

__all__ = [
    "ANCESTORS",
    "Cluster",
    "Consultation",
    "Contact",
    "Disposition",
    "Lesson",
    "Likeness",
    "Matter",
    "MatterObjection",
    "MatterVoice",
    "Message",
    "Opinion",
    "Participants",
    "Receipt",
    "Regrouping",
    "Suggestion",
    "VisitedUnit",
]
