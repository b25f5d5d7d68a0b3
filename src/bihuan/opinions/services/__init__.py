"""Verbs of the opinions stage, one module per noun."""

from bihuan.opinions.services.consultations import (
    Visit,
    count_participants,
    hold,
    return_forms,
    visit_unit,
    visit_units,
)
from bihuan.opinions.services.contacts import open_contact, renew_seals
from bihuan.opinions.services.dialogue import say
from bihuan.opinions.services.dispositions import (
    answer,
    forward,
    refuse,
    reopen_opinion,
    take_back,
    write_disposition,
)
from bihuan.opinions.services.intake import Said, place, receive, receive_many, seal_intake

__all__ = [
    "Said",
    "Visit",
    "answer",
    "count_participants",
    "forward",
    "hold",
    "open_contact",
    "place",
    "receive",
    "receive_many",
    "refuse",
    "renew_seals",
    "reopen_opinion",
    "return_forms",
    "say",
    "seal_intake",
    "take_back",
    "visit_unit",
    "visit_units",
    "write_disposition",
]
