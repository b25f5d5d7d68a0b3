"""Words for replies with their fields filled in. A field nobody knows stays as it stands, for a person to see."""

import re
from collections.abc import Callable

from django.utils.formats import date_format

from bihuan.campaigns.selectors import day_of
from bihuan.opinions.models import Opinion
from bihuan.opinions.selectors.answering import Clocks

FIELD = re.compile(r"\{(\w+)\}")
FIELDS: dict[str, Callable[[Opinion], str]] = {
    "number": lambda opinion: opinion.label,
    "received": lambda opinion: date_format(opinion.received_on, "DATE_FORMAT"),
    "channel": lambda opinion: opinion.channel.name,
    "unit": lambda opinion: str(opinion.about_unit or opinion.about_words or "—"),
    "campaign": lambda opinion: opinion.campaign.name,
    "office": lambda opinion: str(opinion.campaign.office or opinion.campaign.root),
    "today": lambda opinion: date_format(day_of(opinion.campaign), "DATE_FORMAT"),
    "due": lambda opinion: date_format(Clocks(opinion.campaign).settle_due(opinion), "DATE_FORMAT"),
}
"""What a text may name, in braces."""


def filled_in(text: str, opinion: Opinion) -> str:
    """The text with what is known about the voice."""
    return FIELD.sub(lambda found: FIELDS[found[1]](opinion) if found[1] in FIELDS else found[0], text)
