"""The pages of background work: one's own, live while it runs, with a second try when it failed."""

import pytest
from django.urls import reverse

from bihuan.jobs import services, worker
from bihuan.jobs.models import Job
from bihuan.jobs.states import State
from tests.jobs.work import Note


@pytest.fixture
def client(world, client):
    client.force_login(world.liaison)
    return client


def work_of(person, text="The file has no header row.") -> Job:
    return services.enqueue("test.refuse", args=Note(text), by=person.pk)


def test_open_work_fetches_itself_anew_until_it_has_ended(world, client):
    job = work_of(world.liaison)
    url = reverse("jobs:work", args=[job.pk])
    assert f'hx-get="{url}"' in client.get(url).content.decode()
    worker.drain()
    page = client.get(url).content.decode()
    assert "hx-get" not in page
    assert "The file has no header row." in page
    assert reverse("jobs:again", args=[job.pk]) in page


def test_progress_is_shown_as_numbers(world, client):
    job = work_of(world.liaison)
    Job.objects.filter(pk=job.pk).update(done=3, total=12)
    page = client.get(reverse("jobs:work", args=[job.pk])).content.decode()
    assert 'value="3" max="12"' in page


def test_the_list_holds_one_s_own_work_only(world, client):
    work_of(world.liaison, "mine")
    work_of(world.head, "not mine")
    worker.drain()
    page = client.get(reverse("jobs:mine")).content.decode()
    assert "mine" in page
    assert "not mine" not in page


def test_an_empty_list_says_so(client):
    assert "您还没有发起过后台任务" in client.get(reverse("jobs:mine")).content.decode()


@pytest.mark.parametrize("name", ["jobs:work", "jobs:again"])
def test_somebody_else_s_work_does_not_exist(world, client, name):
    job = work_of(world.head)
    worker.drain()
    url = reverse(name, args=[job.pk])
    answer = client.post(url) if name == "jobs:again" else client.get(url)
    assert answer.status_code == 404
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_failed_work_begins_again_once(world, client):
    job = work_of(world.liaison)
    worker.drain()
    url = reverse("jobs:again", args=[job.pk])
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 302
    assert Job.objects.get(pk=job.pk).state == State.READY
    refused = client.post(url, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert "无需重试" in refused.content.decode()


def test_nobody_signed_in_sees_nothing(world, client):
    job = work_of(world.liaison)
    client.logout()
    for url in (reverse("jobs:mine"), reverse("jobs:work", args=[job.pk])):
        assert client.get(url).status_code == 302
