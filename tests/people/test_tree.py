"""Units: the tree keeps its shape whatever is moved, and says why it does not move something."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bihuan.audit.models import Event
from bihuan.common.workflow import Refused
from bihuan.people.models import LEVELS, Unit
from bihuan.people.selectors import counts_below, find_units, full_names, top_units, tree_faults
from bihuan.people.services import activate_unit, change_unit, create_unit, deactivate_unit, move_unit
from bihuan.people.tree import copies
from tests.world import plant

pytestmark = pytest.mark.django_db


def test_a_new_unit_knows_everything_above_it(world):
    zone = world.fifth_zone
    school = create_unit("新建小学", parent=zone, kind=Unit.Kind.SCHOOL, by=world.system_admin)
    assert school.ancestors == (*zone.ancestors, school.pk)
    assert (school.level, school.u1, school.u2, school.u3, school.u4) == (
        3,
        world.district.pk,
        zone.pk,
        school.pk,
        None,
    )
    assert Event.objects.filter(stream=f"unit:{school.pk}", kind="people.unit_created").count() == 1


def test_a_unit_at_the_top_has_nobody_above(world):
    unit = create_unit("新区教委", parent=None, by=None)
    assert (unit.path, unit.level, unit.u1) == (f"/{unit.pk}/", 1, unit.pk)


def test_names_and_codes_stand_once(world):
    create_unit("甲校", parent=world.fifth_zone, code="510", by=world.system_admin)
    with pytest.raises(Refused) as refusal:
        create_unit("甲校", parent=world.fifth_zone, code="510", by=world.system_admin)
    assert len(refusal.value.reasons) == 2
    create_unit("甲校", parent=world.third_zone, by=world.system_admin)


def test_the_tree_has_five_levels(world):
    unit = world.school
    while unit.level < LEVELS:
        unit = create_unit("下一级", parent=unit, by=world.system_admin)
    with pytest.raises(Refused):
        create_unit("再下一级", parent=unit, by=world.system_admin)


def test_moving_takes_everything_below_along(world):
    moved = move_unit(world.fifth_zone, to=world.third_zone, by=world.system_admin)
    assert moved == [world.fifth_zone.pk, world.school.pk]
    school = Unit.objects.get(pk=world.school.pk)
    expected = (world.district.pk, world.third_zone.pk, world.fifth_zone.pk, school.pk)
    assert school.ancestors == expected
    assert (school.u1, school.u2, school.u3, school.u4, school.u5) == (*expected, None)
    assert list(tree_faults()) == []


def test_moving_to_the_top_clears_the_columns_left_behind(world):
    move_unit(world.fifth_zone, to=None, by=None)
    school = Unit.objects.get(pk=world.school.pk)
    assert (school.u1, school.u2, school.u3, school.level) == (world.fifth_zone.pk, school.pk, None, 2)
    assert list(tree_faults()) == []


def test_a_unit_is_not_moved_into_itself(world):
    for place in (world.fifth_zone, world.school):
        with pytest.raises(Refused):
            move_unit(world.fifth_zone, to=place, by=world.system_admin)


def test_a_unit_is_not_moved_deeper_than_the_tree(world):
    deep = world.third_zone
    while deep.level < LEVELS - 1:
        deep = plant("深处", under=deep)
    with pytest.raises(Refused, match=f"{LEVELS + 1}"):
        move_unit(world.fifth_zone, to=deep, by=world.system_admin)


def test_a_unit_is_not_moved_beside_its_namesake_or_below_a_closed_one(world):
    plant("中心小学", under=world.third_zone)
    with pytest.raises(Refused):
        move_unit(world.school, to=world.third_zone, by=world.system_admin)
    Unit.objects.filter(pk=world.finance.pk).update(active=False)
    world.finance.refresh_from_db()
    with pytest.raises(Refused):
        move_unit(world.school, to=world.finance, by=world.system_admin)


def test_rows_of_later_stages_move_with_their_unit(world):
    """Every table with the five columns is found, without this stage knowing it."""
    found = {model._meta.label for model in copies()}
    assert {"ledger.Issue", "opinions.Opinion"} <= found
    issue_table = next(model for model in copies() if model._meta.label == "ledger.Issue")
    issue = issue_table.objects.create(
        campaign=world.campaign,
        number=1,
        title="题",
        original_text="原文",
        registered_on="2026-03-02",
        lead_unit=world.school,
        **{f"u{level}": getattr(world.school, f"u{level}") for level in range(1, 6)},
    )
    move_unit(world.fifth_zone, to=world.third_zone, by=world.system_admin)
    issue.refresh_from_db()
    school = Unit.objects.get(pk=world.school.pk)
    assert [getattr(issue, f"u{n}") for n in range(1, 6)] == [getattr(school, f"u{n}") for n in range(1, 6)]


def test_closing_a_unit_waits_for_what_is_in_it(world):
    with pytest.raises(Refused) as refusal:
        deactivate_unit(world.fifth_zone, by=world.system_admin)
    assert len(refusal.value.reasons) == 2  # a school below, an account inside
    empty = create_unit("空单位", parent=world.district, by=world.system_admin)
    assert deactivate_unit(empty, by=world.system_admin).active is False
    assert activate_unit(empty, by=world.system_admin).active is True


def test_other_words_are_recorded_once(world):
    words = {"name": "第五教育学区", "short_name": "五区", "code": "5", "kind": Unit.Kind.ZONE}
    for _again in range(2):
        change_unit(world.fifth_zone, **words, by=world.system_admin)
    assert Event.objects.filter(kind="people.unit_changed").count() == 1
    assert str(Unit.objects.get(pk=world.fifth_zone.pk)) == "五区"


def test_only_the_system_administrator_of_that_part_changes_the_tree(world):
    for person in set(world.people.values()) - {world.system_admin}:
        with pytest.raises(Refused):
            create_unit("越权", parent=world.district, by=person)
    with pytest.raises(Refused):
        create_unit("越界", parent=world.elsewhere, by=world.system_admin)


def test_counts_names_and_search(world):
    assert counts_below([world.district])[world.district.pk].units == 7
    assert counts_below([world.fifth_zone])[world.fifth_zone.pk] == (1, 2)
    assert full_names([world.school])[world.school.pk] == "区教委 / 第五学区 / 中心小学"
    assert list(find_units(world.system_admin, "学区")) == [world.third_zone, world.fifth_zone]
    assert list(top_units(world.zone_liaison)) == [world.fifth_zone]
    assert world.district not in find_units(world.stranger, "教委")


MOVES = st.lists(st.tuples(st.integers(0, 11), st.integers(-1, 11)), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=st.lists(st.integers(-1, 10), min_size=12, max_size=12), moves=MOVES)
def test_whatever_moves_the_tree_stays_a_tree(db, shape, moves):
    with transaction.atomic():
        _walk(shape, moves)
        transaction.set_rollback(True)


def _walk(shape: list[int], moves: list[tuple[int, int]]) -> None:
    units: list[Unit] = []
    for number, above in enumerate(shape):
        parent = units[above] if 0 <= above < len(units) and units[above].level < LEVELS else None
        units.append(create_unit(f"单位{number}", parent=parent, by=None))
    for what, where in moves:
        unit = Unit.objects.get(pk=units[what].pk)
        to = Unit.objects.get(pk=units[where].pk) if where >= 0 else None
        inside = to is not None and to.is_within(unit)
        try:
            moved = move_unit(unit, to=to, by=None)
        except Refused:
            continue
        assert not inside
        assert moved[0] == unit.pk
    assert list(tree_faults()) == []
    assert Unit.objects.count() == 12
