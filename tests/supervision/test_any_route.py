"""Closing by any route: form, fragment, program, bare POST, import, bulk action, admin, shell, raw SQL.

Every test tries to get an issue closed that must not be, and fails to. Flaw by flaw the gate itself is tried in
`test_guards_of_closing`, two at once in `test_closing_at_once`; here it is the ways around it.
"""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from bihuan.common.workflow import Refused, Stale, move
from bihuan.ledger.models import Evidence, Issue
from bihuan.ledger.services.evidence import withdraw_evidence
from bihuan.ledger.states import CLOSE
from bihuan.people.models import Grant, Person
from bihuan.supervision.models import Asking, Closure
from bihuan.supervision.services.asking import answer_by_receipt, ask, rule_on
from bihuan.supervision.services.closing import close, sign
from bihuan.supervision.services.verifying import verify
from tests import walk
from tests.permissions.tokens import secret_of, token_for
from tests.supervision.forgery import FLAWS, Recipe, forge
from tests.supervision.proof import lacks
from tests.world import World

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(person)
    return client


def is_closed(issue: Issue) -> bool:
    """As the database sees it."""
    return Issue.objects.filter(pk=issue.pk, status="closed").exists()


# ---------------------------------------------------------------- over the web


def test_the_form_refuses_and_says_every_sentence(world: World) -> None:
    issue = walk.to_verified(world)
    answer = signed_in(world.team_leader).post(reverse("supervision:close", args=[issue.pk]))
    assert answer.status_code == 409
    page = answer.content.decode()
    with pytest.raises(Refused) as refused:
        close(issue, by=world.team_leader)
    assert len(refused.value.reasons) >= 3
    for reason in refused.value.reasons:
        assert reason.replace("“", "&quot;") in page or reason in page
    assert not is_closed(issue)


def test_the_page_shows_the_same_sentences_at_the_button(world: World) -> None:
    issue = walk.to_verified(world)
    page = signed_in(world.team_leader).get(reverse("ledger:issue", args=[issue.pk])).content.decode()
    with pytest.raises(Refused) as refused:
        close(issue, by=world.team_leader)
    assert all(reason in page for reason in refused.value.reasons)
    assert 'aria-disabled="true"' in page


def test_a_fragment_is_refused_like_a_page(world: World) -> None:
    issue = walk.to_verified(world)
    answer = signed_in(world.team_leader).post(
        reverse("supervision:close", args=[issue.pk]), headers={"HX-Request": "true"}
    )
    assert answer.status_code == 409
    assert not is_closed(issue)


def test_a_bare_post_without_its_token_is_refused(world: World) -> None:
    issue = walk.to_ready(world)
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.team_leader)
    assert client.post(reverse("supervision:close", args=[issue.pk])).status_code == 403
    assert not is_closed(issue)


def test_get_never_closes(world: World) -> None:
    issue = walk.to_ready(world)
    signed_in(world.team_leader).get(reverse("supervision:close", args=[issue.pk]))
    assert not is_closed(issue)


@pytest.mark.parametrize("name", ["office", "head", "liaison", "supervisor", "deputy", "leader", "inside_supervisor"])
def test_insiders_without_the_right_get_reasons(world: World, name: str) -> None:
    issue = walk.to_ready(world)
    answer = signed_in(getattr(world, name)).post(reverse("supervision:close", args=[issue.pk]))
    assert answer.status_code == 409
    assert not is_closed(issue)


@pytest.mark.parametrize("name", ["stranger", "member", "clerk", "system_admin", "security_admin", "audit_admin"])
def test_to_strangers_the_issue_does_not_exist(world: World, name: str) -> None:
    issue = walk.to_ready(world)
    assert signed_in(getattr(world, name)).post(reverse("supervision:close", args=[issue.pk])).status_code == 404
    assert not is_closed(issue)


