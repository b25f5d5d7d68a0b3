"""查: the tables of listening, one module per part of it."""

from bihuan.opinions.models.answering import Charge, Clock, MoreTime, ReplyTemplate
from bihuan.opinions.models.matters import Matter, MatterObjection, MatterVoice, Regrouping
from bihuan.opinions.models.public import Attachment, ListeningPolicy, Verdict
from bihuan.opinions.models.sealed import Keeper, TipOff, TipOffPart
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
    "Attachment",
    "Charge",
    "Clock",
    "Cluster",
    "Consultation",
    "Contact",
    "Disposition",
    "HandOver",
    "Keeper",
    "Lesson",
    "Likeness",
    "ListeningPolicy",
    "Matter",
    "MatterObjection",
    "MatterVoice",
    "Message",
    "MoreTime",
    "Opinion",
    "Origin",
    "Participants",
    "Receipt",
    "Regrouping",
    "ReplyTemplate",
    "Source",
    "Suggestion",
    "TipOff",
    "TipOffPart",
    "Verdict",
    "VisitedUnit",
]
