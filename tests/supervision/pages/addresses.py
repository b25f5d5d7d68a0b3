"""Addresses of pages that need an object first."""

from collections.abc import Callable

from django.urls import reverse

from bihuan.ledger.services.planning import submit_plan
from bihuan.ledger.services.working import request_extension
from bihuan.supervision.services.notices import issue_notice
from bihuan.supervision.services.noticing import object_to, open_notice
from bihuan.supervision.services.teams import add_area, add_member, form_team
from tests import walk
from tests.world import DAY, World


def plan_url(world: World) -> str:
    issue = walk.to_assigned(world)
    walk.write_plan(world, issue)
    return reverse("supervision:plan", args=[submit_plan(issue.plans.get(), by=world.liaison).pk])


def extension_url(world: World) -> str:
    issue = walk.to_started(world)
    row = request_extension(issue, until=DAY.replace(month=8), reason="名单还在核对", by=world.liaison)
    return reverse("supervision:extension", args=[row.pk])


def notice_url(name: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        row = issue_notice(
            walk.to_started(world), kind="reminder", text="请补齐", reply_due=DAY.replace(day=9), by=world.supervisor
        )
        return reverse(f"supervision:{name}", args=[row.pk])

    return make


def objection_url(world: World) -> str:
    period = open_notice(walk.to_verified(world), by=world.office)
    return reverse("supervision:objection", args=[object_to(period, text="四月那笔没有到")[0].pk])


def team_url(name: str) -> Callable[[World], str]:
    def make(world: World) -> str:
        team = form_team(world.campaign, number=3, name="督导三组", by=world.office)
        add_area(team, world.fifth_zone, by=world.office)
        add_member(team, world.other_supervisor, part="leader", by=world.office)
        return reverse(f"supervision:{name}", args=[team.pk])

    return make