def test_a_stale_page_closes_nothing(world: World) -> None:
    """The page was opened while all was well; then somebody asked by receipt, and nobody has answered."""
    issue = walk.to_ready(world)
    client = signed_in(world.team_leader)
    assert client.get(reverse("supervision:close", args=[issue.pk])).status_code == 200
    opinion = issue.voices.get().opinion
    opinion.messages.create(from_speaker=True, text="第五学区还差 50 人", on=world.campaign.as_of)
    assert client.post(reverse("supervision:close", args=[issue.pk])).status_code == 409
    assert not is_closed(issue)


def test_a_program_is_refused_for_each_flaw_with_the_sentences_of_the_form(world: World) -> None:
    token_for(world.team_leader, "closing").save()
    token_for(world.inside_supervisor, "inside").save()
    closer = {"team_leader": "closing", "inside_supervisor": "inside"}
    for flaw in FLAWS:
        mark = transaction.savepoint()
        issue, columns = forge(world, flaw.recipe)
        headers = {"Authorization": f"Bearer {secret_of(closer[flaw.recipe.closer])}"}
        answer = Client(headers=headers).post(reverse("api:close", args=[world.campaign.code, issue.number]))
        with pytest.raises(Refused) as refused:
            close(issue, by=columns["closed_by"])
        assert (answer.status_code, answer.json()["reasons"]) == (409, list(refused.value.reasons)), flaw.name
        assert not is_closed(issue), flaw.name
        transaction.savepoint_rollback(mark)


def test_a_program_closes_what_may_be_closed(world: World) -> None:
    issue = walk.to_ready(world)
    token_for(world.team_leader, "reading", "read").save()
    token_for(world.team_leader, "closing").save()
    address = reverse("api:close", args=[world.campaign.code, issue.number])
    for name, status in (("reading", 403), ("closing", 201), ("closing", 409)):
        answer = Client(headers={"Authorization": f"Bearer {secret_of(name)}"}).post(address)
        assert answer.status_code == status
        assert is_closed(issue) is (name == "closing")
    assert lacks(Issue.objects.get(pk=issue.pk)) == []


def test_closing_is_no_bulk_action_and_no_other_url(world: World) -> None:
    """The only URLs that can close are the issue's own, for people and for programs; nothing else is called so."""
    names = {name for name in _url_names() if "close" in name or "strike" in name}
    others = {
        "api:close",
        "people:close-person",
        "people:close-unit",
        "opinions:questionnaire-close",
        "opinions:enclose",
    }
    assert names == {"supervision:close", *others}
    issues = [walk.to_verified(world)]
    page = signed_in(world.team_leader).get(reverse("ledger:issues")).content.decode()
    assert "supervision/issues" not in page
    assert not is_closed(issues[0])


