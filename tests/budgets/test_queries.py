"""Queries of every list and of the main pages: within their budget, and as many with 20 rows as with 10.

`budgets.json` holds the budgets; after a change that is meant, write them anew with

    UPDATE_QUERY_BUDGETS=1 script/test tests/budgets
"""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.budgets.crowd import Crowd
from tests.permissions.tokens import secret_of, token_for
from tests.world import DAY, World

BUDGETS = Path(__file__).with_name("budgets.json")
LIST = 12
"""What a list may ask, whatever stands in it (what must hold, point 5)."""

CODE = "spring"
LISTS: dict[str, Callable[[], str]] = {
    "ledger:issues": lambda: reverse("ledger:issues"),
    "ledger:issues, words": lambda: f"{reverse('ledger:issues')}?q=问题&open=1&sort=-number",
    "opinions:list": lambda: reverse("opinions:list", args=[CODE]),
    "opinions:answering": lambda: reverse("opinions:answering", args=[CODE]),
    "supervision:came-backs": lambda: reverse("supervision:came-backs"),
    "opinions:triage": lambda: reverse("opinions:triage", args=[CODE]),
    "opinions:matters": lambda: reverse("opinions:matters", args=[CODE]),
    "opinions:consultations": lambda: reverse("opinions:consultations", args=[CODE]),
    "opinions:questionnaires": lambda: reverse("opinions:questionnaires", args=[CODE]),
    "supervision:papers": lambda: reverse("supervision:papers"),
    "supervision:recurrences": lambda: reverse("supervision:recurrences"),
    "supervision:hints": lambda: reverse("supervision:hints"),
    "supervision:plans": lambda: reverse("supervision:plans"),
    "supervision:extensions": lambda: reverse("supervision:extensions"),
    "supervision:notices": lambda: reverse("supervision:notices"),
    "supervision:objections": lambda: reverse("supervision:objections"),
    "supervision:look-backs": lambda: reverse("supervision:look-backs"),
    "supervision:certificates": lambda: reverse("supervision:certificates"),
    "supervision:teams": lambda: reverse("supervision:teams"),
    "supervision:visits": lambda: reverse("supervision:visits"),
    "supervision:visits-month": lambda: f"{reverse('supervision:visits-month')}?month={DAY:%Y-%m}",
    "supervision:load": lambda: reverse("supervision:load"),
    "supervision:node-meetings": lambda: reverse("supervision:node-meetings"),
    "study:plans": lambda: reverse("study:plans"),
    "study:people": lambda: reverse("study:people"),
    "study:sessions": lambda: reverse("study:sessions"),
    "study:library": lambda: reverse("study:library"),
    "study:reflections": lambda: reverse("study:reflections"),
    "study:notes": lambda: reverse("study:notes"),
    "outcomes:regulations": lambda: reverse("outcomes:regulations"),
    "outcomes:indicators": lambda: reverse("outcomes:indicators"),
    "outcomes:actions": lambda: reverse("outcomes:actions"),
    "outcomes:contacts": lambda: reverse("outcomes:contacts"),
    "outcomes:targets": lambda: reverse("outcomes:targets"),
    "outcomes:targets-by-unit": lambda: reverse("outcomes:targets-by-unit"),
    "publication:publications": lambda: reverse("publication:publications"),
    "reports:papers": lambda: reverse("reports:papers"),
    "people:units": lambda: reverse("people:units"),
    "campaigns:campaigns": lambda: reverse("campaigns:campaigns"),
    "jobs:mine": lambda: reverse("jobs:mine"),
    "tokens:mine": lambda: reverse("tokens:mine"),
}
ADMINISTRATORS: dict[str, Callable[[], str]] = {
    "people:people": lambda: reverse("people:people"),
    "tokens:everybodys": lambda: reverse("tokens:everybodys"),
}
PROGRAMS: dict[str, Callable[[], str]] = {
    "api:campaigns": lambda: reverse("api:campaigns"),
    "api:issues": lambda: reverse("api:issues", args=[CODE]),
    "api:issues, words": lambda: f"{reverse('api:issues', args=[CODE])}?q=问题&open=1&sort=-number&limit=200",
    "api:opinions": lambda: reverse("api:opinions", args=[CODE]),
    "api:balance": lambda: reverse("api:balance", args=[CODE]),
    "api:units": lambda: reverse("api:units"),
}
"""Lists that programs read."""
VISITORS: dict[str, Callable[[], str]] = {
    "board:home": lambda: reverse("board:home"),
    "board:listing": lambda: reverse("board:listing", args=[CODE]),
    "speak, channels": lambda: f"/speak/{CODE}/",
    "ask:fill": lambda: "/q/Q00001/",
}


