"""The facts of the opinions stage, one module per part. What the public does leaves no fact of its own."""

from bihuan.opinions.events.voices import (
    ConsultationHeld,
    ContactOpened,
    FormsReturned,
    IntakeSealed,
    OpinionAnswered,
    OpinionBecameIssue,
    OpinionForwarded,
    OpinionPlaced,
    OpinionReceived,
    OpinionRefused,
    OpinionReopened,
    OpinionsImported,
    ParticipantsCounted,
    SpeakerAnswered,
    UnitsVisited,
    UnitVisited,
)

__all__ = [
    "ConsultationHeld",
    "ContactOpened",
    "FormsReturned",
    "IntakeSealed",
    "OpinionAnswered",
    "OpinionBecameIssue",
    "OpinionForwarded",
    "OpinionPlaced",
    "OpinionReceived",
    "OpinionRefused",
    "OpinionReopened",
    "OpinionsImported",
    "ParticipantsCounted",
    "SpeakerAnswered",
    "UnitVisited",
    "UnitsVisited",
]