def _url_names() -> set[str]:
    found = set()
    for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items():
        found |= {f"{namespace}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return found


def test_there_is_no_admin_site(world: World) -> None:
    assert not apps.is_installed("django.contrib.admin")
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
    assert signed_in(world.system_admin).get("/admin/").status_code == 404


def test_an_import_never_closes(world: World) -> None:
    """The office's workbook says 已销号; the line comes in open, and the page says so."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "存在问题", "责任单位", "整改措施", "整改时限", "整改状态", "佐证"])
    sheet.append(["1", "补助没有发", "计财科", "补发", "2026年4月底前", "已销号", ""])
    stream = io.BytesIO()
    book.save(stream)
    client = signed_in(world.office)
    upload = SimpleUploadedFile("台账.xlsx", stream.getvalue())
    answer = client.post(reverse("ledger:import"), {"file": upload}, follow=True)
    check = answer.redirect_chain[-1][0]
    token = check.rstrip("/").rsplit("/", 1)[-1]
    client.post(reverse("ledger:import-run", args=[token]), {"rows": "1"}, follow=True)
    assert Issue.objects.exists()
    assert not Issue.objects.filter(status="closed").exists()


# ---------------------------------------------------------------- shell and SQL


def _try(route: Callable[[Issue, World], object], issue: Issue, world: World) -> None:
    """Deferred constraints speak at the end of a transaction; ask them now."""
    route(issue, world)
    connection.check_constraints()


def _save_closed(issue: Issue, world: World) -> None:
    issue.status = "closed"
    issue.closed_on = world.campaign.as_of
    issue.save()


def _bulk_update_closed(issue: Issue, world: World) -> None:
    issue.status = "closed"
    issue.closed_on = world.campaign.as_of
    Issue.objects.bulk_update([issue], ["status", "closed_on"])


def _new_closed(issue: Issue, world: World) -> dict[str, object]:
    return {
        "campaign": world.campaign,
        "number": issue.number + 1,
        "status": "closed",
        "closed_on": world.campaign.as_of,
        "title": "补助",
        "original_text": "补助没有发",
        "lead_unit": world.finance,
        "registered_on": world.campaign.as_of,
    }


ORM_ROUTES: dict[str, Callable[[Issue, World], object]] = {
    "update": lambda issue, world: Issue.objects.filter(pk=issue.pk).update(
        status="closed", closed_on=world.campaign.as_of
    ),
    "save": _save_closed,
    "bulk_update": _bulk_update_closed,
    "move": lambda issue, world: move(issue, CLOSE, closed_on=world.campaign.as_of),
    "create": lambda issue, world: Issue.objects.create(**_new_closed(issue, world)),
    "bulk_create": lambda issue, world: Issue.objects.bulk_create([Issue(**_new_closed(issue, world))]),
    "upsert": lambda issue, world: Issue.objects.bulk_create(
        [Issue(**{**_new_closed(issue, world), "number": issue.number})],
        update_conflicts=True,
        unique_fields=["campaign", "number"],
        update_fields=["status", "closed_on"],
    ),
    "closure without a verification": lambda issue, world: Closure.objects.create(
        issue=issue,
        cycle=issue.cycle,
        verification_id=0,
        closed_by=world.team_leader,
        closed_on=world.campaign.as_of,
        certificate="{}",
        sha256="0" * 64,
    ),
}


@pytest.mark.parametrize("route", ORM_ROUTES)
def test_the_shell_closes_nothing(world: World, route: str) -> None:
    issue = walk.to_ready(world)  # everything is in place, only the certificate is not
    with pytest.raises((DatabaseError, Stale)), transaction.atomic():
        _try(ORM_ROUTES[route], issue, world)
    assert not Issue.objects.filter(status="closed").exists()


SQL_ROUTES = {
    "update": "UPDATE ledger_issue SET status = 'closed', closed_on = '2026-03-10' WHERE id = {pk}",
    "delete and be done with it": "DELETE FROM ledger_issue WHERE id = {pk}",
    "cycle back": "UPDATE ledger_issue SET cycle = 0 WHERE id = {pk}",
}
SQLITE_ROUTES = {
    "or replace": "INSERT OR REPLACE INTO ledger_issue SELECT * FROM ledger_issue WHERE id = {pk}",
    "update or replace": "UPDATE OR REPLACE ledger_issue SET status = 'closed', closed_on = '2026-03-10' WHERE id = {pk}",
}
POSTGRES_ROUTES = {
    "truncate": "TRUNCATE ledger_issue CASCADE",
    "merge": "MERGE INTO ledger_issue i USING (SELECT {pk} AS pk) s ON i.id = s.pk"
    " WHEN MATCHED THEN UPDATE SET status = 'closed', closed_on = '2026-03-10'",
}


def test_raw_sql_closes_nothing(world: World) -> None:
    issue = walk.to_ready(world)
    own = SQLITE_ROUTES if connection.vendor == "sqlite" else POSTGRES_ROUTES
    for statement in (*SQL_ROUTES.values(), *own.values()):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(pk=issue.pk))
    assert Issue.objects.filter(pk=issue.pk, status="in_notice").exists()


def test_what_a_closed_issue_rests_on_cannot_be_taken_away(world: World) -> None:
    issue, closure = walk.to_closed(world)
    for meddle in (
        lambda: issue.measures.update(text="别的措施"),
        lambda: issue.targets.update(done=0),
        lambda: issue.measures.all().delete(),
        lambda: issue.supporting.create(unit=world.inspectorate),
        lambda: issue.supporting.all().delete(),
        lambda: issue.askings.update(answer="dissatisfied"),
        lambda: issue.verifications.update(result="failed"),
        lambda: issue.plans.update(standard="随便"),
        lambda: Closure.objects.filter(pk=closure.pk).update(certificate="{}"),
        lambda: Closure.objects.filter(pk=closure.pk).delete(),
        lambda: Issue.objects.filter(pk=issue.pk).update(lead_unit=world.inspectorate),
        lambda: Issue.objects.filter(pk=issue.pk).update(original_text="没有这回事"),
        lambda: Issue.objects.filter(pk=issue.pk).update(status="verified", closed_on=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle()
    assert lacks(Issue.objects.get(pk=issue.pk)) == []


def test_an_old_certificate_closes_no_new_cycle(world: World) -> None:
    issue, _closure = walk.to_closed(world)
    Issue.objects.filter(pk=issue.pk).update(status="rectifying", cycle=2, closed_on=None)  # what re-opening does
    with pytest.raises(IntegrityError, match="certificate"), transaction.atomic():
        Issue.objects.filter(pk=issue.pk).update(status="closed", closed_on=world.campaign.as_of)


# ---------------------------------------------------------------- by people


def test_a_supervisor_of_the_responsible_unit_cannot_verify(world: World) -> None:
    issue = walk.to_claimed(world)
    for person in (world.inside_supervisor, _supervisor_below_the_aid_centre(world)):
        with pytest.raises(Refused, match=str(person)):
            verify(issue, walk.findings(), by=person)


def _supervisor_below_the_aid_centre(world: World) -> Person:
    Grant.objects.create(person=world.aid_liaison, role="supervisor", unit=world.district)
    return world.aid_liaison


def test_an_author_or_approver_of_the_plan_cannot_verify(world: World) -> None:
    issue = walk.to_claimed(world)
    with pytest.raises(Refused):
        verify(issue, walk.findings(), by=world.deputy)  # approved the plan
    Grant.objects.create(person=world.liaison, role="supervisor", unit=world.district)
    with pytest.raises(Refused):
        verify(issue, walk.findings(), by=Person.objects.get(pk=world.liaison.pk))  # wrote it


def test_a_supervisor_of_another_area_cannot_verify(world: World) -> None:
    issue = walk.to_claimed(world)
    with pytest.raises(Refused):
        verify(issue, walk.findings(), by=world.other_supervisor)


def test_silence_is_not_consent(world: World) -> None:
    issue = walk.to_verified(world, voices=3)
    ask(issue, by=world.office)
    sign(issue, role="head", by=world.head)
    walk.pass_notice(world, issue)
    with pytest.raises(Refused) as refused:
        close(issue, by=world.team_leader)
    assert len(refused.value.reasons) == 1
    assert "3" in refused.value.reasons[0]


def test_one_dissatisfied_voice_blocks_until_a_higher_tier_rules(world: World) -> None:
    issue = walk.to_verified(world, voices=12)
    ask(issue, by=world.office)
    first, *others = issue.askings.all()
    answer_by_receipt(first, answer=Asking.Answer.DISSATISFIED, words="还差 50 人")
    for asking in others:
        answer_by_receipt(asking, answer=Asking.Answer.SATISFIED)
    sign(issue, role="head", by=world.head)
    walk.pass_notice(world, issue)
    with pytest.raises(Refused):
        close(issue, by=world.team_leader)
    with pytest.raises(Refused):
        rule_on(first, reason="不用管", by=world.team_leader)  # the same tier may not
    rule_on(first, reason="其余 50 人属另一政策，已书面说明", by=world.leader)
    close(issue, by=world.team_leader)
    assert is_closed(issue)


def test_evidence_removed_after_verification_blocks(world: World) -> None:
    issue = walk.to_claimed(world)
    verify(issue, walk.findings(), by=world.supervisor)
    evidence = Evidence.objects.get(issue=issue)
    with pytest.raises(Refused):
        withdraw_evidence(evidence, reason="拿错了", by=world.liaison)  # not while it is being judged
    issue, columns = forge(world, Recipe())
    evidence = Evidence.objects.get(issue=issue)
    evidence.revisions.create(
        issue=issue, number=2, withdrawn=True, note="拿错了", by=world.liaison, at=columns["verification"].at
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(**columns)
