"""Random samples: fixed before they are drawn, drawn by nobody's choice, and the same for the auditor."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from bihuan.audit.models import Event
from bihuan.campaigns.selectors import day_of
from bihuan.cli.main import main
from bihuan.common.workflow import Refused
from bihuan.supervision.drawing import draw
from bihuan.supervision.models import LookBack, Sample, SampledIssue
from bihuan.supervision.selectors.samples import order_of, rebound
from bihuan.supervision.services.closing import find_relapsed
from bihuan.supervision.services.sampling import Order, draw_sample, order_sample
from tests import walk
from tests.supervision.test_guards_of_closing import take_away
from tests.world import World

pytestmark = pytest.mark.django_db


def an_order(world: World, **changes: object) -> Order:
    today = day_of(world.campaign)
    words = {
        "size": 2,
        "strata": "lead_unit",
        "closed_from": world.campaign.starts_on,
        "closed_to": today,
        "look_back_by": today + timedelta(days=20),
    }
    return Order(**(words | changes))


@pytest.fixture
def closed(world: World) -> list[int]:
    return [walk.to_closed(world)[0].number for _ in range(3)]


def test_what_is_drawn_follows_from_the_record_alone(world: World, closed: list[int], tmp_path, capsys) -> None:
    ordered = order_sample(world.campaign, an_order(world), by=world.team_leader)
    assert (ordered.population, ordered.seed) == (3, "")
    sample = draw_sample(ordered, by=world.leader)

    event = Event.objects.get(kind="supervision.sample_ordered")
    assert sample.seed == event.hash
    assert event.data["sha256"] == sample.list_sha256
    kept = list(SampledIssue.objects.order_by("issue__number").values_list("issue__number", flat=True))
    assert kept == [line.number for line in draw(sample.listing, seed=event.hash, size=2)]
    assert set(kept) < set(closed)

    paper = tmp_path / "sample.tsv"
    paper.write_text(sample.listing, encoding="utf-8")
    assert main(["draw", str(paper), "--seed", sample.seed, "--size", "2"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"sha256 {sample.list_sha256}"
    assert [int(line.split("\t")[0]) for line in said[1:]] == kept


def test_every_drawn_issue_is_looked_at_again_and_counts_in_the_rebound_rate(world: World, closed: list[int]) -> None:
    sample = draw_sample(order_sample(world.campaign, an_order(world), by=world.team_leader), by=world.team_leader)
    drawn = LookBack.objects.filter(samplings__sample=sample, due=sample.look_back_by)
    assert drawn.count() == 2
    assert rebound(world.office, world.campaign).percent is None
    walk.travel(world, 25)
    find_relapsed(drawn.first(), place="中心小学", findings="又停发了", by=world.second_supervisor)
    assert rebound(world.office, world.campaign) == (1, 1)


def test_a_sample_is_drawn_once(world: World, closed: list[int]) -> None:
    sample = draw_sample(order_sample(world.campaign, an_order(world), by=world.team_leader), by=world.team_leader)
    with pytest.raises(Refused, match="不再抽取第二次"):
        draw_sample(sample, by=world.team_leader)
    assert sample.issues.count() == 2


def test_the_judged_and_the_office_never_order(world: World, closed: list[int]) -> None:
    for who in ("office", "head", "liaison", "supervisor", "audit_admin"):
        with pytest.raises(Refused):
            order_sample(world.campaign, an_order(world), by=world.people[who])
    assert not Sample.objects.exists()


def test_an_order_that_cannot_be_met_is_refused_with_its_reason(world: World, closed: list[int]) -> None:
    for changes, sentence in (
        ({"size": 4}, "只有 3 件"),
        ({"look_back_by": day_of(world.campaign)}, "已经过去"),
        ({"closed_to": world.campaign.starts_on}, "没有销号"),
    ):
        with pytest.raises(Refused) as refused:
            order_sample(world.campaign, an_order(world, **changes), by=world.team_leader)
        assert any(sentence in reason for reason in refused.value.reasons)


def test_the_database_keeps_list_size_and_seed(world: World, closed: list[int]) -> None:
    sample = order_sample(world.campaign, an_order(world), by=world.team_leader)
    for statement in (
        "UPDATE supervision_sample SET listing = 'number'",
        "UPDATE supervision_sample SET size = 1",
        f"UPDATE supervision_sample SET status = 'drawn', drawn_on = '2026-06-01', seed = '{'0' * 64}'",
        "DELETE FROM supervision_sample",
    ):
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    sample.refresh_from_db()
    assert order_of(sample) is not None


def test_a_drawn_issue_is_not_exchanged(world: World, closed: list[int]) -> None:
    draw_sample(order_sample(world.campaign, an_order(world), by=world.team_leader), by=world.team_leader)
    for attempt in (
        lambda: SampledIssue.objects.update(stratum="别的"),
        lambda: SampledIssue.objects.all()._raw_delete(SampledIssue.objects.db),
    ):
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
            attempt()


def test_the_page_draws_again_and_says_when_somebody_meddled(world: World, closed: list[int], client) -> None:
    sample = draw_sample(order_sample(world.campaign, an_order(world), by=world.team_leader), by=world.team_leader)
    client.force_login(world.leader)
    assert "结果一致" in client.get(f"/supervision/samples/{sample.pk}/").content.decode()
    with connection.cursor() as cursor:  # as somebody would who can switch guards off
        cursor.execute(
            "DROP TRIGGER guard_sample_frozen" + ("" if connection.vendor == "sqlite" else " ON supervision_sample")
        )
        cursor.execute("UPDATE supervision_sample SET listing = replace(listing, '2026', '2025')")
    assert "审计管理员" in client.get(f"/supervision/samples/{sample.pk}/").content.decode()


def invented(sample: Sample) -> None:
    """A drawn sample from nowhere, with a seed that nobody can repeat."""
    columns = {
        field.attname: getattr(sample, field.attname) for field in Sample._meta.concrete_fields if field.name != "id"
    }
    changes = {"number": 99, "status": "drawn", "seed": "0" * 64, "drawn_on": sample.ordered_on}
    Sample.objects.create(**(columns | changes))


def test_each_guard_of_a_sample_stops_its_deed_and_without_it_the_deed_is_done(world: World, closed: list[int]) -> None:
    drawn = draw_sample(order_sample(world.campaign, an_order(world), by=world.team_leader), by=world.team_leader)
    sample = order_sample(world.campaign, an_order(world), by=world.team_leader)
    rows = Sample.objects.filter(pk=sample.pk)
    deeds = {
        "sample_begins_ordered": lambda: invented(sample),
        "sample_frozen": lambda: rows.update(size=1),
        "sample_seed_from_record": lambda: rows.update(status="drawn", drawn_on=sample.ordered_on, seed="0" * 64),
        "sample_never_removed": lambda: rows._raw_delete(rows.db),
        "supervisionsampledissue_no_update": lambda: SampledIssue.objects.update(stratum="别的"),
        "supervisionsampledissue_no_delete": lambda: drawn.issues.all()._raw_delete(rows.db),
    }
    for name, deed in deeds.items():
        with pytest.raises(DatabaseError, match="guard"), transaction.atomic():
            deed()
        point = transaction.savepoint()
        take_away(name)
        deed()
        transaction.savepoint_rollback(point)
