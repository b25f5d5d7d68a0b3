"""查: the tables of listening, one module per part of it."""

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

__all__ = [
    "ANCESTORS",
    "Consultation",
    "Contact",
    "Disposition",
    "Message",
    "Opinion",
    "Participants",
    "Receipt",
    "VisitedUnit",
]
