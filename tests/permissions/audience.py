"""How the matrix is asked: as one member of the cast after the other, no page drawn, everything taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.template.backends.django import Template
from django.test import Client
from django.utils.safestring import SafeString

from bihuan.audit.models import Event
from bihuan.files.models import StoredFile
from bihuan.jobs.models import Job
from bihuan.ledger.models import SavedView
from bihuan.opinions.models import Message, Opinion, TipOff, TipOffPart
from bihuan.people.models import Person
from bihuan.people.selectors import grants_of
from tests.permissions.access import PUBLIC_NAME
from tests.permissions.tokens import secret_of
from tests.world import World

TRACES = (Event, Opinion, Message, TipOff, TipOffPart, StoredFile, Job, SavedView)
"""Where a change shows: the record, and what is kept without a fact, such as the words of the public."""
_counts = " UNION ALL ".join(f"SELECT COUNT(*) FROM {model._meta.db_table}" for model in TRACES)


def traces() -> tuple[int, ...]:
    """How much has happened so far."""
    with connection.cursor() as cursor:
        cursor.execute(_counts)
        return tuple(row[0] for row in cursor.fetchall())


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


DRAW = Template.render


@dataclass
class Curtain:
    """Before the templates: pages are decided but not drawn, and the last page's context can be read."""

    drawn: bool = False
    context: dict[str, Any] = field(default_factory=dict)

    def stand_in(self) -> Callable[..., str]:
        """What stands for `Template.render`."""

        def render(template: Template, context: dict[str, Any] | None = None, request: object = None) -> str:
            self.context = context or {}
            return DRAW(template, context, request) if self.drawn else SafeString("")

        return render

    def reasons(self) -> list[str]:
        """The sentences on the page that was not drawn: refusals, objections, faults of forms."""
        said = [*self.context.get("reasons", ()), *self.context.get("objections", ())]
        forms = [self.context.get("form"), self.context.get("forms")]
        forms += dict(self.context.get("refused") or {}).values()
        return [*said, *(form.errors for form in forms if getattr(form, "errors", None))]


class Audience:
    """Everybody in front of the stage. Who signed in is known from the cast, without a session and its queries."""

    def __init__(self, world: World) -> None:
        self.client = Client(raise_request_exception=False)
        self.people = world.people
        self.name = PUBLIC_NAME
        for person in self.people.values():
            grants_of(person)  # read once; every request works with a copy of the person

    def user(self, request: object) -> Person | AnonymousUser:
        """Stands for `django.contrib.auth.get_user`."""
        return copy(self.people[self.name]) if self.name in self.people else AnonymousUser()

    def get(self, name: str, url: str) -> HttpResponseBase:
        """Look at a page."""
        return self._ask("GET", name, url, {})

    def post(self, name: str, url: str, said: dict[str, Any]) -> HttpResponseBase:
        """Send something."""
        return self._ask("POST", name, url, said)

    def _ask(self, method: str, name: str, url: str, said: dict[str, Any]) -> HttpResponseBase:
        self.name = name
        self.client.cookies.clear()
        if url.startswith("/api/"):
            return self._as_program(method, name, url, said)
        answer = self.client.post(url, said) if method == "POST" else self.client.get(url)
        if answer.streaming:  # read to its end, so that it is closed: closing it oneself closes the database too
            b"".join(answer)
        return answer

    def _as_program(self, method: str, name: str, url: str, said: dict[str, Any]) -> HttpResponseBase:
        """The same in JSON, with the token of the person and nothing else."""
        headers = {"Authorization": f"Bearer {secret_of(name)}"} if name in self.people else {}
        if method == "POST":
            return self.client.post(url, said, content_type="application/json", headers=headers)
        return self.client.get(url, headers=headers)
