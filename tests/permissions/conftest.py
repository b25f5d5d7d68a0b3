"""The stage is set once for the whole matrix, in one transaction that never ends well."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.template.backends.django import Template
from pytest_django.plugin import DjangoDbBlocker

from tests.permissions.audience import Audience, Curtain, traces
from tests.permissions.stage import Stage, build
from tests.world import build as build_world


@dataclass
class Theatre:
    """The stage, those who look at it, the curtain, and how much had happened before anybody came."""

    stage: Stage
    audience: Audience
    curtain: Curtain
    before: tuple[int, ...]


@pytest.fixture(scope="module")
def theatre(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Theatre]:
    """Everything set, nothing drawn; taken down at the end."""
    curtain = Curtain()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        stage = build(build_world())
        audience = Audience(stage.world)
        patch.setattr("django.conf.settings.SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")
        patch.setattr("django.contrib.auth.get_user", audience.user)
        patch.setattr(Template, "render", curtain.stand_in())
        yield Theatre(stage, audience, curtain, traces())
        transaction.set_rollback(True)
