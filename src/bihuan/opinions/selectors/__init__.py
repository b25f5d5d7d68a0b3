"""Reads of the opinions stage, one module per noun."""

from bihuan.opinions.selectors.balance import NOWHERE, Balance, Row, Tally, balance
from bihuan.opinions.selectors.consultations import visible_consultations
from bihuan.opinions.selectors.dialogue import questions_unanswered, standing_disposition
from bihuan.opinions.selectors.figures import inquiry_figures
from bihuan.opinions.selectors.intake import digest_of_opinions, intake_faults, last_sealed_number
from bihuan.opinions.selectors.opinions import (
    DECIDING,
    READING,
    neighbours,
    open_campaigns,
    opinion_by_code,
    public_channels,
    visible_opinions,
)
from bihuan.opinions.selectors.places import match_units

__all__ = [
    "DECIDING",
    "NOWHERE",
    "READING",
    "Balance",
    "Row",
    "Tally",
    "balance",
    "digest_of_opinions",
    "inquiry_figures",
    "intake_faults",
    "last_sealed_number",
    "match_units",
    "neighbours",
    "open_campaigns",
    "opinion_by_code",
    "public_channels",
    "questions_unanswered",
    "standing_disposition",
    "visible_consultations",
    "visible_opinions",
]
