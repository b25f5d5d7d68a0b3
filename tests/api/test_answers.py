"""What programs read, what they write through the services of the pages, and the sentences when they may not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict

from bihuan.api.v1.ledger import IssueQuery
from bihuan.api.v1.opinions import OpinionQuery
from bihuan.common.workflow import Stale
from bihuan.ledger.models import Issue
from bihuan.ledger.tables import ledger_list
from bihuan.ledger.terms import terms_of
from bihuan.opinions.models import Opinion
from bihuan.opinions.tables import OPINIONS
from bihuan.supervision.policies.gate import gate
from tests import walk
from tests.api.conftest import Program
from tests.world import World

pytestmark = pytest.mark.django_db
Asking = Callable[..., Program]


def test_the_ledger_is_read_page_by_page_with_the_filters_of_its_page(world: World, program: Asking) -> None:
    for _ in range(3):
        walk.to_registered(world, voices=0)
    walk.to_assigned(world, voices=0)
    office, issues = program(world.office), f"campaigns/{world.campaign.code}/issues"
    first = office.get(issues, sort="number", limit=3).json()
    following = office.client.get(first["next"]).json()
    assert [one["number"] for one in (*first["items"], *following["items"])] == [1, 2, 3, 4]
    assert (first["total"], following["next"]) == ("4", None)
    assigned = office.get(issues, status="assigned").json()["items"]
    assert [(one["number"], one["lead_unit"]["name"]) for one in assigned] == [(4, "计财科")]
    assert assigned[0]["category"]["code"] == "interests"
    assert [one["number"] for one in program(world.head).get(issues).json()["items"]] == [4]
    for query, place in (({"stat": "open"}, "stat"), ({"status": "asigned"}, "query"), ({"limit": 0}, "limit")):
        wrong = office.get(issues, **query)
        assert (wrong.status_code, wrong.json()["faults"][0]["place"]) == (422, place)


def test_the_conditions_that_are_described_are_those_of_the_lists(world: World) -> None:
    common = {"sort", "after", "limit"}
    for query, declared in (
        (IssueQuery, ledger_list(world.campaign, terms_of(world.campaign))),
        (OpinionQuery, OPINIONS),
    ):
        params = {name for one in declared.filters for name in one.params}
        assert set(query.model_fields) == params | common


def test_an_issue_is_told_with_its_plan_its_gate_and_its_history(world: World, program: Asking) -> None:
    issue = walk.to_claimed(world)
    path = f"campaigns/{world.campaign.code}/issues/{issue.number}"
    told = program(world.head).get(path).json()
    assert told["plan"]["standard"] == "应补尽补，逐人核对回单"
    assert told["measures"][0]["targets"][0]["goal"] == "286.00"
    assert told["raised_by"] == {"opinions": 1, "people": 1}
    assert [point["sentences"] for point in told["gate"]] == [list(row.sentences) for row in gate(issue)]
    facts = program(world.head).get(f"{path}/facts", limit=2).json()
    older = program(world.head).get(f"{path}/facts", before=facts[-1]["seq"]).json()
    assert facts[0]["kind"] == "ledger.closing_claimed"
    assert [one["seq"] for one in (*facts, *older)] == list(range(facts[0]["seq"], 0, -1))
    assert program(world.stranger).get(path).status_code == 404
    assert program(world.head).get(f"campaigns/{world.campaign.code}/issues/{10**30}").status_code == 404


def test_what_is_written_is_what_the_page_would_write(world: World, program: Asking) -> None:
    office, path = program(world.office), f"campaigns/{world.campaign.code}"
    words = office.get(path).json()["words"]["category"][0]
    made = office.post(f"{path}/issues", text=" 食堂价格不公开 ", category=words["code"], amount="12.50")
    assert made.status_code == 201
    issue = Issue.objects.get(number=made.json()["number"])
    assert (issue.original_text, issue.category.pk, str(issue.amount)) == ("食堂价格不公开", words["id"], "12.50")
    under_way = walk.to_started(world)
    report = program(world.liaison).post(f"{path}/issues/{under_way.number}/progress", percent=40, text="名单已核对")
    assert report.json() == {"percent": 40, "text": "名单已核对", "on": world.campaign.as_of.isoformat()}
    refused = office.post(f"{path}/issues/{under_way.number}/progress", percent=41, text="代报")
    assert refused.status_code == 409
    assert "计财科" in refused.json()["reasons"][0]


def test_a_voice_sent_twice_with_one_key_is_one_voice(world: World, program: Asking) -> None:
    office, path = program(world.office), f"campaigns/{world.campaign.code}/opinions"
    said = {"channel": "mailbox", "text": "课后服务收费不清楚", "about_unit": world.school.pk, "key": "12345-7"}
    first, again = (office.post(path, **said) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Opinion.objects.get().about_unit == world.school
    other = office.post(path, **{**said, "key": "12345-8"})
    assert other.json()["receipt"] != first.json()["receipt"]
    read = office.get(path, channel="mailbox", q="课后").json()
    assert (read["total"], read["items"][0]["channel"]["code"]) == ("2", "mailbox")
    sheet = office.get(f"campaigns/{world.campaign.code}/balance", by="channel").json()
    assert (sheet["voices"]["received"], sheet["rows"][0]["name"], sheet["voices"]["open"]) == (2, "主任信箱", 2)


WRONG: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("issues", {}, "text"),
    ("issues", {"text": "  "}, "text"),
    ("issues", {"text": "a\0b"}, "text"),
    ("issues", {"text": "a", "title": "长" * 201}, "title"),
    ("issues", {"text": "a", "amount": "many"}, "amount"),
    ("issues", {"text": "a", "category": "none-such"}, "category"),
    ("issues", {"text": "a", "categry": "interests"}, "categry"),
    ("opinions", {"text": "a"}, "channel"),
    ("opinions", {"text": "a", "channel": "telegraph"}, "channel"),
    ("opinions", {"text": "a", "channel": "mailbox", "received_on": "yesterday"}, "received_on"),
    ("opinions", {"text": "a", "channel": "mailbox", "heads": 0}, "heads"),
    ("opinions", {"text": "a", "channel": "mailbox", "about_unit": 10**30}, "about_unit"),
)


def test_every_fault_has_its_place_and_a_sentence_in_both_languages(world: World, program: Asking) -> None:
    chinese, english = program(world.office), program(world.office, language="en")
    for path, said, place in WRONG:
        answers = [one.post(f"campaigns/{world.campaign.code}/{path}", **said) for one in (chinese, english)]
        told = [answer.json()["faults"][0] for answer in answers]
        assert [answer.status_code for answer in answers] == [422, 422], said
        assert [one["place"] for one in told] == [place, place]
        assert not told[0]["reason"].isascii()
        assert told[1]["reason"].replace("“", "").replace("”", "").replace("、", "").isascii()
    bare = chinese.client.post(f"/api/v1/campaigns/{world.campaign.code}/issues", b"{", content_type="application/json")
    assert (bare.status_code, len(bare.json()["reasons"])) == (400, 1)
    assert not Issue.objects.exists()
    assert not Opinion.objects.exists()


def test_who_comes_too_late_hears_what_happened(world: World, program: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    issue = walk.to_assigned(world, voices=0)

    def late(*_: object, **__: object) -> None:
        raise Stale(issue)

    monkeypatch.setattr("bihuan.api.v1.supervision.close", late)
    answer = program(world.team_leader).post(f"campaigns/{world.campaign.code}/issues/{issue.number}/closing")
    assert answer.status_code == 409
    assert any("活动办台账岗" in reason for reason in answer.json()["reasons"])


def test_units_are_read_page_by_page(world: World, program: Asking) -> None:
    office = program(world.office)
    first = office.get("units", limit=5).json()
    rest = office.get("units", after=first["next"]).json()
    names = [one["name"] for one in (*first["items"], *rest["items"])]
    assert (names[0], names[-1], rest["next"]) == ("区教委", "中心小学", None)
    assert "外区教委" not in names


def test_a_query_is_spelled_as_the_page_spells_it(world: World, program: Asking) -> None:
    """The address of a figure's list narrows the ledger of programs in the same way."""
    walk.to_registered(world, voices=0)
    figures = program(world.office).get(f"campaigns/{world.campaign.code}/figures").json()
    for figure in figures:
        page, _, query = figure["url"].partition("?")
        if page == "/issues/" and figure["path"].count(".") == 1 and "rate" not in figure["path"]:
            asked = dict(QueryDict(query).lists())
            found = program(world.office).get(f"campaigns/{world.campaign.code}/issues", **asked).json()
            assert found["total"] == figure["text"], figure
