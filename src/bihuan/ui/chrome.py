"""What the frame of a workbench page shows around the content.

The frame belongs to `ui`, its facts belong to the stages. `settings.BIHUAN_CHROME` names one callable
`(request) -> Chrome`; it is asked only when a template really draws the frame, so a fragment, a public
page or an error page never pays for it.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the sidebar: a stage (one-character `mark`) or a tool (`icon`, a name of `ui.icons`)."""

    label: str
    url: str
    mark: str = ""
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class CampaignLink:
    """One campaign the viewer may switch to."""

    name: str
    note: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chrome:
    """The facts of the frame. Every field has a quiet default: what is empty is not drawn."""

    organisation: str = ""
    campaign: str = ""
    campaign_note: str = ""
    campaigns: tuple[CampaignLink, ...] = ()
    stages: tuple[NavItem, ...] = ()
    tools: tuple[NavItem, ...] = ()
    person: str = ""
    duties: str = ""
    as_of: datetime | None = None
    notices: int = 0
    home_url: str = "/"
    notices_url: str = ""
    search_url: str = ""
    profile_url: str = ""
    sign_out_url: str = ""


def load(request: HttpRequest) -> Chrome:
    """Return the facts of the frame for this request, or the empty frame when no stage provides them."""
    provider = _provider(getattr(settings, "BIHUAN_CHROME", ""))
    return provider(request) if provider else Chrome()


@cache
def _provider(path: str) -> Callable[[HttpRequest], Chrome] | None:
    if not path:
        return None
    try:
        return cast(Callable[[HttpRequest], Chrome], import_string(path))
    except ModuleNotFoundError as missing:
        # Only the provider's own module may be absent; a broken import inside it must be heard.
        if not path.startswith(str(missing.name)):
            raise
        log.warning("BIHUAN_CHROME names %s, which is not installed: pages have an empty frame.", path)
        return None
