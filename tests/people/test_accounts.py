"""Accounts and their passwords."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password

from bihuan.audit.models import Event
from bihuan.common.clock import now
from bihuan.common.workflow import Refused
from bihuan.people.backends import ALLOWED_FAILURES, LOCKED_FOR
from bihuan.people.models import Person, Post, Unit
from bihuan.people.passwords import new_initial_password, quick_hash
from bihuan.people.services import (
    activate_person,
    change_password,
    change_person,
    create_person,
    create_post,
    deactivate_person,
    fill_post,
    remove_post,
    set_initial_password,
)
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db


def test_an_account_without_password_cannot_sign_in(world):
    create_person("new.clerk", title="新经办人", unit=world.finance, by=world.system_admin)
    assert authenticate(username="new.clerk", password="") is None
    assert authenticate(username="new.clerk", password="!") is None


def test_an_initial_password_works_once_and_asks_for_another(world):
    password = set_initial_password(world.clerk, by=world.system_admin)
    clerk = authenticate(username=world.clerk.username, password=password)
    assert clerk == world.clerk
    assert clerk.must_change_password
    change_password(clerk, new="a new and long sentence", by=clerk)
    assert authenticate(username=clerk.username, password=password) is None
    assert not Person.objects.get(pk=clerk.pk).must_change_password


def test_passwords_never_reach_the_record(world):
    password = set_initial_password(world.clerk, by=world.system_admin)
    assert not Event.objects.filter(payload__contains=password).exists()


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password123", ""])
def test_a_weak_password_is_refused_in_words(world, weak):
    with pytest.raises(Refused):
        change_password(world.clerk, new=weak, by=world.clerk)


def test_nobody_chooses_the_password_of_another(world):
    with pytest.raises(Refused):
        change_password(world.clerk, new="a new and long sentence", by=world.liaison)


def test_five_wrong_passwords_lock_and_an_initial_password_unlocks(world):
    for _try in range(ALLOWED_FAILURES):
        assert authenticate(username=world.clerk.username, password="wrong") is None
    assert authenticate(username=world.clerk.username, password=PASSWORD) is None
    assert Event.objects.filter(kind="people.account_locked", stream=f"person:{world.clerk.pk}").count() == 1
    password = set_initial_password(world.clerk, by=world.system_admin)
    assert authenticate(username=world.clerk.username, password=password) == world.clerk


def test_a_lock_ends_by_itself(world):
    for _try in range(ALLOWED_FAILURES):
        authenticate(username=world.clerk.username, password="wrong")
    with time_machine.travel(now() + LOCKED_FOR - timedelta(seconds=5)):
        assert authenticate(username=world.clerk.username, password=PASSWORD) is None
    with time_machine.travel(now() + LOCKED_FOR):
        assert authenticate(username=world.clerk.username, password=PASSWORD) == world.clerk


def test_a_closed_account_cannot_sign_in(world):
    deactivate_person(world.clerk, by=world.system_admin)
    assert authenticate(username=world.clerk.username, password=PASSWORD) is None
    activate_person(Person.objects.get(pk=world.clerk.pk), by=world.system_admin)
    assert authenticate(username=world.clerk.username, password=PASSWORD) == world.clerk


def test_an_administrator_does_not_touch_his_own_account(world):
    for verb in (deactivate_person, set_initial_password):
        with pytest.raises(Refused):
            verb(world.system_admin, by=world.system_admin)


def test_the_last_of_an_administrators_kind_stays(world):
    with pytest.raises(Refused, match="审计管理员"):
        deactivate_person(world.audit_admin, by=world.system_admin)
    set_initial_password(world.audit_admin, by=world.system_admin)


def test_accounts_are_the_system_administrators_alone(world):
    for person in set(world.people.values()) - {world.system_admin}:
        with pytest.raises(Refused):
            create_person("intruder", title="越权", unit=world.finance, by=person)
        with pytest.raises(Refused):
            set_initial_password(world.clerk, by=person)
    with pytest.raises(Refused):
        change_person(world.clerk, title="经办人", unit=world.elsewhere, phone="", by=world.system_admin)


def test_an_account_needs_an_open_unit_and_a_free_name(world):
    Unit.objects.filter(pk=world.aid_centre.pk).update(active=False)
    world.aid_centre.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        create_person(world.clerk.username, title="重名", unit=world.aid_centre, by=world.system_admin)
    assert len(refusal.value.reasons) == 2


def test_a_change_says_what_changed(world):
    change_person(world.clerk, title="主办会计", unit=world.finance, phone="", by=world.system_admin)
    event = Event.objects.get(kind="people.person_changed")
    assert len(event.data["changed"]) == 1
    assert "主办会计" in event.sentence


def test_posts_are_filled_emptied_and_removed(world):
    post = create_post(world.finance, title="科长", holder=world.head, by=world.system_admin)
    with pytest.raises(Refused):
        create_post(world.finance, title="科长", by=world.system_admin)
    assert fill_post(post, holder=None, by=world.system_admin).holder is None
    with pytest.raises(Refused):
        fill_post(post, holder=world.head, by=world.head)
    remove_post(post, by=world.system_admin)
    assert not Post.objects.filter(unit=world.finance).exists()
    assert Event.objects.filter(stream=f"unit:{world.finance.pk}").count() == 3


def test_initial_passwords_are_strong_and_their_quick_hash_is_accepted(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    passwords = {new_initial_password() for _ in range(500)}
    assert len(passwords) == 500
    password = passwords.pop()
    encoded = quick_hash(password)
    assert check_password(password, encoded)
    assert not check_password(password[:-1], encoded)
