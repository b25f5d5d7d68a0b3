"""The page of one issue: what each of the cast sees on it, in every state."""

from html import unescape

import pytest
from django.utils.safestring import mark_safe

from bihuan.ledger import sections
from bihuan.ledger.models import SourceCell
from bihuan.ledger.policies import objections_to_claiming
from tests import walk

STATES = ("registered", "assigned", "planned", "started", "claimed", "verified")


@pytest.mark.parametrize("state", STATES)
def test_the_page_stands_in_every_state(world, as_person, state):
    issue = getattr(walk, f"to_{state}")(world)
    for person in (world.office, world.leader, world.supervisor):
        answer = as_person(person).get("ledger:issue", issue.pk)
        assert answer.status_code == 200
        assert issue.label in answer.content.decode()
        assert as_person(person).get("ledger:history", issue.pk).status_code == 200


def test_original_words_and_voices_are_shown_without_names(world, as_person):
    issue = walk.to_assigned(world, voices=2)
    page = as_person(world.liaison).get("ledger:issue", issue.pk).content.decode()
    assert issue.original_text in page
    assert "主任信箱" in page
    assert page.count('class="bh-quote"') >= 3


def test_strangers_find_nothing(world, as_person):
    issue = walk.to_assigned(world)
    for person in (world.stranger, world.zone_liaison, world.member, world.security_admin):
        for name in ("issue", "history", "preview", "plan", "assign"):
            assert as_person(person).get(f"ledger:{name}", issue.pk).status_code == 404


def test_a_locked_button_carries_the_sentences_of_the_policy(world, as_person):
    issue = walk.to_started(world)
    reasons = list(objections_to_claiming(issue, by=world.head))
    page = unescape(as_person(world.head).get("ledger:issue", issue.pk).content.decode())
    refusal = as_person(world.head).post("ledger:claim", issue.pk)
    assert reasons
    assert refusal.status_code == 409
    for reason in reasons:
        assert reason in page
        assert reason in unescape(refusal.content.decode())


def test_later_stages_fill_the_slots_in_order(world, as_person, settings):
    settings.BIHUAN_ISSUE_SECTIONS = [f"{__name__}.a_gate", f"{__name__}.nothing", f"{__name__}.an_action"]
    issue = walk.to_registered(world)
    page = as_person(world.office).get("ledger:issue", issue.pk).content.decode()
    assert "<b>gate of 0001</b>" in page
    assert page.index("an action") < page.index("gate of")


def a_gate(request, issue):
    return sections.Section("gate", mark_safe(f"<b>gate of {issue.label}</b>"))


def nothing(request, issue):
    return None


def an_action(request, issue):
    return sections.Section("action", mark_safe("an action"))


def test_words_of_the_imported_file_stand_with_their_cells(world, as_person):
    issue = walk.to_registered(world)
    SourceCell.objects.create(issue=issue, place="台账!H7", header="状态", text="已销号")
    page = as_person(world.office).get("ledger:issue", issue.pk).content.decode()
    assert "台账!H7" in page
    assert "已销号" in page


def test_a_voice_is_taken_out_by_the_office_only(world, as_person):
    issue = walk.to_registered(world, voices=2)
    voice = issue.voices.first()
    assert as_person(world.supervisor).post("ledger:unlink", voice.pk).status_code == 409
    as_person(world.office).post("ledger:unlink", voice.pk)
    assert issue.voices.filter(removed_at=None).count() == 1
