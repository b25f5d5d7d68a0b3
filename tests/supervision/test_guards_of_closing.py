"""The gate and its guards, one flaw at a time, and the proof that each guard is what stops it."""

import pytest
from django.db import IntegrityError, connection, transaction

from bihuan.audit import guards
from bihuan.common.workflow import Refused
from bihuan.ledger.models import Issue
from bihuan.people.models import Grant
from bihuan.supervision.guards import RULES
from bihuan.supervision.policies import gate as gate_module
from bihuan.supervision.services.closing import close
from tests.supervision.forgery import EVIDENCE_GONE, FLAWS, Flaw, Recipe, close_directly, forge, who
from tests.supervision.proof import lacks
from tests.world import World

pytestmark = pytest.mark.django_db

BY_NAME = pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.name.replace(" ", "-"))


def take_away(name: str) -> None:
    """Remove one guard, inside the test's transaction."""
    rule = next(rule for rule in guards.rules() if rule.name == name)
    with connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else f" ON {rule.table}"
        cursor.execute(f"DROP TRIGGER guard_{name}{on}")


def is_closed(issue: Issue) -> bool:
    """As the database sees it."""
    return Issue.objects.filter(pk=issue.pk, status="closed").exists()


def test_a_forged_issue_without_a_flaw_closes(world: World) -> None:
    """The control: what follows fails for its flaw and for nothing else."""
    issue, columns = forge(world, Recipe())
    close_directly(columns)
    assert is_closed(issue)


@BY_NAME
def test_the_database_refuses(world: World, flaw: Flaw) -> None:
    issue, columns = forge(world, flaw.recipe)
    with pytest.raises(IntegrityError, match="guard"), transaction.atomic():
        close_directly(columns)
    assert not is_closed(issue)


@BY_NAME
def test_without_its_guard_the_flaw_gets_through(world: World, flaw: Flaw) -> None:
    """Otherwise the test above would pass for some other reason, and the guard would be unproven."""
    issue, columns = forge(world, flaw.recipe)
    take_away(flaw.guard)
    close_directly(columns)
    assert is_closed(issue)
    assert lacks(Issue.objects.get(pk=issue.pk)) or not flaw.point  # the proof used by the random walks sees it too


@BY_NAME
def test_the_service_refuses_with_a_sentence(world: World, flaw: Flaw) -> None:
    issue, _columns = forge(world, flaw.recipe)
    closer = who(world, flaw.recipe.closer)
    if flaw.point == 0 and flaw.recipe.closer != "team_leader":
        Grant.objects.create(person=closer, role="team_leader", unit=world.district)
    with pytest.raises(Refused) as refused:
        close(issue, by=closer)
    assert all(len(reason) > 6 for reason in refused.value.reasons)
    if flaw.point:
        point = gate_module.gate(issue)[flaw.point - 1]
        assert not point.passed
        assert set(point.sentences) <= set(refused.value.reasons)
    assert not is_closed(issue)


@BY_NAME
def test_without_its_point_of_the_gate_the_service_closes(
    world: World, flaw: Flaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take away the check in Python: the database still refuses. Take away both: it closes."""
    issue, _columns = forge(world, flaw.recipe)
    if not flaw.point or flaw.name in {"later verification failed", "verified partly", "a later verification failed"}:
        return  # without a passed verification there is nothing that a certificate could name
    title, _check = gate_module.GATE[flaw.point - 1]
    weak = list(gate_module.GATE)
    weak[flaw.point - 1] = (title, lambda _issue, _policy: iter(()))
    monkeypatch.setattr(gate_module, "GATE", tuple(weak))
    with pytest.raises(IntegrityError, match="guard"), transaction.atomic():
        close(issue, by=world.team_leader)
    take_away(flaw.guard)
    close(issue, by=world.team_leader)
    assert is_closed(issue)


def test_every_guard_of_closing_is_in_the_mutation_list() -> None:
    named = {flaw.guard for flaw in FLAWS}
    standing = {rule.name for rule in RULES if rule.name.startswith("closure_")}
    assert standing == named


def test_withdrawn_evidence_is_caught_twice(world: World) -> None:
    issue, columns = forge(world, EVIDENCE_GONE)
    take_away("closure_has_results")
    with pytest.raises(IntegrityError, match="evidence was changed"), transaction.atomic():
        close_directly(columns)
    take_away("closure_evidence_as_seen")
    close_directly(columns)
    assert is_closed(issue)
