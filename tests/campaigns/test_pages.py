"""Pages of campaigns: who sees what, and that forms lead to the services."""

from datetime import date

import pytest
from django.urls import reverse

from bihuan.campaigns.models import CalendarDay, Campaign, Term
from bihuan.campaigns.selectors import policy_of
from bihuan.campaigns.services import create_campaign
from bihuan.people.models import Person
from bihuan.timetable.workdays import LAST_PUBLISHED
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frame(settings):
    """What the frame shows comes from later stages."""
    settings.BIHUAN_CHROME = ""


@pytest.fixture
def as_(client):
    """Sign somebody in and return his browser."""

    def signed_in(person: Person):
        client.force_login(person)
        return client

    return signed_in


def text(response) -> str:
    return response.content.decode()


def another(world: World) -> Campaign:
    return create_campaign(
        "generic",
        code="second",
        name="第二个活动",
        root=world.district,
        office=None,
        starts_on=date(2026, 6, 1),
        year=2026,
        by=world.office,
    )


def pages_of(world: World) -> list[str]:
    pk = world.campaign.pk
    return [
        reverse("campaigns:campaign", args=[pk]),
        reverse("campaigns:terms", args=[pk, "category"]),
        reverse("campaigns:new-term", args=[pk, "category"]),
        reverse("campaigns:channels", args=[pk]),
        reverse("campaigns:new-channel", args=[pk]),
        reverse("campaigns:lights", args=[pk]),
        reverse("campaigns:closing", args=[pk]),
        reverse("campaigns:change-phase", args=[pk, world.campaign.phases.get(position=1).pk]),
        reverse("campaigns:rename", args=[pk, "term", world.category.pk]),
        reverse("campaigns:rename", args=[pk, "channel", world.mailbox.pk]),
    ]


def test_insiders_read_every_page_strangers_and_administrators_none(as_, world):
    for name, person in world.people.items():
        browser = as_(person)
        expected = 404 if name in {"stranger", "system_admin", "security_admin", "audit_admin"} else 200
        for page in pages_of(world):
            assert browser.get(page).status_code == expected, (name, page)


def test_the_list_offers_the_choice_and_the_choice_stays(as_, world):
    second = another(world)
    browser = as_(world.office)
    assert browser.get("/campaigns/").context["rows"][0][0] == second
    assert browser.get(reverse("campaigns:switch", args=[world.campaign.pk])).status_code == 405
    browser.post(reverse("campaigns:switch", args=[world.campaign.pk]))
    current = [campaign for campaign, _phase, chosen in browser.get("/campaigns/").context["rows"] if chosen]
    assert current == [world.campaign]


def test_a_campaign_out_of_sight_is_not_chosen(as_, world):
    assert as_(world.stranger).post(reverse("campaigns:switch", args=[world.campaign.pk])).status_code == 404


def test_the_overview_shows_why_others_may_not_change_it(as_, world):
    address = reverse("campaigns:campaign", args=[world.campaign.pk])
    assert "aria-disabled" in text(as_(world.liaison).get(address))
    page = as_(world.office).get(address)
    assert page.context["may_not"] == []
    assert page.context["may_not_judge"]


def test_a_campaign_from_a_template_by_form(as_, world):
    said = {
        "template": "mass-line",
        "name": "教育实践活动",
        "code": "practice",
        "root": "区教委",
        "office": "活动办公室",
        "starts_on": "2026-03-02",
    }
    assert as_(world.liaison).post("/campaigns/new/", said).status_code == 404
    answer = as_(world.office).post("/campaigns/new/", said)
    made = Campaign.objects.get(code="practice")
    assert answer["Location"] == reverse("campaigns:campaign", args=[made.pk])
    assert as_(world.office).post("/campaigns/new/", said).status_code == 422


def test_words_by_form(as_, world):
    pk, browser = world.campaign.pk, as_(world.office)
    browser.post(reverse("campaigns:new-term", args=[pk, "category"]), {"code": "safety", "name": "安全"})
    term = Term.objects.get(code="safety")
    browser.post(reverse("campaigns:rename", args=[pk, "term", term.pk]), {"name": "校园安全"})
    browser.post(reverse("campaigns:retire", args=[pk, "term", term.pk]))
    term.refresh_from_db()
    assert (term.name, term.active) == ("校园安全", False)
    browser.post(reverse("campaigns:restore", args=[pk, "term", term.pk]))
    assert browser.post(reverse("campaigns:retire", args=[pk, "term", world.category.pk])).status_code == 302
    assert browser.post(reverse("campaigns:retire", args=[pk, "term", term.pk])).status_code == 409
    twice = browser.post(reverse("campaigns:new-term", args=[pk, "category"]), {"code": "safety", "name": "安全"})
    assert twice.status_code == 422
    assert browser.get(reverse("campaigns:terms", args=[pk, "nothing"])).status_code == 404


def test_a_word_of_another_campaign_is_not_found_here(as_, world):
    second = another(world)
    answer = as_(world.office).post(reverse("campaigns:retire", args=[second.pk, "term", world.category.pk]))
    assert answer.status_code == 404


