"""查: the tables of listening, one module per part of it."""

from bihuan.opinions.models.answering import Charge, Clock, MoreTime, ReplyTemplate
from bihuan.opinions.models.answers import Choice, Sheet, Slip, SlipBatch, SpentForm, Words
from bihuan.opinions.models.matters import Matter, MatterObjection, MatterVoice, Regrouping
from bihuan.opinions.models.meetings import Enclosure, Invitee, SealedTalk, TakenDown, Talk, TalkOpening
from bihuan.opinions.models.public import Attachment, ListeningPolicy, Verdict
from bihuan.opinions.models.questionnaires import (
    Condition,
    Item,
    Option,
    Question,
    Questionnaire,
    Scale,
    ScalePoint,
    Section,
    Version,
)
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
    "Choice",
    "Clock",
    "Cluster",
    "Condition",
    "Consultation",
    "Contact",
    "Disposition",
    "Enclosure",
    "HandOver",
    "Invitee",
    "Item",
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
    "Option",
    "Origin",
    "Participants",
    "Question",
    "Questionnaire",
    "Receipt",
    "Regrouping",
    "ReplyTemplate",
    "Scale",
    "ScalePoint",
    "SealedTalk",
    "Section",
    "Sheet",
    "Slip",
    "SlipBatch",
    "Source",
    "SpentForm",
    "Suggestion",
    "TakenDown",
    "Talk",
    "TalkOpening",
    "TipOff",
    "TipOffPart",
    "Verdict",
    "Version",
    "VisitedUnit",
    "Words",
]