def pages_of(crowd: Crowd) -> dict[str, str]:
    """The pages that are no plain lists."""
    issue, campaign = crowd.watched.pk, crowd.campaign.pk
    learners = crowd.learners
    return {
        "desk:home": reverse("desk:home"),
        "desk:overview": reverse("desk:overview"),
        "desk:wall": reverse("desk:wall"),
        "ledger:issue": reverse("ledger:issue", args=[issue]),
        "ledger:preview": reverse("ledger:preview", args=[issue]),
        "ledger:history": reverse("ledger:history", args=[issue]),
        "ledger:new": reverse("ledger:new"),
        "opinions:opinion": reverse("opinions:opinion", args=[CODE, crowd.heard.number]),
        "opinions:triage-voice": reverse("opinions:triage-voice", args=[CODE, crowd.heard.number]),
        "opinions:triage-groups": reverse("opinions:triage-groups", args=[CODE]),
        "opinions:matter": reverse("opinions:matter", args=[CODE, 1]),
        "opinions:hot": reverse("opinions:hot", args=[CODE]),
        "opinions:learning": reverse("opinions:learning", args=[CODE]),
        "opinions:balance": reverse("opinions:balance", args=[CODE]),
        "opinions:consultation": reverse("opinions:consultation", args=[CODE, crowd.asked.pk]),
        "opinions:rates": reverse("opinions:rates", args=[CODE]),
        "opinions:rules": reverse("opinions:rules", args=[CODE]),
        "opinions:words": reverse("opinions:words", args=[CODE]),
        "opinions:ways-in": reverse("opinions:ways-in", args=[CODE]),
        "opinions:entry": reverse("opinions:entry", args=[CODE]),
        "opinions:take-down": reverse("opinions:take-down", args=[CODE, crowd.asked.pk]),
        "opinions:questionnaire": reverse("opinions:questionnaire", args=[CODE, crowd.surveyed.pk]),
        "opinions:questionnaire-results": reverse("opinions:questionnaire-results", args=[CODE, crowd.surveyed.pk]),
        "opinions:scales": reverse("opinions:scales", args=[CODE]),
        "supervision:home": reverse("supervision:home"),
        "supervision:askings": reverse("supervision:askings", args=[issue]),
        "supervision:burden": reverse("supervision:burden"),
        "supervision:phases": reverse("supervision:phases"),
        "supervision:phase": reverse("supervision:phase", args=[crowd.standing.phase_id]),
        "supervision:standing": reverse("supervision:standing", args=[crowd.standing.pk]),
        "supervision:visit": reverse("supervision:visit", args=[crowd.visited.pk]),
        "supervision:visit-checklist": reverse("supervision:visit-checklist", args=[crowd.visited.pk]),
        "study:home": reverse("study:home"),
        "study:plan": reverse("study:plan", args=[learners.plan.pk]),
        "study:session": reverse("study:session", args=[learners.session.pk]),
        "study:attendance": reverse("study:attendance", args=[learners.session.pk]),
        "study:material": reverse("study:material", args=[learners.material.pk]),
        "study:reflection": reverse("study:reflection", args=[learners.reflection.pk]),
        "study:garden": reverse("study:garden"),
        "outcomes:home": reverse("outcomes:home"),
        "outcomes:regulation": reverse("outcomes:regulation", args=[learners.regulation.pk]),
        "outcomes:indicator": reverse("outcomes:indicator", args=[learners.indicator.pk]),
        "outcomes:action": reverse("outcomes:action", args=[learners.action.pk]),
        "outcomes:contact": reverse("outcomes:contact", args=[learners.contact.pk]),
        "people:unit": reverse("people:unit", args=[crowd.world.district.pk]),
        "people:children": reverse("people:children", args=[crowd.world.fifth_zone.pk]),
        "campaigns:campaign": reverse("campaigns:campaign", args=[campaign]),
        "campaigns:terms": reverse("campaigns:terms", args=[campaign, "category"]),
        "campaigns:channels": reverse("campaigns:channels", args=[campaign]),
        "campaigns:calendar": reverse("campaigns:calendar"),
        "reports:figures": reverse("reports:figures"),
        "reports:new, situation": reverse("reports:new", args=["situation"]),
        "reports:new, ledger": reverse("reports:new", args=["ledger"]),
        "reports:new, six-clear": reverse("reports:new-about", args=["six-clear", issue]),
        "reports:templates": reverse("reports:templates"),
        "reports:check": reverse("reports:check"),
    }