def policy_form(**changes: object) -> dict[str, object]:
    said: dict[str, object] = {
        "min_satisfied_percent": 85,
        "min_answers": 2,
        "panel": "staff",
        "min_panel": 3,
        "notice_required": "on",
        "notice_workdays": 7,
        "signatures": ["head", "leader"],
        "look_backs": "60，120",
        "watch_review_days": 90,
        "recurrence": "reopen",
        "small_group": 5,
    }
    return said | changes


def test_the_closure_policy_by_form(as_, world):
    address = reverse("campaigns:closing", args=[world.campaign.pk])
    assert as_(world.team_leader).post(address, policy_form()).status_code == 302
    policy = policy_of(world.campaign)
    assert (policy.min_satisfied_percent, policy.notice_workdays) == (85, 7)
    assert sorted(rule.after_workdays for rule in policy.look_backs.all()) == [60, 120]
    refused = as_(world.office).post(address, policy_form(min_satisfied_percent=50))
    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors()
    assert policy_of(world.campaign).min_satisfied_percent == 85


@pytest.mark.parametrize(
    ("field", "value"),
    [("min_satisfied_percent", 49), ("min_answers", 0), ("look_backs", "soon"), ("signatures", ["audit_admin"])],
)
def test_a_value_out_of_bounds_is_said_at_its_field(as_, world, field, value):
    address = reverse("campaigns:closing", args=[world.campaign.pk])
    answer = as_(world.team_leader).post(address, policy_form(**{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def light_form(*rules: tuple[str, str, object, object], removed: int | None = None) -> dict[str, object]:
    said: dict[str, object] = {"form-TOTAL_FORMS": len(rules), "form-INITIAL_FORMS": 3}
    for number, (colour, basis, least, most) in enumerate(rules):
        row = {
            "colour": colour,
            "basis": basis,
            "at_least": least,
            "at_most": most,
            "action": "",
            "ORDER": number + 1 if colour else "",
        }
        said |= {f"form-{number}-{name}": value for name, value in row.items()}
    if removed is not None:
        said[f"form-{removed}-DELETE"] = "on"
    return said


RULES = (
    ("red", "overdue_days", 3, ""),
    ("yellow", "left_workdays", 0, 5),
    ("green", "otherwise", "", ""),
    ("", "", "", ""),
)


def test_light_rules_by_form(as_, world):
    address = reverse("campaigns:lights", args=[world.campaign.pk])
    browser = as_(world.team_leader)
    assert browser.get(address).status_code == 200
    assert browser.post(address, light_form(*RULES, removed=1)).status_code == 302
    rules = world.campaign.light_rules.order_by("position")
    assert [(rule.colour, rule.at_least) for rule in rules] == [("red", 3), ("green", None)]
    refused = browser.post(address, light_form(*RULES[:2], ("green", "left_days", 1, "")))
    assert refused.status_code == 422
    assert refused.context["reasons"]


def test_the_calendar_says_when_a_year_is_not_announced(as_, world):
    page = as_(world.clerk).get("/campaigns/calendar/", {"year": LAST_PUBLISHED + 1})
    assert page.context["announced"] is False
    assert "bh-note-refused" in text(page)
    assert as_(world.clerk).get("/campaigns/calendar/", {"year": LAST_PUBLISHED}).context["announced"] is True
    assert as_(world.clerk).get("/campaigns/calendar/", {"year": "soon"}).status_code == 200


def test_a_notice_by_form(as_, world):
    year = LAST_PUBLISHED + 1
    said = {"year": year, "off": "1月1日至3日\n5月1日（周六）至5日", "make_up": "5月8日"}
    assert as_(world.office).get("/campaigns/calendar/notice/").status_code == 404
    browser = as_(world.system_admin)
    refused = browser.post("/campaigns/calendar/notice/", said | {"off": "放假"})
    assert "off" in refused.context["form"].errors
    assert browser.post("/campaigns/calendar/notice/", said).status_code == 302
    assert CalendarDay.objects.count() == 9
    entry = CalendarDay.objects.first()
    browser.post(reverse("campaigns:withdraw-day", args=[entry.pk]))
    assert CalendarDay.objects.count() == 8
    browser.post("/campaigns/calendar/day/", {"day": f"{year}-06-01", "working": "0", "note": "校庆"})
    assert CalendarDay.objects.get(day=date(year, 6, 1)).working is False


@pytest.mark.parametrize(
    ("name", "args"),
    [("new-term", ["category"]), ("new-channel", []), ("change-phase", ["phase"]), ("rename", ["term", "word"])],
)
def test_whoever_may_not_change_it_reads_why_instead_of_a_form(world: World, as_, name: str, args: list[object]):
    known = {"phase": world.campaign.phases.first().pk, "word": world.category.pk}
    url = reverse(f"campaigns:{name}", args=[world.campaign.pk, *(known.get(one, one) for one in args)])
    refused = text(as_(world.liaison).get(url))
    assert "您的角色：联络员" in refused
    assert 'name="name"' not in refused
    assert 'name="name"' in text(as_(world.office).get(url))
