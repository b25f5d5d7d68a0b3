"""What stands against a verb of this stage, as sentences; one module per part."""

from bihuan.opinions.policies.voices import (
    LONGEST,
    objections_to_counting,
    objections_to_disposing,
    objections_to_forwarding,
    objections_to_holding,
    objections_to_intake,
    objections_to_office_work,
    objections_to_opening_contact,
    objections_to_particulars,
    objections_to_reopening,
    objections_to_returning,
    objections_to_taking_back,
    objections_to_words,
    signs_of_identity,
)

__all__ = [
    "LONGEST",
    "objections_to_counting",
    "objections_to_disposing",
    "objections_to_forwarding",
    "objections_to_holding",
    "objections_to_intake",
    "objections_to_office_work",
    "objections_to_opening_contact",
    "objections_to_particulars",
    "objections_to_reopening",
    "objections_to_returning",
    "objections_to_taking_back",
    "objections_to_words",
    "signs_of_identity",
]