def program_of(world: World) -> Client:
    """A program of the office."""
    world.office.tokens.all().delete()
    token_for(world.office, "budgets").save()
    return Client(headers={"Authorization": f"Bearer {secret_of('budgets')}"})


def asked(world: World, crowd: Crowd) -> Iterator[tuple[str, int]]:
    """Each page by name, and how many queries it asked."""
    office, administrator, visitor, program = Client(), Client(), Client(), program_of(world)
    number = crowd.watched.number
    told = {name: reverse(name, args=[CODE, number]) for name in ("api:issue", "api:facts")}
    office.force_login(world.office)
    administrator.force_login(world.system_admin)
    lists = {name: url() for name, url in LISTS.items()}
    for client, pages in (
        (office, lists | pages_of(crowd)),
        (administrator, {name: url() for name, url in ADMINISTRATORS.items()}),
        (visitor, {name: url() for name, url in VISITORS.items()}),
        (program, {name: url() for name, url in PROGRAMS.items()} | told),
    ):
        for name, url in pages.items():
            with CaptureQueriesContext(connection) as queries:
                response = client.get(url)
            assert response.status_code == 200, f"{name}: {response.status_code}"
            yield name, len(queries)


@pytest.fixture
def counted(world: World) -> tuple[dict[str, int], dict[str, int]]:
    """Queries by page, with 10 rows and with 20."""
    crowd = Crowd(world)
    crowd.grow(10)
    few = dict(asked(world, crowd))
    crowd.grow(10)
    return few, dict(asked(world, crowd))


def test_no_page_asks_more_for_more_rows_or_than_its_budget(counted: tuple[dict[str, int], dict[str, int]]) -> None:
    few, many = counted
    if os.environ.get("UPDATE_QUERY_BUDGETS"):
        BUDGETS.write_text(json.dumps(many, indent=2, sort_keys=True) + "\n")
    budgets = json.loads(BUDGETS.read_text())
    grown = {name: (few[name], many[name]) for name in many if many[name] != few[name]}
    over = {name: (many[name], budgets.get(name, 0)) for name in many if many[name] > budgets.get(name, 0)}
    assert not grown, f"queries with 10 and with 20 rows: {grown}"
    assert not over, f"queries and budget: {over}"


def test_no_list_has_a_budget_beyond_what_was_promised() -> None:
    budgets = json.loads(BUDGETS.read_text())
    lists = {*LISTS, *ADMINISTRATORS, *VISITORS, *PROGRAMS}
    assert not {name: budgets[name] for name in lists if budgets[name] > LIST}
