"""Lines of the matrix about programs: the pages of their tokens, and the addresses that these open."""

from dataclasses import replace

from tests.permissions.access import (
    ACCOUNT,
    CONCERNED,
    INVOLVED,
    LISTENERS,
    NOBODY,
    OFFICE,
    OWN_TOKEN,
    PUBLIC,
    READERS,
    REPORTING,
    SYSTEM_ADMIN,
    TEAM_LEADER,
    WORKING,
)
from tests.permissions.rows import Row, form, page, press

PAGES: tuple[Row, ...] = (
    page("tokens:mine", ACCOUNT),
    form("tokens:new", ACCOUNT, ACCOUNT),
    page("tokens:everybodys", SYSTEM_ADMIN),
    page("tokens:token", OWN_TOKEN, "access token"),
    press("tokens:revoke", OWN_TOKEN, OWN_TOKEN, "access token"),
)
ADDRESSES: tuple[Row, ...] = (
    page("api:openapi-json", PUBLIC),
    page("api:campaigns", ACCOUNT),
    page("api:campaign", CONCERNED, "campaign by code"),
    page("api:figures", REPORTING, "campaign by code"),
    form("api:opinions", LISTENERS, OFFICE, "campaign by code"),
    page("api:balance", LISTENERS, "campaign by code"),
    form("api:issues", READERS, OFFICE, "campaign by code"),
    page("api:issue", INVOLVED, "issue by number"),
    page("api:facts", INVOLVED, "issue by number"),
    press("api:progress", INVOLVED, WORKING, "issue under way by number"),
    press("api:close", INVOLVED, TEAM_LEADER, "ready issue by number"),
    page("api:units", ACCOUNT),
    page("api:api-root", NOBODY),
)
PROGRAMS = (*PAGES, *(replace(row, program=True) for row in ADDRESSES))
